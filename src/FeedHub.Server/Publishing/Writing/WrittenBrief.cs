namespace FeedHub.Server.Publishing.Writing;

/// <summary>What an editor wants done with what is in the form.</summary>
internal enum WritingIntent
{
    Check,
    Draft,
    Schedule,
    Publish,
    /// <summary>Change a brief that the public knows.</summary>
    Save,
    /// <summary>Add a picture for the text.</summary>
    AddPicture,
    /// <summary>Add a picture, and make it the brief's own.</summary>
    AddImage,
}

/// <summary>The form of a brief as an editor sent it.</summary>
/// <param name="Name">The slug that the editor chose for a new brief; empty for one made from the title.</param>
/// <param name="Begun">Hash of the text with which the editor began; empty for a new brief.</param>
internal sealed record WrittenBrief(WritingIntent Intent, string Name, string Text, string Begun, WrittenPicture Picture)
{
    /// <summary>The values of the buttons.</summary>
    public static IReadOnlyDictionary<string, WritingIntent> Words { get; } = new Dictionary<string, WritingIntent>
    {
        ["check"] = WritingIntent.Check,
        ["draft"] = WritingIntent.Draft,
        ["schedule"] = WritingIntent.Schedule,
        ["publish"] = WritingIntent.Publish,
        ["save"] = WritingIntent.Save,
        ["picture"] = WritingIntent.AddPicture,
        ["image"] = WritingIntent.AddImage,
    };
}

/// <summary>The part of the form that adds a picture. Texts are empty where nothing was written.</summary>
/// <param name="Bytes">Empty if no file was chosen.</param>
public sealed record WrittenPicture(ReadOnlyMemory<byte> Bytes, string Alt, string Caption, string Credit, string Licence)
{
    public static readonly WrittenPicture None = new(default, "", "", "", "");
}
