using System.Net;
using AngleSharp.Html.Dom;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Desk;

/// <summary>The desk of a series that follows its institute's WordPress, as a browser without JavaScript sees it.</summary>
public sealed class DeskTests : IAsyncLifetime
{
    private const int Posts = 4;
    private const string Series = "/editors/series/weekly";
    private const string Third = Series + "/briefs/question-3";
    private FollowedInstitute institute = null!;
    private DeskBrowser browser = null!;

    public async ValueTask InitializeAsync() => institute = await FollowedInstitute.OpenAsync(Posts);

    [Fact]
    public async Task Accepting_but_keeping_ours_takes_their_text_and_keeps_our_topics_translations_and_filters()
    {
        await StartAsync();
        await EditAsync(3, text => text
            .Replace("topics: [\"transport\"]", "topics: [\"shipping\", \"trade\"]", StringComparison.Ordinal)
            .Replace("\ncanonical_url", "\ntranslations: [{language: az, brief: question-2}]\ncanonical_url", StringComparison.Ordinal));
        await ProposeAsync(3, "The third, anew");
        var page = await browser.OpenAsync(Third);
        Assert.Contains("topics", page.QuerySelectorAll(".field h3").Select(h => h.TextContent));
        Assert.Contains(page.QuerySelectorAll(".field ins"), i => i.TextContent.Contains("anew", StringComparison.Ordinal));
        await DoneAsync(page, $"{Third}/merge", "accepted the change and kept what was ours");

        var brief = institute.Find(3)!;
        Assert.Equal("The third, anew", brief.Title);
        Assert.Equal(["shipping", "trade"], brief.Topics);
        Assert.Equal("question-2", Assert.Single(brief.Translations).Target);
        Assert.Null((await browser.OpenAsync(Third)).QuerySelector(".proposal"));

        // It is the editors' file now; what the post says next is proposed, and merged from there.
        await ProposeAsync(3, "The third, once more");
        await DoneAsync(await browser.OpenAsync(Third), $"{Third}/merge", "kept what was ours");
        Assert.Equal(("The third, once more", "shipping"), (institute.Find(3)!.Title, institute.Find(3)!.Topics[0]));
    }

