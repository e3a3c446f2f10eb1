using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Import;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Desk;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Publishing.Writing;

/// <summary>What an editor writes in the form, from the first mistake to readers.</summary>
public sealed class BriefFormTests : IAsyncLifetime
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
    public async Task A_mistake_stands_beside_its_line_and_nothing_is_written()
    {
        var text = WritingDesk.Text.Replace("dek:", "dekk:", StringComparison.Ordinal);
        foreach (var intent in new[] { "check", "draft", "publish", "" })
        {
            using var answer = await WritingDesk.SendAsync(editor, WritingDesk.New, intent, text);
            Assert.Equal(intent is "check" or "" ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
            var page = await DeskBrowser.PageAsync(answer);
            var shown = ((IHtmlTextAreaElement)page.QuerySelector("#text")!).Value;
            foreach (var row in page.QuerySelectorAll(".mistakes tbody tr"))
            {
                var line = int.Parse(row.QuerySelector("a")!.TextContent, CultureInfo.InvariantCulture);
                if (row.QuerySelector("code") is { } quoted)
                    Assert.Equal(shown.Split('\n')[line - 1], quoted.TextContent);
            }
            var mistake = page.QuerySelectorAll(".mistakes tbody tr").Single(r => r.TextContent.Contains("dekk", StringComparison.Ordinal)
                && r.TextContent.Contains("recognised", StringComparison.Ordinal));
            Assert.Contains("dekk: \"This week's brief", mistake.QuerySelector("code")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("dekk:", shown, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(Path.Combine(desk.Data, "briefs", "weekly")));
        Assert.Empty(await desk.ActsAsync());
    }

    [Fact]
    public async Task What_check_says_of_the_file_is_what_the_form_says_of_the_text()
    {
        var text = WritingDesk.Text.Replace("It sails.", "It sails.\n\n##Why\n\n![x](media/none.png)", StringComparison.Ordinal)
            .Replace("title:", "related: [nobody]\ntitle:", StringComparison.Ordinal)
            .Replace("{lang: en}", "{langg: en}", StringComparison.Ordinal);
        using var answer = await WritingDesk.SendAsync(editor, WritingDesk.New, "check", text, fields: ("name", "a-ferry"));
        var said = (await DeskBrowser.PageAsync(answer)).QuerySelectorAll(".mistakes tbody tr").Select(r => (
            r.QuerySelector("a")!.TextContent, Key: r.QuerySelector("strong")?.TextContent ?? "")).ToList();
        desk.Config.Write("series/weekly/briefs/a-ferry.md", text);
        var checks = desk.Config.Read().Problems.OrderBy(p => p.Line).Select(p => ($"{p.Line}", p.Key)).ToList();
        Assert.Equal(4, checks.Count);
        Assert.Equal(checks, said);
        Assert.DoesNotContain(desk.Config.Folder, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ID_that_another_brief_has_is_told_by_the_name_of_its_file_alone()
    {
        var text = WritingDesk.Text.Replace(
            "title:", "id: \"tag:hub.example,2026:series/weekly/first\"\ntitle:", StringComparison.Ordinal);
        using var answer = await WritingDesk.SendAsync(editor, WritingDesk.New, "publish", text);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var mistake = Assert.Single((await DeskBrowser.PageAsync(answer)).QuerySelectorAll(".mistakes tbody tr"));
        Assert.Contains("already the ID of first.md;", mistake.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_needs_no_date()
    {
        var text = WritingDesk.Text.Replace("published: 2026-11-30T08:00:00Z\n", "", StringComparison.Ordinal);
        await SaveAsync(WritingDesk.New, "draft", text, "", "a-ferry");
    }

    [Fact]
    public async Task A_brief_goes_from_a_draft_by_a_date_to_its_readers()
    {
        await SaveAsync(WritingDesk.New, "draft", WritingDesk.Text, "", "a-ferry");
        await desk.WaitAsync(() => desk.Find("a-ferry") is { Status: BriefStatus.Draft });
        using (var hidden = await desk.Hub.Client.GetAsync("/series/weekly/a-ferry"))
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        var (text, begun) = await OpenAsync("a-ferry");
        Assert.Contains("status: draft", text, StringComparison.Ordinal);
        await SaveAsync(WritingDesk.EditOf("a-ferry"), "schedule", text, begun, "a-ferry");
        await desk.WaitAsync(() => desk.Find("a-ferry") is { Status: BriefStatus.Scheduled });
        Assert.Contains(
            "30 November 2026, 08:00 UTC",
            (await editor.OpenAsync(WritingDesk.EditOf("a-ferry") + "?saved")).QuerySelector(".notice")!.TextContent,
            StringComparison.Ordinal);
        desk.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.Zero));
        Assert.Contains("It sails.", await desk.Hub.Client.GetStringAsync("/series/weekly/a-ferry"), StringComparison.Ordinal);
        Assert.Equal("?lang=en", desk.Find("a-ferry")!.Sections[^1].Items.Single().Watch);

        var acts = await desk.ActsAsync();
        Assert.Equal([(EditorActKind.Edit, "Aysel"), (EditorActKind.Create, "Aysel")], acts.Select(a => (a.Kind, a.By.KeyName)));
        Assert.Null(acts[1].Before);
        Assert.Equal(acts[1].After, acts[0].Before);
        Assert.Equal(await File.ReadAllTextAsync(desk.FileOf("a-ferry")), acts[0].After);
        Assert.InRange(acts[1].At, WritingDesk.Start, acts[0].At);
    }

    [Fact]
    public async Task Published_at_once_it_is_dated_now_and_a_later_change_may_not_hide_it()
    {
        await SaveAsync(WritingDesk.New, "publish", WritingDesk.Text, "", "a-ferry");
        await desk.WaitAsync(() => desk.Find("a-ferry")?.IsPublicAt(desk.Clock.GetUtcNow()) == true);
        Assert.InRange(desk.Find("a-ferry")!.Published, WritingDesk.Start, desk.Clock.GetUtcNow());

        var (text, begun) = await OpenAsync("a-ferry");
        var before = await File.ReadAllTextAsync(desk.FileOf("a-ferry"));
        foreach (var (intent, changed) in new[]
        {
            ("draft", text), ("save", text.Replace("status: usable", "status: draft", StringComparison.Ordinal)),
            ("save", text.Replace("published: 2026", "published: 2027", StringComparison.Ordinal)), ("schedule", text),
        })
        {
            using var refused = await WritingDesk.SendAsync(editor, WritingDesk.EditOf("a-ferry"), intent, changed, begun);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
        Assert.Equal(before, await File.ReadAllTextAsync(desk.FileOf("a-ferry")));

        var again = text.Replace("sails", "sails again", StringComparison.Ordinal);
        await SaveAsync(WritingDesk.EditOf("a-ferry"), "save", again, begun, "a-ferry");
        await desk.WaitAsync(() => desk.Find("a-ferry")!.Sections[0].Html.Contains("sails again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_date_that_has_passed_cannot_be_scheduled_and_stays_when_it_is_published()
    {
        var text = WritingDesk.Text.Replace("2026-11-30", "2026-11-20", StringComparison.Ordinal);
        using (var refused = await WritingDesk.SendAsync(editor, WritingDesk.New, "schedule", text))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("not in the future", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        await SaveAsync(WritingDesk.New, "publish", text, "", "a-ferry");
        Assert.Contains("published: 2026-11-20T08:00:00Z", await File.ReadAllTextAsync(desk.FileOf("a-ferry")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_template_itself_can_be_neither_read_nor_published()
    {
        var template = ((IHtmlTextAreaElement)(await editor.OpenAsync(WritingDesk.New)).QuerySelector("#text")!).Value;
        using (var empty = await WritingDesk.SendAsync(editor, WritingDesk.New, "draft", template))
            Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        var titled = template.Replace("title: \"\"", "title: A", StringComparison.Ordinal)
            .Replace("dek: \"\"", "dek: B", StringComparison.Ordinal);
        using (var refused = await WritingDesk.SendAsync(editor, WritingDesk.New, "publish", titled))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("what the template says", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        await SaveAsync(WritingDesk.New, "draft", titled, "", "a");
    }

    [Fact]
    public async Task A_new_brief_takes_no_other_brief_s_name_and_none_that_leads_elsewhere()
    {
        await SaveAsync(WritingDesk.New, "draft", WritingDesk.Text, "", "a-ferry");
        await SaveAsync(
            WritingDesk.New, "draft", WritingDesk.Text.Replace("A ferry", "Ըստ գնի — Цена", StringComparison.Ordinal), "",
            "yst-gni-tsena");
        foreach (var name in new[] { "a-ferry", "", "first", "../first", "a/b", "A", ".", "a--b", new string('a', 101) })
        {
            using var refused = await WritingDesk.SendAsync(editor, WritingDesk.New, "draft", WritingDesk.Text, fields: ("name", name));
            Assert.Equal((name, HttpStatusCode.Conflict), (name, refused.StatusCode));
            Assert.Contains("It sails.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(2, Directory.GetFiles(Path.Combine(desk.Data, "briefs"), "*", SearchOption.AllDirectories).Length);

        // The number and address of a brief whose file is gone are its own.
        desk.Config.Write(
            "series/weekly/briefs/gone.md", TemporaryConfig.Brief.Replace("First", "Gone", StringComparison.Ordinal));
        await desk.WaitAsync(() => desk.Find("gone") is not null);
        desk.Config.Delete("series/weekly/briefs/gone.md");
        await desk.WaitAsync(() => desk.Find("gone") is null);
        using var former = await WritingDesk.SendAsync(editor, WritingDesk.New, "draft", WritingDesk.Text, fields: ("name", "gone"));
        Assert.Equal(HttpStatusCode.Conflict, former.StatusCode);
    }

    [Fact]
    public async Task Of_two_editors_the_second_sees_both_texts_and_loses_nothing()
    {
        await SaveAsync(WritingDesk.New, "draft", WritingDesk.Text, "", "a-ferry");
        var (text, begun) = await OpenAsync("a-ferry");
        await SaveAsync(WritingDesk.EditOf("a-ferry"), "draft", text.Replace("sails", "sinks", StringComparison.Ordinal), begun, "a-ferry");

        var other = await desk.EditorAsync("Rauf");
        var mine = text.Replace("sails", "waits", StringComparison.Ordinal);
        using var told = await WritingDesk.SendAsync(other, WritingDesk.EditOf("a-ferry"), "draft", mine, begun);
        Assert.Equal(HttpStatusCode.Conflict, told.StatusCode);
        var page = await DeskBrowser.PageAsync(told);
        Assert.Contains("Aysel", page.QuerySelector(".fault")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["sinks"], page.QuerySelectorAll(".change del").Select(d => d.TextContent));
        Assert.Equal(["waits"], page.QuerySelectorAll(".change ins").Select(d => d.TextContent));
        Assert.Contains("It waits.", ((IHtmlTextAreaElement)page.QuerySelector("#text")!).Value, StringComparison.Ordinal);
        Assert.Contains("It sinks.", await File.ReadAllTextAsync(desk.FileOf("a-ferry")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brief_of_the_configuration_is_shown_and_not_changed()
    {
        var page = await editor.OpenAsync(WritingDesk.EditOf("first"));
        Assert.True(page.QuerySelector("#text")!.HasAttribute("readonly"));
        Assert.Contains("feeds-config/series/weekly/briefs/first.md", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("button[name=do]"));
        Assert.Contains("No. 1", page.QuerySelector("#preview")!.TextContent, StringComparison.Ordinal);
        using var refused = await WritingDesk.SendAsync(
            editor, WritingDesk.EditOf("first"), "save", WritingDesk.Text, BriefFile.HashOf(TemporaryConfig.Brief));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.False(File.Exists(desk.FileOf("first")));
    }

    [Fact]
    public async Task What_an_editor_writes_cannot_leave_its_place_on_the_page()
    {
        const string Hostile = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>";
        using var answer = await WritingDesk.SendAsync(
            editor, WritingDesk.New, "picture", WritingDesk.Text.Replace("It sails.", Hostile, StringComparison.Ordinal),
            fields: [("name", "\"><script>"), ("alt", "\"><script>"), ("caption", Hostile)]);
        var page = await DeskBrowser.PageAsync(answer);
        Assert.Contains(Hostile, ((IHtmlTextAreaElement)page.QuerySelector("#text")!).Value, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("script"), s => Assert.NotNull(s.GetAttribute("src")));
        Assert.Empty(page.QuerySelectorAll("[onerror]"));
    }

    [Fact]
    public async Task A_text_that_is_too_long_comes_back_whole()
    {
        var text = WritingDesk.Text + string.Concat(Enumerable.Repeat("Many words.\n\n", 25_000));
        using var answer = await WritingDesk.SendAsync(editor, WritingDesk.New, "draft", text, fields: ("name", "long"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("262144", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(desk.FileOf("long")));
    }

    /// <summary>The text in the form of a brief, and the hash that the form carries.</summary>
    private async Task<(string Text, string Begun)> OpenAsync(string slug)
    {
        var page = await editor.OpenAsync(WritingDesk.EditOf(slug));
        return (
            ((IHtmlTextAreaElement)page.QuerySelector("#text")!).Value,
            BriefFile.HashOf(await File.ReadAllTextAsync(desk.FileOf(slug))));
    }

    private async Task SaveAsync(string path, string intent, string text, string begun, string slug)
    {
        using var answer = await WritingDesk.SendAsync(editor, path, intent, text, begun);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        Assert.Equal(WritingDesk.EditOf(slug) + "?saved", answer.Header("Location"));
    }
}
