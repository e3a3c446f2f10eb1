using System.Text;
using System.Text.Json.Nodes;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Feeds;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Core.Briefs.Import;

/// <summary>Recordings of a post are files of its brief and enclosures of its feed item; titles keep what raised figures say.</summary>
public class ImportedRecordingTests
{
    private const string Text = "The road to the border was opened, and nobody knows who will pay for it in the end.";

    [Fact]
    public void A_post_has_the_recordings_that_its_text_shows()
    {
        var brief = Read(
            "The road", $"<p>{Text}</p><figure class=\"wp-block-audio\"><audio controls src=\"/up/talk.mp3\"></audio></figure><p>{Text}</p>"
            + "<video><source src=\"https://cdn.example/film.mp4?x=1\"></video><audio src=\"/up/talk.mp3\"></audio>"
            + "<video src=\"https://cdn.example/player\"></video><div class=\"sidebar\"><audio src=\"/up/jingle.mp3\"></audio></div>");
        Assert.Equal(
            [new("https://desk.example/up/talk.mp3", "audio/mpeg"), new ImportedFile("https://cdn.example/film.mp4?x=1", "video/mp4")],
            brief.Files);
        Assert.Contains("[talk.mp3](<https://desk.example/up/talk.mp3>)", brief.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_of_a_feed_names_recordings_besides_its_text()
    {
        var item = new FeedItem
        {
            Id = "https://desk.example/?p=7",
            Title = FeedText.Plain("The road"),
            Published = DateTimeOffset.UnixEpoch,
            Content = FeedText.Html($"<p>{Text}</p><p>{Text}</p>"),
            Enclosures = [new("https://cdn.example/talk.mp3", "audio/mpeg", 10), new("https://cdn.example/a.jpg", "image/jpeg")],
        };
        var read = Assert.IsType<ImportReading.Read>(FeedPost.Read(item, "en"));
        Assert.Equal([new ImportedFile("https://cdn.example/talk.mp3", "audio/mpeg")], read.Brief.Files);
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public void A_recording_is_the_first_enclosure_and_the_picture_the_second(string extension)
    {
        var series = new Series
        {
            Slug = "weekly",
            Title = "Weekly",
            Description = "Weekly.",
            Language = "en",
            Publisher = "Desk",
            Briefs =
            [
                new()
                {
                    Slug = "a",
                    Id = "tag:hub.example,2026:a",
                    Issue = 1,
                    Title = "A",
                    Dek = "Dek.",
                    Published = DateTimeOffset.UnixEpoch,
                    Updated = DateTimeOffset.UnixEpoch,
                    Language = "en",
                    Image = new("a.png", "image/png", 10, "Alt", null),
                    Files = [new("https://cdn.example/talk.mp3", "audio/mpeg", 20)],
                    Sections = [new() { Kind = BriefSectionKind.Body, Html = "<p>Text.</p>" }],
                },
            ],
        };
        var format = FeedFormats.From(FeedOffer.Series).Single(f => f.Extension == extension);
        var address = new SiteAddress("https://hub.example", "hub.example,2026");
        var written = format.Write(BriefFeed.ToDocument(BriefSelection.From(series, DateTimeOffset.UnixEpoch.AddDays(1)), address, format));
        var read = Assert.IsType<FeedReading.Readable>(FeedReader.Read(written, new FeedOrigin()));
        Assert.Equal("https://cdn.example/talk.mp3", read.Document.Items.Single().Enclosures[0].Url);
    }

    [Theory]
    [InlineData("10<sup>9</sup> m<sup>3</sup> of CO<sub>2</sub>", "10⁹ m³ of CO₂")]
    [InlineData("<em>Who</em> pays <del>2,000</del> <ins>3,000</ins> &amp; more?", "Who pays 3,000 & more?")]
    [InlineData("Less &lt; more", "Less < more")]
    public void A_title_says_what_its_marks_say(string html, string title) =>
        Assert.Equal(title, Read(html, $"<p>{Text}</p><p>{Text}</p>").Title);

    private static ImportedBrief Read(string title, string content)
    {
        var post = new JsonObject
        {
            ["id"] = 7,
            ["slug"] = "road",
            ["link"] = "https://desk.example/7/",
            ["date_gmt"] = "2026-11-20T05:00:00",
            ["title"] = new JsonObject { ["rendered"] = title },
            ["content"] = new JsonObject { ["rendered"] = content },
        };
        var answer = WordPressAnswer.Read(Encoding.UTF8.GetBytes(post.ToJsonString()));
        return Assert.IsType<ImportReading.Read>(Assert.Single(answer.Posts!).Read()).Brief;
    }
}
