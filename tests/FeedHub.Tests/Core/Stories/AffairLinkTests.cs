using System.Globalization;
using System.Text.Json;
using FeedHub.Server.Commands.Grouping;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Core.Stories;

/// <summary>
/// Links between the stories of one affair: invented affairs of several days in six languages, among single events that share a town, a
/// minister or a kind of event with them.
/// </summary>
public class AffairLinkTests
{
    /// <param name="leastShare">Of the events of an affair, the share that is linked, or joined, with another of them.</param>
    [Theory]
    [InlineData("affairs.jsonl", 0.65, 0.35)]
    [InlineData("affairs-heldout.jsonl", 0.5, 0.3)]
    public void Most_links_lead_along_an_affair_and_many_of_its_events_have_one(string set, double leastPrecision, double leastShare)
    {
        var lines = File.ReadAllLines(RepositoryFiles.Path("tests", "FeedHub.Tests", "Core", "Stories", "Sets", set));
        using var output = new StringWriter();
        GroupProtocol.Run(new StringReader(string.Join('\n', lines)), output, ShippedGazetteer.Tagger);
        var items = lines.Zip(output.ToString().Split('\n'), (wanted, found) => new Item(Json(wanted), Json(found))).ToList();
        var affairs = items.ToLookup(i => i.Story, i => i.Affair);
        var links = items.SelectMany(i => i.Related.Select(other => (One: int.Min(i.Story, other), Other: int.Max(i.Story, other))))
            .ToHashSet();
        var right = links.Count(l => affairs[l.One].Any(a => a.Length > 0 && affairs[l.Other].Contains(a)));
        Assert.InRange((double)right / links.Count, leastPrecision, 1);

        var events = items.Where(i => i.Affair.Length > 0).ToLookup(i => i.Event);
        var led = events.Count(own => items.Any(other => other.Affair == own.First().Affair && other.Event != own.Key
            && own.Any(i => i.Story == other.Story || i.Related.Contains(other.Story) || other.Related.Contains(i.Story))));
        Assert.InRange((double)led / events.Count, leastShare, 1);
    }

    private static JsonElement Json(string line) => JsonDocument.Parse(line).RootElement;

    private sealed class Item(JsonElement wanted, JsonElement found)
    {
        public string Affair { get; } = wanted.GetProperty("thread").GetString()!;
        public string Event { get; } = wanted.GetProperty("story").GetString()!;
        public int Story { get; } = int.Parse(found.GetProperty("story").GetString()!, CultureInfo.InvariantCulture);
        public HashSet<int> Related { get; } =
            [.. found.GetProperty("related").EnumerateArray().Select(s => int.Parse(s.GetString()!, CultureInfo.InvariantCulture))];
    }
}
