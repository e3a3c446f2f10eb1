using FeedHub.Formats;

namespace FeedHub.Tests.Formats.RoundTrip;

/// <summary>A generated document with its addresses as every format writes them. IDs stay as they are.</summary>
internal static class WrittenAddresses
{
    public static FeedDocument In(FeedDocument d) => d with
    {
        Icon = Uri(d.Icon),
        Logo = Uri(d.Logo),
        Image = d.Image is { } i ? i with { Url = Uri(i.Url), Link = Uri(i.Link) } : null,
        Generator = d.Generator is { } g ? g with { Uri = Uri(g.Uri) } : null,
        Itunes = In(d.Itunes),
        Authors = In(d.Authors),
        Contributors = In(d.Contributors),
        Categories = In(d.Categories),
        Links = In(d.Links),
        Items = [.. d.Items.Select(In)],
        Deleted = [.. d.Deleted.Select(t => t.By is { } by ? t with { By = In(by) } : t)],
    };

    private static FeedItem In(FeedItem i) => i with
    {
        Link = Uri(i.Link),
        Comments = Uri(i.Comments),
        InReplyTo = [.. i.InReplyTo.Select(r => r with { Href = Uri(r.Href), Source = Uri(r.Source) })],
        Authors = In(i.Authors),
        Contributors = In(i.Contributors),
        Categories = In(i.Categories),
        Links = In(i.Links),
        Enclosures = [.. i.Enclosures.Select(e => e with { Url = Uri(e.Url) })],
        MediaContents = In(i.MediaContents),
        MediaThumbnails = In(i.MediaThumbnails),
        Image = Uri(i.Image),
        Itunes = In(i.Itunes),
        Source = i.Source is { } s ? s with { FeedUrl = Uri(s.FeedUrl), Link = Uri(s.Link), Authors = In(s.Authors) } : null,
    };

    private static FeedItunes? In(FeedItunes? itunes) => itunes is null ? null : itunes with { Image = Uri(itunes.Image) };

    private static List<FeedMedia> In(IReadOnlyList<FeedMedia> media) =>
        [.. media.Select(m => m with { Url = Uri(m.Url), Licence = Uri(m.Licence) })];

    private static List<FeedLink> In(IReadOnlyList<FeedLink> links) => [.. links.Select(l => l with { Href = Uri(l.Href) })];

    private static List<FeedPerson> In(IReadOnlyList<FeedPerson> people) => [.. people.Select(In)];

    private static FeedPerson In(FeedPerson person) => person with { Uri = Uri(person.Uri) };

    private static List<FeedCategory> In(IReadOnlyList<FeedCategory> categories) =>
        [.. categories.Select(c => c with { Scheme = Uri(c.Scheme) })];

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(url))]
    private static string? Uri(string? url) => url?.Replace("ə", "%C9%99", StringComparison.Ordinal);
}
