using System.Text.RegularExpressions;
using FeedHub.Formats.Text;

namespace FeedHub.Formats.Drafts;

/// <summary>Splits a person that RSS writes on one line: <c>mail (Name)</c>, <c>Name (mail)</c>, <c>Name &lt;mail&gt;</c>.</summary>
internal static partial class PersonText
{
    public const int MaxLength = 500;

    public static FeedPerson? Parse(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > MaxLength || !text.Contains('@', StringComparison.Ordinal) || Mail().Match(text) is not { Success: true } mail)
            return new FeedPerson(text);
        var name = text.Remove(mail.Index, mail.Length)
            .Replace("mailto:", "", StringComparison.OrdinalIgnoreCase)
            .Replace("()", "", StringComparison.Ordinal)
            .Replace("<>", "", StringComparison.Ordinal)
            .Trim();
        if (name.StartsWith('(') && name.EndsWith(')'))
            name = name[1..^1].Trim();
        return new FeedPerson(name.OrNull(), mail.Value);
    }

    /// <summary>A person given in separate parts; the name may contain the e-mail address when that has no element of its own.</summary>
    public static FeedPerson Complete(string? name, string? email, string? uri) =>
        email is null && Parse(name) is { Email: not null } split ? split with { Uri = uri } : new FeedPerson(name, email, uri);

    [GeneratedRegex("""[A-Za-z0-9_.+\-]{1,100}@[A-Za-z0-9\-]{1,100}(\.[A-Za-z0-9\-]{1,100}){1,10}""")]
    private static partial Regex Mail();
}
