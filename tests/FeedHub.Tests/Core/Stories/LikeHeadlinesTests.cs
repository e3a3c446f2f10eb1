using System.Text.Json;
using FeedHub.Server.Commands.Grouping;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Core.Stories;

/// <summary>
/// Headlines of one event as several outlets write them, in six languages, each beside headlines of another event that look the same:
/// another counterpart, town, match, day or figure. Events and figures are invented.
/// </summary>
public class LikeHeadlinesTests
{
    [Theory]
    [InlineData("near.jsonl", 0.85, 0.8)]
    [InlineData("near-heldout.jsonl", 0.75, 0.7)]
    public void Headlines_that_say_nearly_the_same_meet_and_their_likes_stay_apart(string set, double leastPrecision, double leastRecall)
    {
        var (both, found, wanted) = Pairs(set, _ => true);
        Assert.InRange((double)both / found, leastPrecision, 1);
        Assert.InRange((double)both / wanted, leastRecall, 1);
    }

    [Theory]
    [InlineData("az")]
    [InlineData("en")]
    [InlineData("hy")]
    [InlineData("ka")]
    [InlineData("ru")]
    [InlineData("tr")]
    public void Headlines_that_say_nearly_the_same_meet_in_each_language(string language)
    {
        var (both, found, wanted) = Pairs("near.jsonl", l => l == language);
        Assert.InRange((double)both / found, 0.7, 1);
        Assert.InRange((double)both / wanted, 0.6, 1);
    }

    /// <summary>How many pairs within a language stand in one story, by right, as found, and both.</summary>
    private static (int Both, int Found, int Wanted) Pairs(string set, Func<string, bool> language)
    {
        var lines = File.ReadAllLines(RepositoryFiles.Path("tests", "FeedHub.Tests", "Core", "Stories", "Sets", set));
        using var output = new StringWriter();
        GroupProtocol.Run(new StringReader(string.Join('\n', lines)), output, ShippedGazetteer.Tagger);
        var items = lines.Zip(output.ToString().Split('\n'))
            .Select(p => (Language: Value(p.First, "lang"), Wanted: Value(p.First, "story"), Found: Value(p.Second, "story")))
            .Where(i => language(i.Language)).ToList();
        var (both, found, wanted) = (0, 0, 0);
        for (var i = 0; i < items.Count; i++)
        {
            foreach (var other in items.Take(i).Where(o => o.Language == items[i].Language))
            {
                var (isWanted, isFound) = (other.Wanted == items[i].Wanted, other.Found == items[i].Found);
                (both, found, wanted) = (both + (isWanted && isFound ? 1 : 0), found + (isFound ? 1 : 0), wanted + (isWanted ? 1 : 0));
            }
        }
        return (both, found, wanted);
    }

    private static string Value(string line, string key) => JsonDocument.Parse(line).RootElement.GetProperty(key).GetString()!;
}
