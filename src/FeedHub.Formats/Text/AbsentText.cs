namespace FeedHub.Formats.Text;

/// <summary>The empty string, which in feeds means that there is no value.</summary>
internal static class AbsentText
{
    /// <summary>The text; null when it is empty.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrEmpty(text) ? null : text;
}
