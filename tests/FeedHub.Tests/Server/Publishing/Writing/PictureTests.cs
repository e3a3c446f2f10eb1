using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Tests.Server.Desk;

namespace FeedHub.Tests.Server.Publishing.Writing;

/// <summary>The pictures that editors add to a brief.</summary>
public sealed class PictureTests : IAsyncLifetime
{
    private WritingDesk desk = null!;
    private DeskBrowser editor = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await WritingDesk.OpenAsync();
        editor = await desk.EditorAsync("Aysel");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_picture_for_the_text_is_stored_and_its_line_shown_while_the_text_stays_in_the_form()
    {
        using var answer = await AddAsync(
            "picture", InstitutePosts.Png, ("alt", "A *ferry* [1]"), ("caption", "At dawn."), ("credit", "Us"),
            ("licence", "https://licence.example/"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await DeskBrowser.PageAsync(answer);
        var file = Path.GetFileName(Assert.Single(Directory.GetFiles(Path.Combine(desk.Data, "briefs", "weekly", "media"))));
        Assert.Matches("^a-ferry-[0-9a-f]{12}\\.png$", file);
        Assert.Equal(
            $"![A \\*ferry\\* \\[1\\]](media/{file})\n\n*At dawn. Us* [Licence](<https://licence.example/>)",
            page.QuerySelector(".to-copy")!.TextContent);
        Assert.Equal(WritingDesk.Text, ((IHtmlTextAreaElement)page.QuerySelector("#text")!).Value);
        Assert.False(File.Exists(desk.FileOf("a-ferry")));
        var act = Assert.Single(await desk.ActsAsync());
        Assert.Equal((EditorActKind.AddPicture, $"{file}: A *ferry* [1]"), (act.Kind, act.Note));

        var text = WritingDesk.Text.Replace("It sails.", page.QuerySelector(".to-copy")!.TextContent, StringComparison.Ordinal);
        using var shown = await WritingDesk.SendAsync(editor, WritingDesk.New, "check", text);
        var preview = (await DeskBrowser.PageAsync(shown)).QuerySelector("#preview img")!;
        Assert.Equal("A *ferry* [1]", preview.GetAttribute("alt"));
        await SeenByEditorsAloneAsync(preview.GetAttribute("src")!);
    }

    [Fact]
    public async Task A_picture_can_become_the_brief_s_own()
    {
        using var answer = await AddAsync("image", InstitutePosts.Png, ("alt", "A \"ferry\": dawn"), ("credit", "Us"));
        var page = await DeskBrowser.PageAsync(answer);
        var text = ((IHtmlTextAreaElement)page.QuerySelector("#text")!).Value;
        Assert.Contains("  alt: \"A \\\"ferry\\\": dawn\"\n  credit: \"Us\"\n", text, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".mistakes"));
        Assert.Equal("A \"ferry\": dawn", page.QuerySelector("#preview figure img")!.GetAttribute("alt"));
        using var saved = await WritingDesk.SendAsync(editor, WritingDesk.New, "publish", text);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        await desk.WaitAsync(() => desk.Find("a-ferry") is not null);
        var picture = desk.Find("a-ferry")!.Image!;
        Assert.Equal("A \"ferry\": dawn", picture.Alt);
        Assert.Equal(InstitutePosts.Png, await desk.Hub.Client.GetByteArrayAsync($"/series/weekly/media/{picture.File}"));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "A drawing", "", "not a PNG")]
    [InlineData("", "A drawing", "", "Choose a file")]
    [InlineData("png", "", "", "What the picture shows")]
    [InlineData("png", " ", "", "What the picture shows")]
    [InlineData("png", "A drawing", "javascript:alert(1)", "The licence")]
    public async Task What_is_no_picture_or_lacks_its_words_is_not_stored_and_said(string bytes, string alt, string licence, string said)
    {
        var picture = bytes == "png" ? InstitutePosts.Png : Encoding.UTF8.GetBytes(bytes);
        using var answer = await AddAsync("image", picture, ("alt", alt), ("licence", licence), ("caption", "Kept."));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await DeskBrowser.PageAsync(answer);
        Assert.Contains(said, page.QuerySelector(".fault")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Kept.", page.QuerySelector("#caption")!.GetAttribute("value"));
        Assert.Equal(WritingDesk.Text, ((IHtmlTextAreaElement)page.QuerySelector("#text")!).Value);
        Assert.False(Directory.Exists(Path.Combine(desk.Data, "briefs", "weekly")));
        Assert.Empty(await desk.ActsAsync());
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused()
    {
        using var answer = await AddAsync("image", new byte[7 << 20], ("alt", "A drawing"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private Task<HttpResponseMessage> AddAsync(string intent, byte[] picture, params (string, string)[] fields) =>
        WritingDesk.SendAsync(editor, WritingDesk.New, intent, WritingDesk.Text, picture: picture, fields: fields);

    private async Task SeenByEditorsAloneAsync(string path)
    {
        Assert.StartsWith("/editors/series/weekly/media/", path, StringComparison.Ordinal);
        using var open = await desk.Hub.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Unauthorized, open.StatusCode);
        using var shown = await editor.GetAsync(path);
        Assert.Equal(InstitutePosts.Png, await shown.Content.ReadAsByteArrayAsync());
        Assert.True(shown.Headers.CacheControl!.NoStore);
        using var elsewhere = await desk.Hub.Client.GetAsync(path.Replace("/editors", "", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }
}
