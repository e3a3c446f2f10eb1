using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import;

namespace FeedHub.Tests.Core.Briefs.Import;

public sealed class BriefFileTests
{
    private static readonly ImportedBrief Brief = new() { Id = "tag:a", Slug = "a", Title = "A", Dek = "Dek.", Markdown = "Text.\n" };

    [Fact]
    public void Files_that_differ_in_when_and_from_what_they_were_imported_say_the_same()
    {
        var text = Write(Brief, 0, "d1");
        Assert.NotEqual(text, Write(Brief, 1, "d2"));
        Assert.True(BriefFile.SaysTheSame(text, Write(Brief, 1, "d2")));
        Assert.True(BriefFile.SaysTheSame(text.ReplaceLineEndings("\r\n"), Write(Brief, 1, "d2")));
        Assert.False(BriefFile.SaysTheSame(text, Write(Brief with { Title = "B" }, 0, "d1")));
        Assert.False(BriefFile.SaysTheSame(text, BriefFile.Supersede(text, new string('a', 64))));
    }

    [Fact]
    public void Words_of_the_text_that_look_like_a_note_of_an_import_are_words()
    {
        var one = Write(Brief with { Markdown = "List:\n\n  imported: 4,000 tonnes\n" }, 0, "d1");
        Assert.False(BriefFile.SaysTheSame(one, one.Replace("4,000", "5,000", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_ID_is_read_back_from_the_front_matter_alone()
    {
        Assert.Equal("tag:a", BriefFile.IdOf(Write(Brief, 0, "d1")));
        Assert.Null(BriefFile.IdOf(Write(Brief with { Id = null, Markdown = "id: \"tag:b\"\n" }, 0, "d1")));
        Assert.Null(BriefFile.IdOf("---\nid: tag:unquoted\n---\nText.\n"));
    }

    [Fact]
    public void When_an_editor_saved_it_can_be_left_out_of_a_comparison_and_words_of_the_text_cannot()
    {
        const string Text = "---\ntitle: A\n---\nedited: by hand\n";
        var (one, other) = (BriefFile.Edited(Text, DateTimeOffset.UnixEpoch), BriefFile.Edited(Text, DateTimeOffset.UnixEpoch.AddDays(1)));
        Assert.NotEqual(one, other);
        Assert.Equal(Text, BriefFile.WithoutEdited(one));
        Assert.Equal(Text, BriefFile.WithoutEdited(other));
    }

    [Fact]
    public void A_key_is_set_where_it_was_with_all_that_belongs_to_it()
    {
        const string Text = "---\ntitle: A\nimage:\n  file: old.png\n  alt: Old\nstatus: draft\nauthors:\n- B\n---\nstatus: draft\n";
        var image = new BriefImage("new.png", "image/png", 1, "A \"map\": new", null) { Licence = "https://l.example/" };
        Assert.Equal(
            "---\ntitle: A\nimage:\n  file: \"new.png\"\n  alt: \"A \\\"map\\\": new\"\n  licence: \"https://l.example/\"\nstatus: usable\n"
                + "authors:\n- B\n---\nstatus: draft\n",
            BriefFile.WithStatus(BriefFile.WithImage(Text, image), BriefStatus.Usable));
        Assert.Contains(
            "- B\npublished: 1970-01-01T00:00:00Z\n---\n", BriefFile.WithPublished(Text, DateTimeOffset.UnixEpoch),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\ntitle: A\n---\nText.\n", true)]
    [InlineData("---\r\ntitle: A\r\n--- \r\nText.\r\n", true)]
    [InlineData("---\ntitle: A\n", false)]
    [InlineData("Text.\n---\n---\n", false)]
    [InlineData("", false)]
    public void Front_matter_is_between_two_lines_of_hyphens(string text, bool has) => Assert.Equal(has, BriefFile.HasFront(text));

    [Fact]
    public void Only_the_front_matter_says_that_an_editor_wrote_the_file()
    {
        var text = Write(Brief with { Title = "edited: x", Markdown = "edited: 2026-11-01\n" }, 0, "d1");
        Assert.False(BriefFile.IsEdited(text));
        Assert.True(BriefFile.IsEdited(BriefFile.Edited(text, DateTimeOffset.UnixEpoch)));
        Assert.Equal(
            BriefFile.Edited(text, DateTimeOffset.UnixEpoch.AddDays(1)),
            BriefFile.Edited(BriefFile.Edited(text, DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch.AddDays(1)));
    }

    [Fact]
    public void Without_filters_each_line_that_was_one_is_text()
    {
        const string Text = "---\ntitle: A\n---\n## What we are watching\n\n**A vote.** Soon.\n\nwatch: {country: AM}\n\n"
            + "```\nwatch: {country: AZ}\n```\n\n- watch: {country: GE}\n\n**B.**\n";
        Assert.Equal(
            Text.Replace("watch: {country: AM}", "watch\\: {country: AM}", StringComparison.Ordinal), BriefFile.WithoutFilters(Text));
        Assert.Equal(Text[..20], BriefFile.WithoutFilters(Text[..20]));
    }

    private static string Write(ImportedBrief brief, int hour, string digest) => BriefFile.Write(brief, new()
    {
        Published = DateTimeOffset.UnixEpoch,
        SeriesLanguage = "en",
        From = "https://desk.example/a/",
        Imported = DateTimeOffset.UnixEpoch.AddHours(hour),
        Digest = digest,
    });
}
