using FeedHub.Core.Timelines;
using FeedHub.Core.Urls;

namespace FeedHub.Server.Api.Records;

/// <summary>A story about another event of what is probably the same affair.</summary>
/// <param name="Id">The number of the story.</param>
/// <param name="Url">Its page.</param>
/// <param name="Title">The title of the report that heads it.</param>
/// <param name="FirstReported">When its first report was made; the list is in this order.</param>
/// <param name="LastReported">When its last report was made or seen to have changed.</param>
/// <param name="Reasons">What the two stories share, in descending order of weight.</param>
internal sealed record ApiRelatedStory(
    long Id, string Url, string Title, string? Language, DateTime FirstReported, DateTime LastReported, int Reports,
    IReadOnlyList<string> Reasons)
{
    public static ApiRelatedStory From(LinkedStory linked, SiteAddress address) => new(
        linked.Story.Id.Value,
        address.Absolute($"/stories/{linked.Story.Id}"),
        Republication.Headline(linked.Story.Lead),
        ApiEntry.LanguageOf(linked.Story.Lead.Entry),
        linked.Story.FirstReported.UtcDateTime,
        linked.Story.LastReported.UtcDateTime,
        linked.Story.Reports.Count,
        linked.Why.Split(", ", StringSplitOptions.RemoveEmptyEntries));
}