    [Fact]
    public async Task What_both_changed_in_the_text_must_be_chosen_and_nothing_is_done_until_then()
    {
        await StartAsync();
        await EditAsync(3, text => text.Replace("manat", "dollars", StringComparison.Ordinal));
        var post = InstitutePosts.Post(3);
        institute.WordPress.Publish(post with
        {
            Content = post.Content.Replace("manat", "roubles", StringComparison.Ordinal),
            Modified = institute.Clock.GetUtcNow(),
        });
        await institute.PollAsync();
        var page = await browser.OpenAsync(Third);
        var choice = Assert.Single(page.QuerySelectorAll(".merge input[type=radio][required]")).GetAttribute("name")!;
        using var none = await browser.SendAsync(page, $"{Third}/merge");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        Assert.Contains("Choose for each", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await DoneAsync(await browser.OpenAsync(Third), $"{Third}/merge", "kept what was ours", (choice, "Theirs"));
        Assert.Contains("roubles", await File.ReadAllTextAsync(institute.FileOf(3)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_editors_on_one_proposal_the_second_is_told_who_was_first()
    {
        await StartAsync();
        await EditAsync(3, text => text.Replace("transport", "shipping", StringComparison.Ordinal));
        await ProposeAsync(3, "Anew");
        var other = await institute.EditorAsync("Leyla");
        var (mine, theirs) = (await browser.OpenAsync(Third), await other.OpenAsync(Third));
        await DoneAsync(theirs, $"{Third}/reject", "rejected the proposal", other);
        var file = await File.ReadAllTextAsync(institute.FileOf(3));
        using var late = await browser.SendAsync(mine, $"{Third}/accept");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var told = (await DeskBrowser.PageAsync(late)).QuerySelector("main")!.TextContent;
        Assert.Contains("Leyla", told, StringComparison.Ordinal);
        Assert.Contains("rejected the proposal", told, StringComparison.Ordinal);
        Assert.Equal(file, await File.ReadAllTextAsync(institute.FileOf(3)));
        Assert.Single(await LogAsync("question-3"));

        // And who saw an earlier text corrects nothing.
        var page = await browser.OpenAsync(Third);
        await EditAsync(3, text => text.Replace("shipping", "trade", StringComparison.Ordinal));
        using var old = await browser.SendAsync(page, $"{Third}/correct", ("note", "My long note."));
        Assert.Equal(HttpStatusCode.Conflict, old.StatusCode);
        Assert.Contains("My long note.", await old.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_typing_error_is_corrected_with_a_note_and_both_texts_are_in_the_log()
    {
        await StartAsync();
        var before = await File.ReadAllTextAsync(institute.FileOf(3));
        var page = await browser.OpenAsync(Third);
        using var twice = await browser.SendAsync(page, $"{Third}/correct", ("note", "A word."), ("wrong", "e"), ("right", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        var again = await DeskBrowser.PageAsync(twice);
        Assert.Equal("A word.", ((IHtmlInputElement)again.QuerySelector("#correct-note")!).Value);
        await DoneAsync(
            page, $"{Third}/correct", "corrected the brief", ("note", "A <b>word</b>."), ("wrong", "3 manat"), ("right", "9 manat"));
        var correction = Assert.Single(institute.Find(3)!.Corrections);
        Assert.Equal((BriefCorrectionKind.Typo, "A <b>word</b>."), (correction.Kind, correction.Note));
        Assert.Contains("9 manat", await institute.Hub.Client.GetStringAsync("/series/weekly/question-3"), StringComparison.Ordinal);

        var act = Assert.Single(await LogAsync("question-3"));
        var whole = (await institute.Hub.Services.GetRequiredService<IEditorLog>().FindAsync("weekly", act.Number, default))!.Act;
        Assert.Equal(
            (before, await File.ReadAllTextAsync(institute.FileOf(3)), "Ayla", "A <b>word</b>."),
            (whole.Before, whole.After, whole.By.Name, whole.Note));
        var entry = await browser.OpenAsync($"{Series}/log/{act.Number}");
        Assert.Contains(entry.QuerySelectorAll("ins"), i => i.TextContent.Contains('9', StringComparison.Ordinal));
        Assert.Null(entry.QuerySelector("q b"));
    }

    [Fact]
    public async Task A_brief_is_withdrawn_at_once_and_one_that_nobody_could_read_becomes_a_draft()
    {
        institute.Config.Write(
            "series/weekly/briefs/later.md", TemporaryConfig.Brief.Replace("2026-11-02", "2126-11-02", StringComparison.Ordinal));
        await StartAsync();
        await DoneAsync(await browser.OpenAsync(Third), $"{Third}/withdraw", "withdrew the brief", ("note", "It was wrong."));
        Assert.Equal(HttpStatusCode.Gone, (await institute.Hub.Client.GetAsync("/series/weekly/question-3")).StatusCode);
        Assert.Contains("It was wrong.", await institute.Hub.Client.GetStringAsync("/series/weekly/feed.atom"), StringComparison.Ordinal);

        const string Later = Series + "/briefs/later";
        await DoneAsync(await browser.OpenAsync(Later), $"{Later}/withdraw", "held the brief back", ("note", "Not yet."));
        Assert.Equal("later", Assert.Single(institute.Series.Drafts).Slug);
        Assert.Contains("2126", await File.ReadAllTextAsync(Path.Combine(institute.Config.Folder, "series/weekly/briefs/later.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_configuration_is_explained_and_not_changed()
    {
        var text = TemporaryConfig.Brief.Replace("2026-11-02", "2025-10-01", StringComparison.Ordinal);
        institute.Config.Write("series/weekly/briefs/own.md", text);
        var file = Path.Combine(institute.Config.Folder, "series/weekly/briefs/own.md");
        await StartAsync();
        var page = await browser.OpenAsync($"{Series}/briefs/own");
        Assert.Contains("feeds-config/series/weekly/briefs/own.md", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Forms, f => f.GetAttribute("action")!.EndsWith("/correct", StringComparison.Ordinal));
        await DoneAsync(page, $"{Series}/briefs/own/withdraw", "withdrew the brief", ("note", "Wrong."));
        Assert.Equal(text, await File.ReadAllTextAsync(file));
        Assert.Equal(BriefStatus.Withdrawn, institute.Series.Briefs.Single(b => b.Slug == "own").Status);
    }

    [Fact]
    public async Task The_command_line_withdraws_and_corrects_in_the_same_way_and_is_in_the_log()
    {
        await StartAsync();
        var typo = await institute.RunAsync(
            "brief", "correct", "weekly/question-3", "--kind", "typo", "--note", "A number.", "--replace", "3 manat", "--with", "9 manat");
        Assert.Equal((0, ""), (typo.Code, typo.Error));
        Assert.Equal(0, (await institute.RunAsync("brief", "withdraw", "weekly/question-2", "--note", "Wrong.")).Code);
        await institute.WaitAsync(s => s.Briefs.Single(b => b.Slug == "question-2").Status == BriefStatus.Withdrawn);
        Assert.Contains("already been withdrawn", (await institute.RunAsync("brief", "withdraw", "weekly/question-2", "--note", "x")).Error,
            StringComparison.Ordinal);
        Assert.Equal(1, (await institute.RunAsync("brief", "withdraw", "weekly/none", "--note", "x")).Code);
        Assert.Equal("A number.", Assert.Single(institute.Find(3)!.Corrections).Note);
        Assert.Equal("command line", Assert.Single(await LogAsync("question-3")).Act.By.Name);
    }

    [Fact]
    public async Task The_series_shows_what_stands_where_and_a_poll_is_run_and_told()
    {
        institute.Config.Write(
            "series/weekly/briefs/a-draft.md",
            TemporaryConfig.Brief.Replace("\n---\n", "\nstatus: draft\n---\n", StringComparison.Ordinal));
        await StartAsync();
        institute.WordPress.Publish(InstitutePosts.Post(Posts + 1));
        var page = await browser.OpenAsync(Series);
        Assert.StartsWith("/preview/", page.QuerySelectorAll(".facts a").Single(a => a.TextContent.StartsWith("Preview",
            StringComparison.Ordinal)).GetAttribute("href"), StringComparison.Ordinal);
        using var polled = await browser.SendAsync(page, $"{Series}/poll");
        Assert.Equal(HttpStatusCode.SeeOther, polled.StatusCode);
        await institute.WaitAsync(_ => institute.Find(Posts + 1) is not null);
        var told = (await browser.OpenAsync(polled.Headers.Location!.OriginalString)).QuerySelector("main")!.TextContent;
        Assert.Contains("1 new", told, StringComparison.Ordinal);
        Assert.Contains("polled what the series follows", told, StringComparison.Ordinal);
        var counts = (await browser.OpenAsync("/editors")).QuerySelector(".counts")!.TextContent;
        Assert.Contains("5 public", counts, StringComparison.Ordinal);
        Assert.Contains("1 draft", counts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/editors/series/none")]
    [InlineData(Series + "/briefs/none")]
    [InlineData(Series + "/briefs/..%2f..%2fsite")]
    [InlineData(Series + "/log/1")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await StartAsync();
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    public ValueTask DisposeAsync() => institute.DisposeAsync();

    private async Task StartAsync()
    {
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(_ => Enumerable.Range(1, Posts).All(n => institute.Find(n) is not null));
        browser = await institute.EditorAsync("Ayla");
    }

    /// <summary>An editor with a shell changes the imported file.</summary>
    private async Task EditAsync(int n, Func<string, string> change)
    {
        var text = await File.ReadAllTextAsync(institute.FileOf(n));
        var changed = change(text);
        Assert.NotEqual(text, changed);
        await File.WriteAllTextAsync(institute.FileOf(n), changed);
    }

    private async Task ProposeAsync(int n, string title)
    {
        institute.Clock.Advance(TimeSpan.FromSeconds(5));
        institute.WordPress.Publish(InstitutePosts.Post(n) with { Title = title, Modified = institute.Clock.GetUtcNow() });
        Assert.Equal(1, (await institute.PollAsync()).GetProperty("proposed").GetArrayLength());
    }

    private Task DoneAsync(IHtmlDocument page, string action, string done, params (string, string)[] fields) =>
        DoneAsync(page, action, done, browser, fields);

    /// <summary>Sends a form, and follows to the page that says what was done.</summary>
    private static async Task DoneAsync(
        IHtmlDocument page, string action, string done, DeskBrowser by, params (string, string)[] fields)
    {
        using var answer = await by.SendAsync(page, action, fields);
        Assert.Equal((action, HttpStatusCode.SeeOther), (action, answer.StatusCode));
        var next = await by.OpenAsync(answer.Headers.Location!.OriginalString);
        Assert.Contains(done, next.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<LoggedAct>> LogAsync(string slug) =>
        institute.Hub.Services.GetRequiredService<IEditorLog>().LatestAsync("weekly", slug, null, 10, default);
}
