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
    /// <param name="title">Title of the site.</param>
    /// <param name="language">BCP 47 tag of the language of our own texts.</param>
    public static FeedDocument ToDocument(
        TimelinePage page, ServedTimeline timeline, FeedFormat format, SiteAddress address, string title, string language)
    {
        var whole = timeline.Whole;
        return new FeedDocument
        {
            Title = FeedText.Plain(timeline.Title(title)),
            Description = FeedText.Plain(
                timeline.View?.Description ?? "Each story once, with its sources and their languages; newest arrivals first."),
            Id = address.Tag(whole.Name + whole.Query),
            Link = address.Absolute(whole.Page),
            SelfLink = address.Absolute(timeline.Feed(format)),
            Language = language,
            Updated = page.Stories.Count == 0 ? address.TagDate : page.Stories.Max(s => s.Updated),
            Generator = new FeedGenerator("FeedHub"),
            Authors = [new FeedPerson(title)],
            // RFC 5005 §3: feed readers and programs can follow the next links through the whole timeline.
            Links = page.More ? [new FeedLink(address.Absolute(page.Older(timeline).Feed(format)), "next")] : [],
            Items = [.. page.Stories.Select(story => Item(story, format, address))],
        };
    }

    private static FeedItem Item(Story story, FeedFormat format, SiteAddress address)
    {
        var (entry, source) = (story.Lead.Entry, story.Lead.Source);
        var page = address.Absolute($"/stories/{story.Id}");
        // Whatever the format, an item opens the outlet's article. JSON Feed's one other link would be taken for a page that the item is
        // about, so there the page of the story is in the extension.
        var article = Republication.Link(story.Lead);
        var related = article is null || !format.HasLinkRelations
            ? null : new FeedLink(page, "related", "text/html", "The story with all its reports");
        // A later report heads the story, but the item stays where it was, in readers that sort by this date.
        var published = story.First.Entry.Published ?? story.Arrived;
        var updated = story.LastReported > published ? story.LastReported : published;
        var outlet = new FeedPerson(source.Title, Uri: source.Home);
        var excerpt = Republication.Excerpt(story.Lead);
        return new FeedItem
        {
            Id = address.Tag($"story/{story.Id}"),
            IdIsPermaLink = false,
            Title = FeedText.Plain(Republication.Headline(story.Lead)),
            Link = article ?? page,
            Summary = excerpt is null ? null : FeedText.Plain(excerpt),
            Content = Content(story, excerpt) is { Length: > 0 } html ? FeedText.Html(html) : null,
            Published = published,
            Updated = updated,
            Language = Known(entry.Language),
            // Else the item would be FeedHub's: JSON Feed 1.1 and most readers give the feed's author to an item without one.
            Authors = entry.Authors.Count > 0 ? entry.Authors : [outlet],
            Categories = Categories(story, address),
            Links = related is null ? [] : [related],
            Enclosures = source.Republish == Republish.Full ? entry.Enclosures : [],
            Source = new FeedSource
            {
                Title = source.Title,
                Id = RedactedUrl.From(source.Url),
                FeedUrl = RedactedUrl.From(source.Url),
                Link = source.Home,
                Updated = updated,
                Authors = [outlet],
            },
            Extensions = format.WritesExtensions
                ? new Dictionary<string, JsonElement> { [FeedExtension.Name] = StoryExtension.From(story, address) }
                : FeedExtension.None,
        };
    }

    /// <summary>What the story is about, with the terms and schemes of briefs, and then what its outlet calls it.</summary>
    private static List<FeedCategory> Categories(Story story, SiteAddress address)
    {
        List<FeedCategory> ours =
        [
            .. story.Regions.Select(r => new FeedCategory(r, address.Tag("regions"))),
            .. story.Topics.Select(t => new FeedCategory(t, address.Tag("topics"))),
        ];
        var terms = ours.Select(c => c.Term).ToHashSet(StringComparer.OrdinalIgnoreCase);
        ours.AddRange(story.Lead.Entry.Categories.Where(terms.Add).Select(term => new FeedCategory(term)));
        return ours;
    }

    private static string Content(Story story, string? excerpt)
    {
        var html = new StringBuilder(Republication.Html(story.Lead));
        var others = story.OtherReports.ToList();
        if (others.Count == 0) return html.ToString();
        if (html.Length == 0 && excerpt is not null) html.Append("<p>").Append(WebUtility.HtmlEncode(excerpt)).Append("</p>");
        html.Append("<p>Also reported by, first to last:</p><ul>");
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
