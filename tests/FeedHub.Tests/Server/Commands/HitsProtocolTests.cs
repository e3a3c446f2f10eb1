using System.Text.Json;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Hits;
using FeedHub.Server.Commands.Grouping;
using FeedHub.Server.Terminal;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Server.Commands;

public class HitsProtocolTests
{
    private const string Items = """
        {"id":"1","lang":"en","title":"Earthquake near Gyumri","summary":"Two earthquakes in a day.","published":"2026-11-23T08:00:00Z"}

        {"id":"2","title":"В Гюмри землетрясение","published":"2026-11-23T08:20:00Z"}
        """;

    [Fact]
    public void Columns_say_how_suspicious_how_often_and_in_which_words()
    {
        var lines = Run(Items, _ => true, json: false);
        Assert.Contains(lines, l => l.Contains(" 2 concept en earthquake ", StringComparison.Ordinal)
            && l.Contains(" earthquake, earthquakes", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains(" 1 name    ru Gyumri ", StringComparison.Ordinal)
            && l.Contains(" гюмри", StringComparison.Ordinal));
        Assert.Equal(lines.OrderByDescending(l => l[..4], StringComparer.Ordinal).Select(l => l[..4]), lines.Select(l => l[..4]));
    }

    [Fact]
    public void Lines_of_JSON_hold_the_rows_that_are_asked_for()
    {
        using var row = JsonDocument.Parse(Assert.Single(Run(Items, r => r is { Kind: HitKind.Name, Language: "ru" }, json: true)));
        Assert.Equal("Name", row.RootElement.GetProperty("kind").GetString());
        Assert.Equal("Gyumri", row.RootElement.GetProperty("id").GetString());
        Assert.Equal("гюмри", row.RootElement.GetProperty("forms")[0].GetProperty("words").GetString());
        Assert.Equal(1, row.RootElement.GetProperty("count").GetInt32());
    }

    [Fact]
    public void A_line_that_is_no_item_is_named() => Assert.StartsWith(
        "Line 2 of the input is not an item", Assert.Throws<CommandFailure>(() => Run("\n{}", _ => true, json: false)).Message,
        StringComparison.Ordinal);

    private static string[] Run(string items, Func<HitRow, bool> shown, bool json)
    {
        using var output = new StringWriter();
        HitsProtocol.Run(new StringReader(items), output, ShippedGazetteer.Tagger, shown, json);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
