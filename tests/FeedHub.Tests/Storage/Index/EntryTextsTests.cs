using FeedHub.Core.Stories;
using FeedHub.Storage.Entries;

namespace FeedHub.Tests.Storage.Index;

public class EntryTextsTests
{
    [Theory]
    [InlineData(null, "", null)]
    [InlineData("", "", "")]
    [InlineData("<p>Yol açıldı.</p>", "Yol açıldı.", null)]
    [InlineData(null, "Дорога открыта. Ճանապարհը բաց է. გზა გაიხსნა 🚂", "<p>Дорога <b>открыта</b>.</p>")]
    public void Texts_come_back_as_they_were(string? summary, string text, string? content)
    {
        var texts = new EntryTexts(summary, text, content);
        Assert.Equal(texts, EntryTexts.From(texts.Packed()));
        Assert.Equal(text, EntryTexts.TextFrom(texts.Packed()).Text);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("я")]
    [InlineData("գ")]
    [InlineData("ა")]
    [InlineData("🚂")]
    [InlineData("a🚂ა")]
    public void An_excerpt_has_the_first_characters_whole_in_every_script(string letters)
    {
        for (var odd = 0; odd < 4; odd++)
        {
            var text = new string('x', odd) + string.Concat(Enumerable.Repeat(letters, 5000));
            var excerpt = EntryTexts.ExcerptFrom(new EntryTexts(text, text, text).Packed());
            Assert.InRange(excerpt.Text.Length, StoryLead.FullText - 1, StoryLead.FullText);
            Assert.StartsWith(excerpt.Text, text, StringComparison.Ordinal);
            Assert.StartsWith(excerpt.Summary!, text, StringComparison.Ordinal);
            Assert.Null(excerpt.Content);
        }
    }

    [Fact]
    public void A_summary_alone_is_the_text_and_not_read_twice() =>
        Assert.Null(EntryTexts.ExcerptFrom(new EntryTexts("<p>In short.</p>", "In short.", null).Packed()).Summary);

    [Fact]
    public void Markup_beside_its_text_takes_up_little_more_room()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"word{i * 7919 % 1000}"));
        var alone = new EntryTexts(null, text, null).Packed().Length;
        Assert.InRange(new EntryTexts($"<p>{text}</p>", text, $"<div><p>{text}</p></div>").Packed().Length, alone, alone * 1.2);
    }

    [Fact]
    public void Damaged_texts_are_told_and_not_taken_for_shorter_ones()
    {
        var packed = new EntryTexts(null, new string('a', 500) + "b", "<p>c</p>").Packed();
        packed.AsSpan(packed.Length / 2).Clear();
        Assert.Throws<InvalidDataException>(() => EntryTexts.From(packed));
    }
}
