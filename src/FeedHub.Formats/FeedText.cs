using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using FeedHub.Formats.Text;

namespace FeedHub.Formats;

/// <summary>How to read a text construct (RFC 4287 §3.1.1).</summary>
public enum FeedTextKind
{
    Text,
    Html,
    Xhtml,
}

/// <summary>
/// A text construct after one decoding layer: the HTML source for escaped HTML, the markup for XHTML, else the plain text.
/// </summary>
public sealed partial record FeedText(string Value, FeedTextKind Kind = FeedTextKind.Text)
{
    public static FeedText Plain(string value) => new(value);

    public static FeedText Html(string value) => new(value, FeedTextKind.Html);

    /// <summary>
    /// HTML source; given as plain text where it holds neither markup nor references, since both then mean the same. Words in angle
    /// brackets stay where there is no markup besides.
    /// </summary>
    public static FeedText HtmlOrText(string value) =>
        value.AsSpan().IndexOfAny('<', '&') < 0 ? Plain(value) : Html(HtmlTags.Any(value) ? value : HtmlTags.KeepWords(value));

    /// <summary>
    /// A text whose format does not say which it is: HTML when it holds a tag or a reference, else plain. Words in angle brackets that are
    /// no tags stay.
    /// </summary>
    public static FeedText Guess(string value) =>
        value.AsSpan().IndexOfAny('<', '&') >= 0 && (HtmlTags.Any(value) || Reference().IsMatch(value))
            ? Html(HtmlTags.KeepWords(value))
            : Plain(value);

    /// <summary>Plain text; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator FeedText?(string? value) => value is null ? null : new FeedText(value);

    [GeneratedRegex("&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")]
    private static partial Regex Reference();
}
