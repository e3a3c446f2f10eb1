namespace FeedHub.Core.Briefs.Editing;

/// <summary>Who acts on a brief.</summary>
/// <param name="KeyId">ID of the key; empty for whoever works on the server itself.</param>
/// <param name="KeyName">What the key is for, as the person who issued it put it; may be empty.</param>
public sealed record Editor(string KeyId, string KeyName)
{
    public static readonly Editor CommandLine = new("", "command line");

    /// <summary>The name, or the ID of a key that has none.</summary>
    public string Name => KeyName.Length > 0 ? KeyName : $"key {KeyId}";
}
