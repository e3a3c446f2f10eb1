using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;

namespace FeedHub.Server.Configuration;

/// <summary>What <c>feedhub check</c> does: validates the configuration without a store and prints what it covers.</summary>
internal static class CatalogCheck
{
    /// <returns>The exit code: 0 if nothing is wrong, else 1.</returns>
    public static int Run(FeedHubOptions options, TextWriter output)
    {
        var reading = new CatalogReader(options).Read(new Dictionary<string, string>(), null);
        foreach (var problem in reading.Problems)
        {
            output.WriteLine(problem);
        }
        if (reading.Site is null)
        {
            return 1;
        }
        var catalog = reading.Identified(s => BriefIdentities.From(s.Claims));
        var (enabled, briefs) = (catalog.Sources.Count(s => s.Enabled), catalog.Series.Sum(s => s.Briefs.Count));
        output.WriteLine(
            $"{catalog.Sources.Count} sources, {enabled} of them enabled; {catalog.Series.Count} series with {briefs} briefs.");
        if (catalog.Sources.Where(s => s.EnabledByVerification).Select(s => s.Id.Value).ToList() is { Count: > 0 } verified)
        {
            output.WriteLine($"Enabled because “feedhub sources verify” saw them work: {string.Join(", ", verified)}.");
        }
        Write(CoverageTable.From(catalog.Sources), output);
        output.WriteLine(reading.Problems.Count == 0 ? "No problems found." : $"Problems found: {reading.Problems.Count}.");
        return reading.Problems.Count == 0 ? 0 : 1;
    }

    private static void Write(CoverageTable table, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| language | country | kind | enabled | disabled |");
        output.WriteLine("| --- | --- | --- | ---: | ---: |");
        foreach (var row in table.Rows)
        {
            output.WriteLine($"| {row.Language} | {row.Country} | {row.Kind} | {row.Enabled} | {row.Disabled} |");
        }
        WriteGaps(table, output);
    }

    /// <summary>Writes what is wanted but has no enabled source.</summary>
    public static void WriteGaps(CoverageTable table, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(table.Gaps.Count == 0 ? "No gaps." : "Gaps:");
        output.WriteLine();
        foreach (var gap in table.Gaps)
        {
            output.WriteLine($"- {gap}");
        }
        output.WriteLine();
    }
}
