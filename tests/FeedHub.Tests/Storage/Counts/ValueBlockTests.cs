using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Storage.Sql;

namespace FeedHub.Tests.Storage.Counts;

public class ValueBlockTests
{
    [Fact]
    public void Stories_come_back_with_their_values_however_many_there_are()
    {
        var block = new ValueBlock();
        var put = new List<string>();
        for (var i = 0; i < 500; i++)
        {
            var source = TimelineConditions.Source.Name;
            StoryTerm[] terms = [.. Enumerable.Range(i, i % 150).Select(n => new StoryTerm(source, $"ağ-{n * 13}"))];
            block.Put((ValueBlock.Width * 7) + (i * 8), terms);
            put.Add($"{i * 8} {string.Join(' ', terms.Select(ValueBlock.Text))}");
        }
        var packed = block.Packed();
        Assert.Equal(put, Read(packed));
        // Once more from what was packed, without one.
        var again = new ValueBlock(packed);
        again.Remove((ValueBlock.Width * 7) + 8);
        Assert.False(again.Contains(8));
        put.RemoveAt(1);
        Assert.Equal(put, Read(again.Packed()));
    }

    [Fact]
    public void Names_and_words_are_not_in_it()
    {
        var block = new ValueBlock();
        block.Put(8, [new(StoryTerm.Entity, "baku"), new(StoryTerm.Name, "gasimov"), new(TimelineConditions.Language.Name, "az")]);
        Assert.Equal(["8 lang:az"], Read(block.Packed()));
    }

    private static List<string> Read(byte[] packed)
    {
        var reader = new ValueBlock.Reader(packed);
        var values = new string[reader.Number()];
        for (var i = 0; i < values.Length; i++)
            values[i] = System.Text.Encoding.UTF8.GetString(reader.Text());
        var (read, place) = (new List<string>(), 0);
        for (var left = reader.Number(); left > 0; left--)
        {
            place += reader.Number();
            var own = new List<string>();
            for (var n = reader.Number(); n > 0; n--)
                own.Add(values[reader.Number()]);
            read.Add($"{place} {string.Join(' ', own)}");
        }
        return read;
    }
}
