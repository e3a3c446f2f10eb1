namespace FeedHub.Formats.Text;

/// <summary>The empty string, by which feeds say that they have no value.</summary>
internal static class AbsentText
{
    /// <summary>The text; null for the empty one.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrEmpty(text) ? null : text;
}
