using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Urls;

namespace FeedHub.Server.Api.Records;

/// <summary>The entries that report one event.</summary>
/// <param name="Id">Its permanent number.</param>
/// <param name="Url">Its page.</param>
/// <param name="Title">The title of the report that heads it.</param>
/// <param name="Lead">The ID of the report that heads it: the newest full one that meets the filter.</param>
/// <param name="Arrived">When FeedHub first stored it; lists are in this order.</param>
/// <param name="Updated">When a report was last added or changed.</param>
/// <param name="FirstReported">When its first report was made.</param>
/// <param name="LastReported">When its last report was made or seen to have changed.</param>
/// <param name="Regions">ISO 3166 codes of what it is about, strongest first.</param>
/// <param name="Topics">IDs of topics, strongest first.</param>
/// <param name="Reports">All its reports, by arrival.</param>
internal sealed record ApiStory(
    long Id, string Url, string Title, string Lead, DateTime Arrived, DateTime Updated, DateTime FirstReported, DateTime LastReported,
    IReadOnlyList<string> Regions, IReadOnlyList<string> Topics, ApiCoverage Coverage, IReadOnlyList<ApiReport> Reports)
{
    public static ApiStory From(Story story, SiteAddress address) => new(
        story.Id.Value,
        address.Absolute($"/stories/{story.Id}"),
        Republication.Headline(story.Lead),
        story.Lead.Entry.Id.Value,
        story.Arrived.UtcDateTime,
        story.Updated.UtcDateTime,
        story.FirstReported.UtcDateTime,
        story.LastReported.UtcDateTime,
        story.Regions,
        story.Topics,
        ApiCoverage.From(StoryCoverage.From(story.Reports)),
        [.. story.Reports.Select(ApiReport.From)]);
}

/// <summary>Who reports a story.</summary>
/// <param name="Sources">How many sources.</param>
/// <param name="Languages">BCP 47 primary tags of the reports.</param>
/// <param name="Countries">ISO 3166-1 codes of the sources.</param>
/// <param name="Kinds">Kinds of the sources.</param>
internal sealed record ApiCoverage(
    int Sources, IReadOnlyList<string> Languages, IReadOnlyList<string> Countries, IReadOnlyList<string> Kinds)
{
    public static ApiCoverage From(StoryCoverage coverage) =>
        new(coverage.Sources, coverage.Languages, coverage.Countries, [.. coverage.Kinds.Select(k => k.Name())]);
}
