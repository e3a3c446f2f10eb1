using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Timelines;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Core.Timelines;

public class QueryParserTests
{
    private static readonly Tagger Tagger = new(new GazetteerContents
    {
        Entries =
        [
            new("ilham-aliyev", GazetteerKind.Leader,
                [new("en", "Ilham Aliyev"), new("ru", "Ильхам Алиев"), new("az", "İlham Əliyev")], ["AZ"]),
            new("baku", GazetteerKind.Capital, [new("en", "Baku"), new("ru", "Баку")], ["AZ"]),
            new("black-sea", GazetteerKind.Place, [new("en", "Black Sea")], []),
        ],
    });

    [Theory]
    [InlineData("bridge", "“bridge”")]
    [InlineData("bridge -football", "“bridge”, not “football”")]
    [InlineData("bridge AND road", "“bridge”, “road”")]
    [InlineData("bridge OR road harbour", "“bridge” or (“road”, “harbour”)")]
    [InlineData("(bridge OR road) harbour", "(“bridge” or “road”), “harbour”")]
    [InlineData("NOT (bridge road)", "not (“bridge”, “road”)")]
    [InlineData("port*", "“port…”")]
    [InlineData("title:port", "“port” in a title")]
    [InlineData("aliyev", "Ilham Aliyev (person)")]
    [InlineData("Алиева Баку", "Ilham Aliyev (person), Baku (capital)")]
    [InlineData("Ilham Aliyev baku -lang:ru", "Ilham Aliyev (person), Baku (capital), not in Russian")]
    [InlineData("в Баку", "Baku (capital)")]
    [InlineData("eliyev", "Ilham Aliyev (person)")]
    [InlineData("=\"Aliyev\"", "“Aliyev”")]
    [InlineData("“black sea”", "Black Sea (place)")]
    [InlineData("\"black cat\"", "“black cat”")]
    [InlineData("entity:Баку", "Baku (capital)")]
    [InlineData("entity:nobody", "“nobody”, which is no name in the gazetteer")]
    [InlineData("lang:az,ru only:state", "in Azerbaijani or Russian, told by state outlets alone")]
    [InlineData("told-country:AZ,AM not-told-lang:ka", "told from Armenia and from Azerbaijan, not told in Georgian")]
    [InlineData("outlets:>=3 after:2026-11", "told by at least 3 outlets, arrived since 2026-11")]
    [InlineData("12:30 https://example.org/a", "“12:30”, “https://example.org/a”")]
    [InlineData("bridge & - road", "“bridge”, “road”")]
    [InlineData("order", "“order”")]
    public void A_query_is_repeated_in_words(string query, string words)
    {
        var reader = new QueryReader(() => Tagger, new FakeTimeProvider());
        Assert.Equal(words, reader.InWords(Assert.IsType<TimelineReading.Understood>(Read(query)).Filter));
    }

    [Theory]
    [InlineData("(bridge", 1, "is not closed")]
    [InlineData("bridge)", 7, "closes nothing")]
    [InlineData("bridge ()", 9, "nothing to search for")]
    [InlineData("bridge OR", 8, "stands between two words")]
    [InlineData("OR bridge", 1, "stands between two words")]
    [InlineData("bridge OR &", 11, "nothing to search for")]
    [InlineData("bridge NOT", 8, "stands before what to leave out")]
    [InlineData("\"bridge", 1, "is not closed")]
    [InlineData("bridge \"…\"", 8, "no word between")]
    [InlineData("bridge langs:az", 8, "“langs:” is no field")]
    [InlineData("lang:azerbaijani", 1, "such as az")]
    [InlineData("kind:state,blog", 1, "“kind:state,blog” is not allowed")]
    [InlineData("after:tomorrow", 1, "yesterday")]
    [InlineData("…", 1, "no word to search for")]
    public void One_that_cannot_be_read_says_where_and_how_to_mend_it(string query, int character, string remedy)
    {
        var problem = Assert.Single(Assert.IsType<TimelineReading.Refused>(Read(query)).Problems);
        Assert.Equal("q", problem.Field);
        Assert.StartsWith($"At character {character} ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_and_depth_are_bounded()
    {
        Assert.IsType<TimelineReading.Understood>(Read(string.Join(' ', Enumerable.Repeat("word", 50))));
        Assert.IsType<TimelineReading.Refused>(Read(string.Join(' ', Enumerable.Repeat("word", 51))));
        Assert.IsType<TimelineReading.Understood>(Read($"{new string('(', 20)}word{new string(')', 20)}"));
        Assert.IsType<TimelineReading.Refused>(Read($"{new string('(', 21)}word{new string(')', 21)}"));
    }

    [Fact]
    public void Whatever_is_typed_is_read_or_refused()
    {
        var random = new Random(18);
        string[] parts =
            ["word", "OR", "AND", "NOT", "-", "(", ")", "\"", "=\"", "title:", "lang:az", "after:7d", "*", " ", "»", "ა", "&", ":"];
        var understood = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var reading = Read(string.Concat(random.GetItems(parts, random.Next(1, 12))));
            if (reading is TimelineReading.Understood { Filter: var filter })
            {
                _ = new QueryReader(() => Tagger, TimeProvider.System).Read(filter);
                understood++;
            }
        }
        Assert.InRange(understood, 1_000, 19_000);
    }

    private static TimelineReading Read(string query) => TimelineQuery.Read(name => name == "q" ? [query] : []);
}
