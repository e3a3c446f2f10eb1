using System.Net;
using System.Text;
using System.Text.Json;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Formats.Writing;

namespace FeedHub.Core.Timelines;

/// <summary>Converts a page of the timeline to a feed document.</summary>
public static class TimelineFeed
{
    /// <summary>The path of a timeline feed, below the site's base path.</summary>
    public static string Path(FeedFormat format, TimelineFilter filter) =>
        $"/timeline/feed.{format.Extension}{TimelineQuery.Write(filter)}";

    /// <param name="title">Title of the site.</param>
    /// <param name="language">BCP 47 tag of the language of our own texts.</param>
    public static FeedDocument ToDocument(
        TimelinePage page, TimelineFilter filter, FeedFormat format, SiteAddress address, string title, string language)
    {
        var whole = filter.Whole;
        var name = TimelineTitle.For(title, filter);
        return new FeedDocument
        {
            Title = FeedText.Plain(name),
            Description = FeedText.Plain("Each story once, with its sources and their languages; newest arrivals first."),
            Id = address.Tag("timeline" + TimelineQuery.Write(whole)),
            Link = address.Absolute("/" + TimelineQuery.Write(whole)),
            SelfLink = address.Absolute(Path(format, filter)),
            Language = language,
            Updated = page.Stories.Count == 0 ? address.TagDate : page.Stories.Max(s => s.Updated),
            Generator = new FeedGenerator("FeedHub"),
            Authors = [new FeedPerson(title)],
            // RFC 5005 §3: feed readers and programs can follow the next links through the whole timeline.
            Links = page.More ? [new FeedLink(address.Absolute(Path(format, filter with { Before = page.Stories[^1].Id })), "next")] : [],
            Items = [.. page.Stories.Select(story => Item(story, format, address))],
        };
    }

    private static FeedItem Item(Story story, FeedFormat format, SiteAddress address)
    {
        var (entry, source) = (story.Lead.Entry, story.Lead.Source);
        var page = address.Absolute($"/stories/{story.Id}");
        // JSON Feed 1.1, Items: "url" is our own page, "external_url" the page elsewhere that it is about. Other formats link to the
        // article.
        var (link, related) = Republication.Link(story.Lead) is not { } article ? (page, null)
            : format.HasLinkRelations ? (article, new FeedLink(page, "related", "text/html", "The story with all its reports"))
            : (page, new FeedLink(article, "related"));
        var excerpt = Republication.Excerpt(story.Lead);
        return new FeedItem
        {
            Id = address.Tag($"story/{story.Id}"),
            IdIsPermaLink = false,
            Title = FeedText.Plain(Republication.Headline(story.Lead)),
            Link = link,
            Summary = excerpt is null ? null : FeedText.Plain(excerpt),
            Content = Content(story, excerpt) is { Length: > 0 } html ? FeedText.Html(html) : null,
            // Feed readers sort by this date; people expect to see the outlet's own.
            Published = entry.Published ?? story.Arrived,
            Updated = story.Updated,
            Language = Known(entry.Language),
            Authors = entry.Authors,
            Categories = [.. entry.Categories.Select(term => new FeedCategory(term))],
            Links = related is null ? [] : [related],
            Enclosures = source.Republish == Republish.Full ? entry.Enclosures : [],
            Source = new FeedSource
            {
                Title = source.Title,
                Id = RedactedUrl.From(source.Url),
                FeedUrl = RedactedUrl.From(source.Url),
                Link = source.Home,
                Updated = story.Updated,
                // RFC 4287 §4.1.2: this is the author of an entry without one of its own.
                Authors = [new FeedPerson(source.Title)],
            },
            Extensions = new Dictionary<string, JsonElement> { ["_feedhub"] = StoryExtension.From(story, address) },
        };
    }

    private static string Content(Story story, string? excerpt)
    {
        var html = new StringBuilder(Republication.Html(story.Lead));
        var others = story.Reports.Where(t => t.Entry.Id != story.Lead.Entry.Id).ToList();
        if (others.Count == 0) return html.ToString();
        if (html.Length == 0 && excerpt is not null) html.Append("<p>").Append(WebUtility.HtmlEncode(excerpt)).Append("</p>");
        html.Append("<p>Also reported by:</p><ul>");
        foreach (var report in others)
        {
            var language = Known(report.Entry.Language);
            var title = WebUtility.HtmlEncode(Republication.Headline(report));
            var lang = language is null ? "" : $" lang=\"{WebUtility.HtmlEncode(language)}\"";
            html.Append("<li>").Append(WebUtility.HtmlEncode(report.Source.Title))
                .Append(language is null ? "" : $" ({WebUtility.HtmlEncode(language)})").Append(": ");
            html.Append(
                Republication.Link(report) is { } url
                    ? $"<a href=\"{WebUtility.HtmlEncode(url)}\"{lang}>{title}</a>"
                    : $"<span{lang}>{title}</span>")
                .Append("</li>");
        }
        return html.Append("</ul>").ToString();
    }

    private static string? Known(string language) => language == "und" ? null : language;
}
