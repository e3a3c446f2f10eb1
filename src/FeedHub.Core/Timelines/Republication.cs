using FeedHub.Core.Content;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;

namespace FeedHub.Core.Timelines;

/// <summary>How much of a source's text we show, as its <see cref="Republish"/> setting allows.</summary>
public static class Republication
{
    /// <summary>Maximum characters of an excerpt, including its ellipsis.</summary>
    public const int ExcerptChars = 300;
    private const int HeadlineChars = 90;

    /// <summary>The outlet's title; if it gave none, the beginning of the text that may be shown.</summary>
    public static string Headline(Report report)
    {
        if (report.Entry.Title.Length > 0) return report.Entry.Title;
        return Excerpt(report) is { } excerpt ? PlainText.Excerpt(excerpt, HeadlineChars) : $"Untitled, from {report.Source.Title}";
    }

    /// <summary>The outlet's own page if it is a web address: a feed may send <c>javascript:</c> as a link. Else null.</summary>
    public static string? Link(Report report) =>
        Uri.TryCreate(report.Entry.Url, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? report.Entry.Url
            : null;

    /// <summary>An excerpt as plain text; null if none may be shown or there is none.</summary>
    public static string? Excerpt(Report report) =>
        Excerpt(report.Source, report.Entry.Summary is { } summary ? PlainText.FromHtml(summary) : report.Entry.Text);

    /// <summary>The same for an earlier text.</summary>
    public static string? Excerpt(Source source, Revision revision) =>
        Excerpt(source, PlainText.FromHtml(revision.Summary ?? revision.Content ?? ""));

    /// <summary>The full text as sanitised HTML; null if it may not be shown or there is none.</summary>
    public static string? Html(Report report) =>
        report.Source.Republish == Republish.Full && (report.Entry.Content ?? report.Entry.Summary) is { Length: > 0 } html ? html : null;

    private static string? Excerpt(Source source, string text) =>
        source.Republish == Republish.Title || text.Length == 0 ? null : PlainText.Excerpt(text, ExcerptChars);
}
