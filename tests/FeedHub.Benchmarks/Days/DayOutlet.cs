using System.Globalization;
using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Origin;

namespace FeedHub.Benchmarks.Days;

/// <summary>An invented outlet of the simulated day: its address, the fault of its server, and when its items appear.</summary>
/// <param name="Fault">The fault of its server, as the origin spells it; null for none.</param>
/// <param name="Items">When its items appear, oldest first.</param>
public sealed record DayOutlet(int Number, string Host, string? Fault, TimeSpan? Interval, IReadOnlyList<DateTimeOffset> Items)
{
    /// <summary>Maximum number of items in its feed.</summary>
    public const int Length = 30;

    private int shown = -1;

    public SourceId Id => new($"outlet-{Number}");

    /// <summary>Path of its document, without any fault.</summary>
    public string Path => $"/{Number}.rss";

    /// <summary>Path of the request that begins a poll.</summary>
    public string Asked => Fault is null ? Path : $"/fault/{Fault}{Path}";

    /// <summary>The Retry-After of its server; null when it sends none.</summary>
    public TimeSpan? Rest => Fault is not null && Fault.StartsWith("retry-after", StringComparison.Ordinal)
        ? TimeSpan.FromSeconds(
            int.Parse(Fault.Split(';').Single(w => w.StartsWith("in=", StringComparison.Ordinal)).AsSpan(3), CultureInfo.InvariantCulture))
        : null;

    /// <summary>True when its failures may pass within a second, so that a poll makes more than one attempt.</summary>
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

    /// <summary>Puts the current feed on the origin, if it has changed.</summary>
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
