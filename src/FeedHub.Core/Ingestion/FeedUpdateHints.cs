using FeedHub.Core.Sources.Polling;
using FeedHub.Formats;

namespace FeedHub.Core.Ingestion;

/// <summary>Reads from a feed document when it should be polled again.</summary>
internal static class FeedUpdateHints
{
    public static PollHints From(FeedDocument document)
    {
        var ttl = document.TtlMinutes is > 0 and var minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;
        var period = document.UpdatePeriod?.Interval;
        return new PollHints
        {
            Every = ttl is null || period > ttl ? period : ttl,
            SkipHours = document.SkipHours,
            SkipDays = document.SkipDays,
        };
    }
}
