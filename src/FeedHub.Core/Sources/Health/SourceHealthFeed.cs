using FeedHub.Core.Urls;
using FeedHub.Formats;

namespace FeedHub.Core.Sources.Health;

/// <summary>The feed that reports to the operator which sources broke and which recovered.</summary>
public static class SourceHealthFeed
{
    /// <param name="events">Newest first.</param>
    /// <param name="title">Title of the site.</param>
    public static FeedDocument ToDocument(IReadOnlyList<HealthEvent> events, SiteAddress address, string title, string language) => new()
    {
        Title = FeedText.Plain($"{title}: health of the sources"),
        Id = address.Tag("sources/health"),
        Link = address.Absolute("/sources"),
        SelfLink = address.Absolute("/sources/health.atom"),
        Language = language,
        Updated = events.Count == 0 ? address.TagDate : events.Max(e => e.At),
        Generator = new FeedGenerator("FeedHub"),
        Authors = [new FeedPerson(title)],
        Items = [.. events.Select(e => new FeedItem
        {
            Id = address.Tag(e.Id),
            IdIsPermaLink = false,
            Title = FeedText.Plain($"{e.Title} {(e.Broke ? "is broken" : "works again")}"),
            Link = address.Absolute(e.Path),
            Summary = FeedText.Plain(e.Detail),
            Published = e.At,
            Updated = e.At,
        })],
    };
}
