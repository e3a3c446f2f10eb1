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

    private static string Write(ImportedBrief brief, int hour, string digest) => BriefFile.Write(brief, new()
    {
        Published = DateTimeOffset.UnixEpoch,
        SeriesLanguage = "en",
        From = "https://desk.example/a/",
        Imported = DateTimeOffset.UnixEpoch.AddHours(hour),
        Digest = digest,
    });
}
