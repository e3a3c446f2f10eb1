using System.Text.RegularExpressions;
using FeedHub.Formats;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Formats.RoundTrip;

/// <summary>
/// What a format that we read, too, can say of a document: the table of <c>docs/formats.md</c> as code, a method a format.
/// </summary>
/// <remarks>Addresses are written as URIs: the generated ones have one letter that no URI has.</remarks>
internal static partial class Said
{
    public static IReadOnlyDictionary<FeedFormat, Func<FeedDocument, FeedDocument>> In { get; } = new Dictionary<FeedFormat,
        Func<FeedDocument, FeedDocument>>
    {
        [FeedFormats.Rss] = d => InRss(WrittenAddresses.In(d)),
        [FeedFormats.Atom] = d => InAtom(WrittenAddresses.In(d)),
        [FeedFormats.Json] = d => InJson(WrittenAddresses.In(d)),
    };

    private static FeedDocument InRss(FeedDocument d) => Read(d, FeedFamily.Rss, "2.0") with
    {
        Id = null,
        Title = Guessed(d.Title),
        Description = Html(d.Description) ?? Html(FeedText.Plain(Plain(d.Title)!)),
        Rights = Guessed(d.Rights),
        Updated = Second(d.Updated),
        Published = Second(d.Published),
        Generator = d.Generator is { } g ? new FeedGenerator(g.Name) : null,
        Image = (d.Image ?? (d.Logo is { } logo ? new FeedImage(logo) : null)) is { } i
            ? i with { Title = i.Title ?? Plain(d.Title), Link = i.Link ?? d.Link }
            : null,
        Icon = null,
        Logo = null,
        Authors = RssPeople(d.Authors, hasMail: true),
        Contributors = RssPeople(d.Contributors, hasMail: false),
        Categories = Unlabelled(d.Categories),
        Links = [new FeedLink(d.Link!), new FeedLink(d.SelfLink!, "self", "application/rss+xml"), .. d.Links],
        Items = [.. d.Items.Select(i => InRss(i, d))],
    };

    private static FeedItem InRss(FeedItem i, FeedDocument d) => WithMedia(i with
    {
        Title = Guessed(i.Title),
        Summary = Html(i.Summary),
        Content = Html(i.Content),
        Rights = Guessed(i.Rights),
        Published = Second(i.Published ?? i.Updated),
        Updated = i.Updated == i.Published ? null : i.Updated,
        Language = i.Language ?? d.Language,
        Authors = RssPeople(i.Authors, hasMail: false),
        Contributors = RssPeople(i.Contributors, hasMail: false),
        Categories = Unlabelled(i.Categories),
        Links = [.. i.Link is { } link ? new[] { new FeedLink(link) } : [], .. i.Links],
        Enclosures = [.. i.Enclosures.Take(1).Select(e => e with { Type = e.Type ?? "application/octet-stream", Length = e.Length ?? 0 })],
        Source = i.Source is { } s ? new FeedSource { FeedUrl = s.FeedUrl, Title = Guessed(s.Title) } : null,
        Extensions = NoExtensions,
    }, [.. i.Enclosures.Skip(1).Select(e => new FeedMedia(e.Url, e.Type, Length: e.Length))]);

    private static FeedDocument InAtom(FeedDocument d) => Read(d, FeedFamily.Atom, "1.0") with
    {
        Updated = Second(d.Updated),
        Published = null,
        Image = null,
        Logo = d.Logo ?? d.Image?.Url,
        Authors = d.Authors.Count > 0 || d.Items.All(i => i.Authors.Count > 0) ? d.Authors : [new FeedPerson(Plain(d.Title))],
        Links = [new FeedLink(d.Link!), new FeedLink(d.SelfLink!, "self", "application/atom+xml"), .. d.Links],
        TtlMinutes = null,
        Cloud = null,
        Items = [.. d.Items.Select(i => WithMedia(
            i with
            {
                IdIsPermaLink = null,
                Summary = SummaryBeside(i.Content, i.Summary),
                Published = Second(i.Published),
                Updated = Second(i.Updated),
                Language = i.Language ?? d.Language,
                Links =
                [
                    .. i.Link is { } link ? new[] { new FeedLink(link) } : [],
                    .. i.Links,
                    .. i.Enclosures.Select(e => new FeedLink(e.Url, "enclosure", e.Type, Length: e.Length)),
                    .. i.Comments is { } page ? new[] { new FeedLink(page, "replies", "text/html") } : [],
                ],
                Source = i.Source is { } s
                    ? s with { Links = [.. s.Link is { } home ? new[] { new FeedLink(home) } : [], new FeedLink(s.FeedUrl!, "self")] }
                    : null,
                Extensions = NoExtensions,
            },
            []))],
    };

