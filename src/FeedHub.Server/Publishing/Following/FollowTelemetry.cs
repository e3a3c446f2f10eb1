using System.Diagnostics.Metrics;

namespace FeedHub.Server.Publishing.Following;

/// <summary>Counts the polls of what series follow.</summary>
internal static class FollowTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "FeedHub.Following";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Polls = Meter.CreateCounter<long>(
        "feedhub.series.polls", description: "Polls of what series follow, by series and outcome.");
    private static readonly Gauge<int> Broken = Meter.CreateGauge<int>(
        "feedhub.series.broken", description: "1 for a series that follows something that can no longer be read.");

    /// <param name="outcome"><c>read</c>, or the name of the failure.</param>
    public static void Note(string series, string outcome, bool isBroken)
    {
        var label = new KeyValuePair<string, object?>("series", series);
        Polls.Add(1, label, new("outcome", outcome));
        Broken.Record(isBroken ? 1 : 0, label);
    }
}
