using System.Globalization;
using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Origin;

namespace FeedHub.Benchmarks.Days;

/// <summary>A made-up outlet of the simulated day: where it is asked, what its server does, and when its items appear.</summary>
/// <param name="Fault">What its server does to every answer, as the origin spells it; null for a good one.</param>
/// <param name="Items">When its items appear, oldest first.</param>
public sealed record DayOutlet(int Number, string Host, string? Fault, TimeSpan? Interval, IReadOnlyList<DateTimeOffset> Items)
{
    /// <summary>Items that its feed holds.</summary>
    public const int Length = 30;

    private int shown = -1;

    public SourceId Id => new($"outlet-{Number}");

    /// <summary>Where its document is, below whatever fault.</summary>
    public string Path => $"/{Number}.rss";

    /// <summary>Path of the request that begins a poll.</summary>
    public string Asked => Fault is null ? Path : $"/fault/{Fault}{Path}";

    /// <summary>How long its server asks to be left alone; null when it does not.</summary>
    public TimeSpan? Rest => Fault is not null && Fault.StartsWith("retry-after", StringComparison.Ordinal)
        ? TimeSpan.FromSeconds(
            int.Parse(Fault.Split(';').Single(w => w.StartsWith("in=", StringComparison.Ordinal)).AsSpan(3), CultureInfo.InvariantCulture))
        : null;

    /// <summary>Its failures may pass within a second, so that a poll tries more than once.</summary>
    public bool MayPass =>
        Fault is not null
            && !(Fault.StartsWith("retry", StringComparison.Ordinal) || Fault.StartsWith("redirect", StringComparison.Ordinal));

    public Source Source(int port) => new()
    {
        Id = Id,
        Title = $"Outlet {Number}",
        Url = string.Create(CultureInfo.InvariantCulture, $"http://{Host}:{port}{Asked}"),
        Language = "en",
        Interval = Interval,
    };

    /// <summary>How many of its items have appeared.</summary>
    public int Published(DateTimeOffset now) => Items.Count(at => at <= now);

    /// <summary>Puts the feed as it is now on the origin, where that has changed.</summary>
    public void Publish(FeedOrigin origin, DateTimeOffset now)
    {
        var before = shown;
        while (shown + 1 < Items.Count && Items[shown + 1] <= now)
            shown++;
        if (shown == before && before >= 0)
            return;
        var feed = new StringBuilder()
            .Append(
                CultureInfo.InvariantCulture,
                $"<rss version=\"2.0\"><channel><title>Outlet {Number}</title><link>http://{Host}/</link><description/>");
        for (var i = shown; i >= Math.Max(0, shown - Length + 1); i--)
        {
            feed.Append(
                CultureInfo.InvariantCulture,
                $"<item><guid isPermaLink=\"false\">{Number}-{i}</guid><title>Item {i} of outlet "
                    + $"{Number}</title><pubDate>{Items[i]:R}</pubDate></item>");
        }

        origin.Put(Path, OriginDocument.Of(feed.Append("</channel></rss>").ToString(), "application/rss+xml"));
    }
}
