using System.Globalization;

namespace FeedHub.Benchmarks.Histories;

/// <summary>The kinds of change, and the kinds of items that are easily mistaken for one another.</summary>
internal static class HistoryKinds
{
    private const string Site = "https://outlet.example";

    public static readonly IReadOnlyList<HistoryKind> All =
    [
        // IDs that change, all at once.
        new(
            "IDs from http to https",
            (i, m) => Plain(i) with { Id = (m.HasChanged ? "https" : "http") + $"://outlet.example/?p={i.Number}" }),
        new("renumbered IDs", (i, m) => Plain(i) with { Id = m.HasChanged ? $"{90000 + (i.Number * 7)}" : $"{i.Number}" }),
        new("IDs that become UUIDs", (i, m) => Plain(i) with { Id = m.HasChanged ? Uuid(i.Number) : $"{i.Number}" }),
        new("IDs with www.", (i, m) => Plain(i) with { Id = (m.HasChanged ? "https://www." : "https://")
            + $"outlet.example/?p={i.Number}" }),
        new("IDs that are no longer sent", (i, m) => Plain(i) with { Id = m.HasChanged ? null : $"{i.Number}" }),
        new("IDs that were not sent before", (i, m) => Plain(i) with { Id = m.HasChanged ? $"{i.Number}" : null }),
        new("IDs in another case", (i, m) => Plain(i) with { Id = m.HasChanged ? Uuid(i.Number).ToUpperInvariant() : Uuid(i.Number) }),
        new("IDs and links under another path", (i, m) => At(i, m.HasChanged ? $"/en/news/{i.Slug}" : $"/{i.Slug}.html", id: true)),
        new("links that become permalinks, with the ID", (i, m) => At(i, m.HasChanged
            ? $"/2026/11/{i.Slug}/" : $"/?p={i.Number}", id: true)),
        new("another domain, with IDs", (i, m) => Plain(i) with
        {
            Id = Host(m) + $"/{i.Slug}",
            Link = Host(m) + $"/{i.Slug}",
        }),
        new("another domain and renumbered IDs", (i, m) => Plain(i) with
        {
            Id = m.HasChanged ? Uuid(i.Number) : $"{i.Number}",
            Link = Host(m) + $"/{i.Slug}",
        }),
        new("renumbered IDs, and titles edited", (i, m) => Plain(i) with { Id = m.HasChanged
            ? Uuid(i.Number) : $"{i.Number}" }) { Edited = 0.2 },
        new("renumbered IDs, and titles with the outlet's name", (i, m) => Plain(i) with
        {
            Id = m.HasChanged ? Uuid(i.Number) : $"{i.Number}",
            Title = m.HasChanged ? i.Title + " – Outlet News" : i.Title,
        }),
        new("renumbered IDs and no dates", (i, m) => Plain(i) with { Id = m.HasChanged ? Uuid(i.Number) : $"{i.Number}", Date = null }),
        new("renumbered IDs, whole texts instead of summaries", (i, m) => Plain(i) with
        {
            Id = m.HasChanged ? Uuid(i.Number) : $"{i.Number}",
            Text = m.HasChanged ? i.Text : i.Text[..(i.Text.Length / 3)],
        }),
        new(
            "renumbered IDs and links, no texts",
            (i, m) => At(i, $"/{(m.HasChanged ? i.Number + 5000 : i.Number)}", id: true) with { Text = "" }),
        new("RSS that becomes Atom", (i, m) => Plain(i) with
        {
            Id = m.HasChanged ? $"tag:outlet.example,2026:{i.Number}" : $"{Site}/?p={i.Number}",
        }) { TurnsToAtom = true },
        new("Atom that becomes RSS", (i, m) => Plain(i) with
        {
            Id = m.HasChanged ? $"{i.Number}" : $"tag:outlet.example,2026:{i.Number}",
        }) { TurnsToRss = true },

        new("renumbered IDs, taken back and given to others", (i, m) => Plain(i) with
        {
            Id = m.Since == 0 ? Later(i.Number) : m.Since == 1 && m.Place % 2 == 1 ? Later(m.Above) : $"{i.Number}",
        }) { Title = _ => "Press review" },

        // IDs and links that change with every poll or edit.
        new("a token in the ID", (i, m) => Plain(i) with { Id = $"{Site}/{i.Slug}?t={m.At.ToUnixTimeSeconds()}" }),
        new("a token in ID and link", (i, m) => At(i, $"/{i.Slug}?t={m.At.ToUnixTimeSeconds()}", id: true)),
        new("a token in the link, no ID", (i, m) => At(i, $"/news.php?id={i.Number}&sid={m.Poll * 7919}", id: false)),
        new("an ID of its own at every poll", (i, m) => Plain(i) with { Id = $"{Uuid((m.Poll * 1000) + i.Number)}" }) { Edited = 0.1 },
        new("IDs that count edits", (i, _) => Plain(i) with { Id = $"{Site}/{i.Slug0()}#{i.Edits}",
            Link = $"{Site}/{i.Slug0()}" }) { Edited = 0.3 },
        new("a new ID for what is edited", (i, _) => At(i, $"/{i.Number}",
            id: false) with { Id = $"{i.Number}-{i.Edits}" }) { Edited = 0.3 },
        new("a new ID and date for what is edited", (i, _) => At(i, $"/{i.Number}", id: false) with
        {
            Id = $"{i.Number}-{i.Edits}",
            Date = i.Updated ?? i.Date,
        }) { Edited = 0.2 },
        new("links that follow the title, no ID", (i, _) => At(i, $"/{i.Slug}", id: false)) { Edited = 0.2 },
        new("links that follow the title, with the ID", (i, _) => At(i, $"/{i.Slug}", id: true)) { Edited = 0.2 },

        // Links alone.
        new(
            "links with www.",
            (i, m) =>
                At(i, $"/{i.Slug}", id: false) with { Link = (m.HasChanged ? "https://www." : "https://") + $"outlet.example/{i.Slug}" }),
        new("links with a new parameter", (i, m) => At(i, $"/{i.Slug}{(m.HasChanged ? "?from=feed" : "")}", id: true)),
        new("links from http to https, as IDs", (i, m) => Plain(i) with
        {
            Id = (m.HasChanged ? "https" : "http") + $"://outlet.example/{i.Slug}",
            Link = (m.HasChanged ? "https" : "http") + $"://outlet.example/{i.Slug}",
        }),

        // Titles, texts, dates, order and length.
        new("edits", (i, _) => Plain(i)) { Edited = 0.3 },
        new(
            "signed pictures",
            (i, m) => Plain(i) with { Unseen = $"<img src=\"https://img.example/{i.Number}.jpg?sig={m.Poll * 31}\" alt=\"\">" }),
        new(
            "counting pixels",
            (i, m) => Plain(i) with { Unseen = $"<img src=\"https://count.example/{m.Poll}{i.Number}.gif\" width=\"2\" height=\"2\">" }),
        new("nonces and the order of attributes", (i, m) => Plain(i) with
        {
            Unseen = m.Poll % 2 == 0 ? $"<p id=\"n{m.Poll}\" class=\"a\">x</p>" : $"<p class=\"a\" id=\"n{m.Poll}\">x</p>",
        }),
        new(
            "counters of comments",
            (i, m) => Plain(i) with { Unseen = $"<p><a href=\"{Site}/{i.Number}#comments\">{m.Poll} comments</a></p>" }),
        new("dates in another zone", (i, m) => Plain(i) with { Date = m.HasChanged ? i.Date?.AddHours(4) : i.Date }),
        new("dates in another zone, renumbered IDs", (i, m) => Plain(i) with
        {
            Id = m.HasChanged ? Uuid(i.Number) : $"{i.Number}",
            Date = m.HasChanged ? i.Date?.AddHours(4) : i.Date,
        }),
        new("dates that are no longer sent, renumbered IDs", (i, m) => Plain(i) with
        {
            Id = m.HasChanged ? Uuid(i.Number) : $"{i.Number}",
            Date = m.HasChanged ? null : i.Date,
        }),
        new("another order", (i, m) => Plain(i) with { Id = m.HasChanged ? Uuid(i.Number) : $"{i.Number}" }) { IsReordered = true },
        new("another length", (i, m) => Plain(i) with { Id = m.HasChanged ? Uuid(i.Number) : $"{i.Number}" }) { IsResized = true },
        new("an empty document between", (i, m) => Plain(i) with { Id = m.HasChanged
            ? Uuid(i.Number) : $"{i.Number}" }) { IsInterrupted = true },

        // Different items.
        new("a press review each day", (i, _) => Plain(i)) { Title = _ => "Press review" },
        new("a press review each day, on one page", (i, _) => At(i, "/press-review", id: false) with { Id = $"{i.Number}" }) { Title = _ =>
            "Press review" },
        new("a press review, renumbered IDs", (i, m) => Plain(i) with { Id = m.HasChanged
            ? Uuid(i.Number) : $"{i.Number}" }) { Title = _ => "Press review" },
        new("one section page as the link of all", (i, _) => At(i, "/news/", id: false) with { Id = $"{i.Number}" }),
        new("one ID for all", (i, _) => At(i, $"/{i.Slug0()}", id: false) with { Id = "0" }) { Edited = 0.1 },
        new("IDs by place in the document", (i, m) => At(i, $"/{i.Slug0()}", id: false) with { Id = $"{m.Place}" }) { Edited = 0.1 },
        new("rates each day, on one page", (i, _) => At(i, "/rates", id: false) with { Id = $"{i.Number}" })
        {
            Title = _ => "Official exchange rates",
            Text = (_, random) => string.Create(
                CultureInfo.InvariantCulture,
                $"One US dollar is {random.NextDouble() + 1:F4} manats today, one euro {random.NextDouble() + 2:F4}, one lira "
                    + $"{random.NextDouble():F4}."),
        },
        new("weather by date in the link, no ID", (i, _) => At(i, $"/weather?date={i.Date:yyyyMMddHHmmss}", id: false)) { Title = _ =>
            "Weather in Baku" },
        new("entries of a live page", (i, _) => At(i, "/live", id: false) with { Id = $"{Site}/live#{i.Number}x" }),
        new("neither ID nor link", (i, _) => i with { Id = null, Link = null }),
        new("neither ID nor link, edited", (i, _) => i with { Id = null, Link = null }) { Edited = 0.1 },
    ];

    private static HistoryItem Plain(HistoryItem item) => item with { Id = item.Id ?? $"{item.Number}", Link = $"{Site}/{item.Slug0()}" };

    private static HistoryItem At(HistoryItem item, string path, bool id) => item with { Link = Site + path, Id = id ? Site + path : null };

    private static string Host(HistoryMoment moment) => moment.HasChanged ? "https://new-outlet.example" : Site;

    private static string Uuid(int number) => new Guid(number * 7919, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString();

    /// <summary>The ID that the item has at one poll.</summary>
    private static string Later(int number) => $"{90000 + (number * 7)}";

    /// <summary>A path that stays when the title is edited.</summary>
    private static string Slug0(this HistoryItem item) => $"{item.Number}-story";
}