    private static FeedDocument InJson(FeedDocument d) => new()
    {
        Family = FeedFamily.Json,
        Version = "1.1",
        Encoding = "utf-8",
        Title = Plain(d.Title),
        Description = Plain(d.Description),
        Link = d.Link,
        SelfLink = d.SelfLink,
        Language = d.Language,
        Icon = d.Icon,
        Logo = d.Logo ?? d.Image?.Url,
        Authors = JsonPeople(d.Authors),
        Links =
        [
            new FeedLink(d.Link!), new FeedLink(d.SelfLink!, "self"),
            .. d.Links.Where(l => l.Rel == "next").Take(1), .. d.Links.Where(l => l.Rel == "hub"),
        ],
        Items = [.. d.Items.Select(i => InJson(i, d.Language))],
        Deleted = [.. d.Deleted.Select(t => t with { By = null, Comment = Plain(t.Comment) })],
    };

    private static FeedItem InJson(FeedItem i, string? language)
    {
        var related = i.Links.FirstOrDefault(l => l.Rel == "related")?.Href;
        // An item of no text has the empty text, which is read as none.
        var content = i.Content ?? (Plain(i.Summary) is { } summary ? FeedText.Plain(summary) : null);
        return new FeedItem
        {
            Id = i.Id,
            Title = Plain(i.Title),
            Link = i.Link ?? related,
            Summary = Plain(i.Summary),
            Content = content,
            Published = i.Published,
            Updated = i.Updated,
            Language = i.Language ?? language,
            Authors = JsonPeople(i.Authors),
            Categories = [.. i.Categories.Select(c => new FeedCategory(c.Term)).Distinct()],
            Links =
                [.. new[] { (i.Link, "alternate"), (related, i.Link is null ? "alternate" : "related") }.Where(l => l.Item1 is not null)
                    .Select(l => new FeedLink(l.Item1!, l.Item2))],
            Enclosures = [.. i.Enclosures.Select(e => e with { Type = e.Type ?? "application/octet-stream" })],
            Image = i.Image,
            Extensions = i.Extensions,
        };
    }

    private static FeedDocument Read(FeedDocument d, FeedFamily family, string version) =>
        d with { Family = family, Version = version, Encoding = "utf-8" };

    /// <summary>The picture is written as a thumbnail unless the item's media hold it, and read as the first of them.</summary>
    private static FeedItem WithMedia(FeedItem i, IReadOnlyList<FeedMedia> moreContents)
    {
        var media = i.MediaThumbnails.Concat(i.MediaContents);
        var alone = i.Image is { } image && i.Itunes?.Image != image && media.All(m => m.Url != image)
            ? new[] { new FeedMedia(image) }
            : [];
        var read = i with { MediaThumbnails = [.. alone, .. i.MediaThumbnails], MediaContents = [.. moreContents, .. i.MediaContents] };
        return read with
        {
            Image = i.Itunes?.Image ?? (read.MediaThumbnails is [var first, ..] ? first.Url : null)
                ?? read.MediaContents.FirstOrDefault(
                    m => m.Medium == "image" || m.Type?.StartsWith("image/", StringComparison.Ordinal) == true)?.Url,
        };
    }

    private static List<FeedPerson> RssPeople(IReadOnlyList<FeedPerson> people, bool hasMail) =>
        hasMail && people is [{ Email: not null } one]
            ? [one with { Uri = null }]
            : [.. people.Select(p => new FeedPerson(p.Name)).Distinct()];

    private static List<FeedPerson> JsonPeople(IReadOnlyList<FeedPerson> people) =>
        [.. people.Select(p => p.Uri is null ? p : p with { Email = null })];

    private static List<FeedCategory> Unlabelled(IReadOnlyList<FeedCategory> categories) =>
        [.. categories.Select(c => c with { Label = null }).Distinct()];

    private static DateTimeOffset? Second(DateTimeOffset? at) => at?.AddMilliseconds(-at.Value.Millisecond);

    private static FeedText? Guessed(FeedText? text) => text is null ? null : FeedText.Guess(Plain(text)!);

    private static FeedText? SummaryBeside(FeedText? content, FeedText? summary) =>
        content is null || summary is null ? summary
            : Plain(content) == Plain(summary) ? null
            : content.Kind == FeedTextKind.Html && summary.Kind == FeedTextKind.Text ? FeedText.Html(Escape(summary.Value))
            : summary;

    private static FeedText? Html(FeedText? text) =>
        text is null ? null : FeedText.HtmlOrText(text.Kind == FeedTextKind.Text ? Escape(text.Value) : text.Value);

    private static string? Plain(FeedText? text) =>
        text is { Kind: FeedTextKind.Html } ? System.Net.WebUtility.HtmlDecode(Tag().Replace(text.Value, "")).Trim() : text?.Value;

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static readonly Dictionary<string, System.Text.Json.JsonElement> NoExtensions = [];

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
