using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Timelines;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Core.Timelines;

public class HitMarksTests
{
    private static readonly Tagger Tagger = new(new GazetteerContents
    {
        Entries =
        [
            new("baku", GazetteerKind.Capital, [new("en", "Baku"), new("ru", "Баку"), new("az", "Bakı"), new("ka", "ბაქო")], ["AZ"]),
        ],
    });

    [Theory]
    [InlineData("bridge", "en", "The Bridge and the bridges", "The [Bridge] and the [bridges]")]
    [InlineData("=\"bridge\"", "en", "The bridge and the bridges", "The [bridge] and the bridges")]
    [InlineData("\"the bridge\"", "en", "The, bridge: a bridge", "[The, bridge]: a bridge")]
    [InlineData("yangin", "az", "Yanğın söndürülüb", "[Yanğın] söndürülüb")]
    [InlineData("ბაქო", "az", "Bakıda yağış, Gəncədə qar", "[Bakıda] yağış, Gəncədə qar")]
    [InlineData("Баку", "ka", "ბაქოში წვიმს", "[ბაქოში] წვიმს")]
    [InlineData("Gasimov", "ru", "Судья Гасымов выступил", "Судья [Гасымов] выступил")]
    [InlineData("bridge -road", "en", "A road to the bridge", "A road to the [bridge]")]
    [InlineData("bridge OR road", "en", "A road to the bridge", "A [road] to the [bridge]")]
    [InlineData("bri* bridge", "en", "A bridge", "A [bridge]")]
    [InlineData("lang:az outlets:>=2", "en", "A bridge", "A bridge")]
    public void What_is_asked_for_is_marked_in_every_script(string query, string language, string text, string marked)
    {
        var reading = Assert.IsType<TimelineReading.Understood>(TimelineQuery.Read(name => name == "q" ? [query] : []));
        var marks = new QueryReader(() => Tagger, new FakeTimeProvider()).Marks(reading.Filter)!;
        Assert.Equal(marked, marks.In(text, language).Reverse().Aggregate(text, (t, m) => t.Insert(m.End, "]").Insert(m.Start, "[")));
    }
}
