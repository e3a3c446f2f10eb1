using FeedHub.Core.Stories.Features;

namespace FeedHub.Benchmarks.Histories;

/// <summary>What an outlet publishes over some days, as its polls find it; the same for the same number and seed.</summary>
internal sealed class SourceHistory
{
    private const int MaxGap = 30 * 24;
    /// <summary>When the first history of a run begins.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Age of the oldest items at the first poll.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromDays(10);

    private readonly Random random;
    private readonly List<HistoryItem> items = [];
    private readonly List<HistoryPoll> polls = [];

    /// <param name="start">The time of the first poll.</param>
    public SourceHistory(int number, int seed, DateTimeOffset start)
    {
        Kind = HistoryKinds.All[number % HistoryKinds.All.Count];
        random = new Random((number * 7919) ^ (seed * 104729));
        var (window, count, now) = (random.Next(5, 21), random.Next(3, 7), start);
        var changed = random.Next(1, count);
        Publish(random.Next(3, 16), now - Past, now);
        for (var poll = 0; poll < count; poll++)
        {
            if (Kind.IsInterrupted && poll == changed)
                polls.Add(new HistoryPoll(now.AddMinutes(-30), [], false));
            polls.Add(Poll(poll, poll - changed, now, Kind.IsResized ? random.Next(3, 30) : window));
            var gap = TimeSpan.FromHours(Math.Max(1, Math.Pow(random.NextDouble(), 3) * MaxGap));
            Edit(window, now, now + gap);
            Publish(random.Next(0, 2 + (int)(gap.TotalHours / 24)), now, now + gap);
            now += gap;
        }
    }

    public HistoryKind Kind { get; }
    public IReadOnlyList<HistoryPoll> Polls => polls;

    /// <summary>When the next history may begin: so late that grouping compares no entry of it with one of this.</summary>
    public DateTimeOffset Next
    {
        get
        {
            var length = polls[^1].At + Past + GroupingWeights.Default.Window - polls[0].At;
            return polls[0].At.AddDays(Math.Ceiling(length.TotalDays) + 1);
        }
    }

    private HistoryPoll Poll(int number, int since, DateTimeOffset now, int window)
    {
        var hasChanged = since >= 0;
        var listed = items.OrderByDescending(i => i.Date).Take(window).ToList();
        var shown = listed.Select(
            (item, place) => Kind.Show(item, new HistoryMoment(number, since, now, place, place > 0 ? listed[place - 1].Number : 0)))
            .ToList();
        if (Kind.IsReordered && hasChanged)
            shown.Reverse();
        return new HistoryPoll(now, shown, Kind.TurnsToAtom ? hasChanged : Kind.TurnsToRss && !hasChanged);
    }

    private void Publish(int count, DateTimeOffset from, DateTimeOffset to)
    {
        for (var i = 0; i < count; i++)
        {
            var date = from.AddSeconds(random.NextInt64((long)(to - from).TotalSeconds));
            var item = new HistoryItem(items.Count + 1, Words(6, 10), Sentences(), date);
            items.Add(item with { Title = Kind.Title?.Invoke(item) ?? item.Title, Text = Kind.Text?.Invoke(item, random) ?? item.Text });
        }
    }

    private void Edit(int window, DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var item in items.OrderByDescending(i => i.Date).Take(window).ToList())
        {
            if (random.NextDouble() >= Kind.Edited)
                continue;
            var words = item.Title.Split(' ');
            if (random.Next(2) == 0)
                words[random.Next(words.Length)] = Words(1, 2);
            else
                words = [.. words, "(updated)"];
            items[item.Number - 1] = item with
            {
                Title = string.Join(' ', words),
                Text = item.Text + (random.Next(2) == 0 ? " " + Words(8, 14) + "." : ""),
                Updated = from.AddSeconds(random.NextInt64((long)(to - from).TotalSeconds)),
                Edits = item.Edits + 1,
            };
        }
    }

    private string Sentences() => random.Next(10) switch
    {
        0 => Words(6, 9) + ".",
        < 4 => Words(18, 30) + ".",
        _ => string.Join(". ", Enumerable.Range(0, random.Next(4, 9)).Select(_ => Words(8, 16))) + ".",
    };

    private string Words(int least, int most) => string.Join(' ', Enumerable.Range(0, random.Next(least, most)).Select(_ => Word()));

    /// <summary>One of some thousands, the short ones often, as in any language.</summary>
    private string Word()
    {
        string[] syllables = ["ba", "ku", "ti", "er", "go", "li", "zan", "mer", "ad", "no", "shi", "ra", "vet", "os", "ke", "lum"];
        return string.Concat(Enumerable.Range(0, 1 + random.Next(1, 4)).Select(_ => syllables[random.Next(syllables.Length)]));
    }
}

/// <summary>What one poll finds.</summary>
internal sealed record HistoryPoll(DateTimeOffset At, IReadOnlyList<HistoryItem> Items, bool IsAtom);
