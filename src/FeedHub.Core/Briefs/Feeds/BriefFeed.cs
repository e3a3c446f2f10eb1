using System.Net;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Urls;
using FeedHub.Formats;

namespace FeedHub.Core.Briefs.Feeds;

/// <summary>Turns a series into the feed document that readers and partners subscribe to.</summary>
public static class BriefFeed
{
    /// <summary>Briefs in a feed: almost a year of a weekly, and well over what any reader needs to catch up.</summary>
    public const int MaxItems = 50;

    /// <param name="publicBriefs">What is public now, newest first (<see cref="Series.PublicAt"/>).</param>
    public static FeedDocument ToDocument(Series series, IReadOnlyList<Brief> publicBriefs, SiteAddress address, FeedFamily family)
    {
        var shown = publicBriefs.Take(MaxItems).ToList();
        return new()
        {
            Family = family,
            Id = address.Tag($"series/{series.Slug}"),
            Title = FeedText.Plain(series.Title),
            Description = FeedText.Plain(series.Description),
            Language = series.Language,
            Rights = series.Rights is null ? null : FeedText.Plain(series.Rights),
            Link = address.Absolute(BriefAddresses.Series(series.Slug)),
            SelfLink = address.Absolute(BriefAddresses.Feed(series.Slug, family)),
            Links = series.Licence is null ? [] : [new(series.Licence, "license")],
            Authors = [Publisher(series)],
            Updated = shown.Count == 0 ? address.TagDate : shown.Max(b => b.Updated),
            Items = [.. shown.Select(b => ToItem(series, b, publicBriefs, address))],
        };
    }

    private static FeedItem ToItem(Series series, Brief brief, IReadOnlyList<Brief> publicBriefs, SiteAddress address)
    {
        var page = address.Absolute(BriefAddresses.Brief(series.Slug, brief.Slug));
        var image = brief.Image is null ? null : address.Absolute(BriefAddresses.Image(series.Slug, brief.Image));
        var related = RelatedBrief.Of(brief, series.Slug, publicBriefs);
        return new()
        {
            Id = brief.Id,
            IdIsPermaLink = false,
            Title = FeedText.Plain(brief.Title),
            Link = page,
            Summary = FeedText.Plain(brief.Dek),
            Content = FeedText.Html(BriefHtml.Picture(brief.Image, image ?? "") + BriefHtml.Of(brief, page) + RelatedHtml(related, address)),
            Rights = series.Rights is null ? null : FeedText.Plain(series.Rights),
            Published = brief.Released,
            Updated = brief.Updated,
            Language = brief.Language,
            Authors = brief.Authors.Count == 0 ? [Publisher(series)] : brief.Authors,
            Categories =
            [
                .. brief.Regions.Select(r => new FeedCategory(r, address.Tag("regions"))),
                .. brief.Topics.Select(t => new FeedCategory(t, address.Tag("topics"))),
            ],
            Links =
            [
                .. brief.CanonicalUrl is null ? Array.Empty<FeedLink>() : [new(brief.CanonicalUrl, "canonical")],
                .. related.Select(r => new FeedLink(r.AbsoluteUrl(address), "related", Title: r.Title)),
            ],
            Image = image,
            Enclosures = image is null ? [] : [new(image, brief.Image!.MediaType, brief.Image.Length)],
        };
    }

    private static FeedPerson Publisher(Series series) => new(series.Publisher, Uri: series.Home);

    private static string RelatedHtml(IReadOnlyList<RelatedBrief> related, SiteAddress address) => related.Count == 0
        ? ""
        : $"<h2>Related briefs</h2>\n<ul>{string.Concat(related.Select(r =>
            $"<li><a href=\"{WebUtility.HtmlEncode(r.AbsoluteUrl(address))}\">{WebUtility.HtmlEncode(r.Title)}</a></li>"))}</ul>\n";
}
