using System.Globalization;
using System.Net;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Formats.Writing;

namespace FeedHub.Core.Briefs.Feeds;

/// <summary>
/// A brief as an item of a feed: the whole text, with every address absolute. A withdrawn brief is the notice of its withdrawal.
/// </summary>
internal static class BriefItem
{
    public static FeedItem From(BriefSelection selection, Brief brief, SiteAddress address, FeedFormat format)
    {
        var page = address.Absolute(BriefAddresses.Brief(selection.Series.Slug, brief.Slug));
        return brief is { Status: BriefStatus.Withdrawn, Retraction: { } retraction }
            ? Notice(selection.Series, brief, retraction, page, address)
            : Whole(selection, brief, page, address, format);
    }

    public static FeedPerson Publisher(Series series) => new(series.Publisher, Uri: series.Home);

    private static FeedItem Whole(BriefSelection selection, Brief brief, string page, SiteAddress address, FeedFormat format)
    {
        var series = selection.Series;
        var image = brief.Image is null ? null : address.Absolute(BriefAddresses.Image(series.Slug, brief.Image));
        var related = RelatedBrief.From(brief, series.Slug, selection.Siblings);
        return new()
        {
            Id = brief.Id,
            IdIsPermaLink = false,
            Title = FeedText.Plain(brief.Title),
            Link = page,
            Summary = FeedText.Plain(brief.Dek),
            Content = FeedText.Html(
                BriefHtml.Picture(brief.Image, image ?? "") + BriefHtml.From(brief, page) + CorrectionsHtml(brief)
                    + RelatedHtml(related, address)),
            Rights = series.Rights is null ? null : FeedText.Plain(series.Rights),
            Published = brief.Released,
            Updated = brief.Updated,
            Language = brief.Language,
            Authors = brief.Authors.Count == 0 ? [Publisher(series)] : brief.Authors,
            Categories = Categories(brief, address),
            Links =
            [
                // RFC 4287 §4.2.7.2 has no "canonical"; "via" is where the text came from.
                .. brief.CanonicalUrl is null ? Array.Empty<FeedLink>() : [new(brief.CanonicalUrl, "via")],
                .. series.Licence is null ? Array.Empty<FeedLink>() : [new(series.Licence, "license")],
                .. BriefInLanguage.From(brief, series.Slug, selection.Siblings)
                    .Select(t => new FeedLink(t.AbsoluteUrl(address), "alternate", "text/html", HrefLang: t.Language)),
                // JSON Feed has one link besides the item's own, and readers open it instead of the item. The text lists all related
                // briefs.
                .. (format.HasLinkRelations ? related : []).Where(r => r.Url is not null)
                    .Select(r => new FeedLink(r.AbsoluteUrl(address)!, "related", Title: r.Title)),
            ],
            Image = image,
            // Readers of RSS play the first one only, and everybody sees the picture in the text.
            Enclosures =
            [
                .. brief.Files,
                .. image is null ? Array.Empty<FeedEnclosure>() : [new(image, brief.Image!.MediaType, brief.Image.Length)],
            ],
            MediaContents = image is null ? [] : [Media(brief.Image!, image)],
            Point = brief.Point,
            Extensions = format.WritesExtensions ? BriefExtension.From(series, brief, address) : FeedExtension.None,
        };
    }

    /// <summary>
    /// The same item for readers, which know it by its ID and put this in place of what they have kept. Nothing of the text goes with it,
    /// nor a picture, nor a link to a place where the text still is. It has the date of the brief, and so does not jump to the top of a
    /// list as news would.
    /// </summary>
    private static FeedItem Notice(Series series, Brief brief, BriefCorrection retraction, string page, SiteAddress address)
    {
        var withdrawn = $"Withdrawn on {Day(retraction.At)}:";
        return new()
        {
            Id = brief.Id,
            IdIsPermaLink = false,
            Title = FeedText.Plain($"Withdrawn: {brief.Title}"),
            Link = page,
            Summary = FeedText.Plain($"{withdrawn} {retraction.Note}"),
            Content = FeedText.Html(Note(withdrawn, retraction)),
            Published = brief.Released,
            Updated = retraction.At,
            Language = brief.Language,
            // The notice is the publisher's, not that of the author whose text it replaces.
            Authors = [Publisher(series)],
            Categories = Categories(brief, address),
        };
    }

    private static IReadOnlyList<FeedCategory> Categories(Brief brief, SiteAddress address) =>
    [
        .. brief.Regions.Select(r => new FeedCategory(r, address.Tag("regions"))),
        .. brief.Topics.Select(t => new FeedCategory(t, address.Tag("topics"))),
    ];

    private static FeedMedia Media(BriefImage image, string url) =>
        new(url, image.MediaType, "image", image.Length, Credit: image.Credit) { Rights = image.Rights, Licence = image.Licence };

    /// <summary>Corrections of substance, which readers of an earlier version must see. Fixed typing errors are not listed.</summary>
    private static string CorrectionsHtml(Brief brief) => string.Concat(brief.Corrections
        .Where(c => c.Kind == BriefCorrectionKind.Correction)
        .Select(c => Note($"Correction, {Day(c.At)}:", c)));

    /// <summary>A correction in words. They are English; its note is in the language of whoever wrote it.</summary>
    private static string Note(string lead, BriefCorrection correction) =>
        $"<p lang=\"en\"><strong>{lead}</strong> {WebUtility.HtmlEncode(correction.Note)}</p>\n";

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string RelatedHtml(IReadOnlyList<RelatedBrief> related, SiteAddress address) => related.Count == 0
        ? ""
        : $"<h2>Related briefs</h2>\n<ul>{string.Concat(related.Select(r => $"<li>{RelatedHtml(r, address)}</li>"))}</ul>\n";

    private static string RelatedHtml(RelatedBrief related, SiteAddress address) => related.AbsoluteUrl(address) is { } url
        ? $"<a href=\"{WebUtility.HtmlEncode(url)}\">{WebUtility.HtmlEncode(related.Title)}</a>"
        : WebUtility.HtmlEncode(related.Title);
}
