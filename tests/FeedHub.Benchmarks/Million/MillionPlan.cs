using FeedHub.Benchmarks.Million.Texts;
using FeedHub.Core.Sources;

namespace FeedHub.Benchmarks.Million;

/// <summary>Which entries come when, from which source, and about which event; the same for the same values.</summary>
/// <param name="Seed">Any number; another one gives other entries.</param>
/// <param name="Count">Number of entries, at least 1.</param>
/// <param name="From">Before the first entry.</param>
/// <param name="Until">When the last entry arrives.</param>
internal sealed record MillionPlan(int Seed, int Count, DateTimeOffset From, DateTimeOffset Until)
{
    private const int MaxItems = 50;
    private const double CopyShare = 0.2;
    private const double VerbatimShare = 0.35;

    /// <summary>An outlet follows another within a day.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromHours(24);

    /// <summary>All polls in order of time, without texts; takes a second for a million entries.</summary>
    public IEnumerable<PlannedPoll> Polls(IReadOnlyList<MillionSource> sources)
    {
        var ofSources = new WeightedPick([.. sources.Select(s => s.Weight)]);
        var recent = new RecentReports(Math.Max(50, (int)(Count * (Lag / (Until - From)))));
        for (long number = 0, poll = 0; number < Count; poll++)
        {
            var dice = new Dice(Seed, 1, poll);
            var source = sources[ofSources.Next(ref dice)];
            var size = Math.Min(Count - (int)number, 1 + (int)((MaxItems - 1) * Math.Pow(dice.Unit(), 3)));
            var entries = new PlannedEntry[size];
            for (var i = 0; i < size; i++, number++)
            {
                entries[i] = Plan(number, source, recent, ref dice);
                recent.Add(entries[i], source);
            }
            yield return new PlannedPoll(source, From + ((Until - From) * ((double)number / Count)), entries);
        }
    }

    private static PlannedEntry Plan(long number, MillionSource source, RecentReports recent, ref Dice dice)
    {
        if (dice.Chance(CopyShare))
        {
            long? found = null;
            // Outlets copy from those that they can read, if there are any.
            for (var tries = 0; tries < 5; tries++)
            {
                if (recent.Pick(number, ref dice) is not { } other || recent.Have(other.Event, source))
                    continue;
                found = other.Event;
                if (other.Source.Language == source.Language)
                    break;
            }
            if (found is { } told)
                return new(number, told, IsVerbatim: dice.Chance(VerbatimShare));
        }
        return new(number, number, IsVerbatim: false);
    }

    /// <summary>The reports from which others may copy: those of events that are young enough.</summary>
    private sealed class RecentReports(int count)
    {
        private readonly (long Event, MillionSource Source)[] ring = new (long, MillionSource)[count];

        /// <summary>A source that told an event again, in the same words, would have told nothing new.</summary>
        private readonly HashSet<(long Event, SourceId Source)> told = [];

        public bool Have(long number, MillionSource source) => told.Contains((number, source.Declaration.Id));

        public void Add(PlannedEntry entry, MillionSource source)
        {
            var place = entry.Number % count;
            if (entry.Number >= count)
                told.Remove((ring[place].Event, ring[place].Source.Declaration.Id));
            ring[place] = (entry.Event, source);
            told.Add((entry.Event, source.Declaration.Id));
        }

        /// <summary>A report, the newer the likelier; null if its event is too old.</summary>
        public (long Event, MillionSource Source)? Pick(long number, ref Dice dice)
        {
            var age = 1 + (long)(Math.Min(number, count) * Math.Pow(dice.Unit(), 2));
            return age <= number && ring[(number - age) % count] is var report && number - report.Event < count ? report : null;
        }
    }
}

/// <summary>One poll and what it brings.</summary>
internal sealed record PlannedPoll(MillionSource Source, DateTimeOffset At, IReadOnlyList<PlannedEntry> Entries);

/// <param name="Number">From 0, in order of arrival.</param>
/// <param name="Event">The number of the first entry about the same event; its own if it is the first.</param>
/// <param name="IsVerbatim">Whether it repeats another's text with few changes, if that is in the same language.</param>
internal readonly record struct PlannedEntry(long Number, long Event, bool IsVerbatim)
{
    public bool IsFirst => Number == Event;
}
