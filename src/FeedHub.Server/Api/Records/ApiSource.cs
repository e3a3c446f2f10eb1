using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Urls;

namespace FeedHub.Server.Api.Records;

/// <summary>A feed of another site that FeedHub polls.</summary>
/// <param name="Url">Its page here.</param>
/// <param name="Home">The front page of the outlet.</param>
/// <param name="Feed">The address that is polled now, without secrets.</param>
/// <param name="Language">BCP 47 tag; absent if only the feed says it.</param>
/// <param name="Countries">ISO 3166-1 codes of the countries that it reports from or speaks for.</param>
/// <param name="Regions">Parts of countries that it covers.</param>
/// <param name="Kind">Who is behind it, as in <c>?kind=</c>.</param>
/// <param name="Republish">How much of its texts we may show: title, excerpt or full.</param>
/// <param name="Standing">broken, failing, losing, waiting, working or off.</param>
/// <param name="Reason">Why it is off.</param>
/// <param name="Entries">How many entries of it are stored.</param>
/// <param name="LastAnswered">When it last answered with a feed.</param>
/// <param name="LastChanged">When it last sent something new.</param>
/// <param name="NextPoll">Absent if it is not polled.</param>
/// <param name="Failures">How many polls in a row have failed.</param>
/// <param name="BrokenSince">Absent if it is not broken.</param>
internal sealed record ApiSource(
    string Id, string Title, string Url, string? Home, string Feed, string? Language, IReadOnlyList<string> Countries,
    IReadOnlyList<string> Regions, string? Kind, string Republish, string Standing, string? Reason, long Entries, DateTime? LastAnswered,
    DateTime? LastChanged, DateTime? NextPoll, int Failures, DateTime? BrokenSince)
{
    public static ApiSource From(SourceOverview overview, SiteAddress address, DateTimeOffset now)
    {
        var (source, state, standing) = (overview.Source, overview.State, SourceStandings.From(overview, now));
        var polled = standing != SourceStanding.Off && state.Times.NextReason != Core.Sources.Polling.PollReason.Gone;
        return new(
            source.Id.Value,
            source.Title,
            address.Absolute($"/sources/{source.Id}"),
            source.Home,
            RedactedUrl.From(SourceAddress.Current(source, state)),
            source.Language,
            source.Countries,
            source.Regions,
            source.Kind?.Name(),
            source.Republish.ToString().ToLowerInvariant(),
            standing.Name(),
            standing == SourceStanding.Off ? source.Reason : null,
            overview.Entries,
            state.Times.LastSuccess?.UtcDateTime,
            state.Times.LastChange?.UtcDateTime,
            polled ? state.Times.Next.UtcDateTime : null,
            state.Trouble.Failures,
            state.Trouble.BrokenSince?.UtcDateTime);
    }
}
