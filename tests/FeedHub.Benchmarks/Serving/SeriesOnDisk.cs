using System.Globalization;

namespace FeedHub.Benchmarks.Serving;

/// <summary>A configuration with no sources and one series of invented weekly briefs.</summary>
internal static class SeriesOnDisk
{
    private static readonly DateOnly First = new(2026, 1, 5);

    public static void Write(string folder, int briefs)
    {
        var series = Path.Combine(folder, "series", "weekly");
        Directory.CreateDirectory(Path.Combine(series, "briefs"));
        File.WriteAllText(Path.Combine(folder, "site.yaml"), """
            title: Measured hub
            public_url: https://hub.example
            tag_authority: hub.example,2026
            contact: desk@hub.example

            """);
        File.WriteAllText(Path.Combine(series, "series.yaml"), """
            title: Weekly
            description: What happened in the week.
            language: en
            publisher: The desk
            licence: https://creativecommons.org/licenses/by/4.0/

            """);
        for (var i = 0; i < briefs; i++)
            File.WriteAllText(Path.Combine(series, "briefs", Invariant($"week-{i:D2}.md")), Brief(i));
    }

    private static string Brief(int week) => Invariant($"""
        ---
        title: Week {week} on the Caspian
        dek: This week's brief examines the {week}th week of shipping, rail and power.
        published: {First.AddDays(7 * week):yyyy-MM-dd}
        ---
        {Text(week, 6)}

        ## What we are watching

        **Ports.** {Text(week + 1, 2)}

        **Rail.** {Text(week + 2, 2)}

        ## Why the world should care

        {Text(week + 3, 3)}

        """);

    private static string Text(int seed, int sentences) => string.Join(' ', Enumerable.Range(0, sentences).Select(i =>
        Invariant($"In week {seed}, {(seed * 7 + i * 3) % 90 + 10} wagons crossed the border by way of post {i + 1}, {(seed + i) % 12 + 2} per cent more than the week before.")));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
