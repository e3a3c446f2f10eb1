using System.Net;
using AngleSharp.Html.Dom;
using FeedHub.Core.Briefs;
using FeedHub.Tests.Server.Desk;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Server.Publishing.Writing;

namespace FeedHub.Tests.Server.Publishing.Day;

/// <summary>What an editor does at the desk.</summary>
public sealed partial class EditorsDayTests
{
    private DeskBrowser editor = null!;

    private async Task SignInAsync()
    {
        await StepAsync("an editor signs in to the desk with the key", async () =>
        {
            var stranger = Institute.Browser();
            using (var refused = await stranger.SendAsync(
                await stranger.OpenAsync("/editors/sign-in"), "/editors/sign-in", ("key", "a-wrong-key")))
            {
                Assert.NotEqual(HttpStatusCode.SeeOther, refused.StatusCode);
            }
            editor = await Institute.EditorAsync("Aysel");
            Assert.Contains("Weekly", (await editor.OpenAsync("/editors")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        });
        await StepAsync("an edited brief's proposal is accepted on the desk", async () =>
        {
            await ProposeAsync(10, "eleven lanes");
            await DoAsync(10, "accept");
            await day.VisibleAsync(InstitutePosts.Post(10), "eleven lanes");
        });
        await StepAsync("the plugin is downloaded from FeedHub in place of the pasted hook", async () =>
        {
            using var plugin = await Institute.Hub.Client.GetAsync("/assets/feedhub-wordpress.php");
            Assert.Equal("text/plain; charset=utf-8", plugin.Header("Content-Type"));
            Assert.StartsWith("attachment", plugin.Header("Content-Disposition"), StringComparison.Ordinal);
            Assert.StartsWith("<?php", await plugin.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        });
    }

    private async Task WriteAtTheDeskAsync()
    {
        await StepAsync("a proposal is accepted on the desk, and what only the editor changed is kept", async () =>
        {
            await day.EditAsync(9, "topics: [\"transport\"]", "topics: [\"trade\"]", "trade");
            WordPress.Publish(InstitutePosts.Post(9) with { Title = "The ninth, anew", Modified = Now });
            await day.PollAsync();
            await DoAsync(9, "merge");
            var item = await day.VisibleAsync(InstitutePosts.Post(9), "The ninth, anew");
            Assert.Contains("trade", Tags(item));
        });
        await StepAsync("a typing error is corrected on the desk, with a note for readers", async () =>
        {
            await DoAsync(5, "correct", ("note", "A number."), ("wrong", "5 manat"), ("right", "6 manat"));
            await day.VisibleAsync(InstitutePosts.Post(5), "6 manat");
            var correction = Assert.Single(Institute.Find(5)!.Corrections);
            Assert.Equal((BriefCorrectionKind.Typo, "A number."), (correction.Kind, correction.Note));
        });
        const string Page = "/series/weekly/a-ferry";
        await StepAsync("a brief is written on the desk and scheduled, and its hour comes", async () =>
        {
            var text = WritingDesk.Text.Replace(
                "2026-11-30T08:00:00Z", $"{Now.AddMinutes(5):yyyy-MM-ddTHH:mm:ssZ}", StringComparison.Ordinal);
            using (var saved = await WritingDesk.SendAsync(editor, WritingDesk.New, "schedule", text))
                Assert.True(saved.StatusCode == HttpStatusCode.SeeOther, await saved.Content.ReadAsStringAsync());
            await Institute.WaitAsync(s => s.Briefs.Any(b => b.Slug == "a-ferry"));
            Assert.Equal(HttpStatusCode.NotFound, await day.StatusAsync(Page));
            Institute.Clock.Advance(TimeSpan.FromMinutes(5));
            await day.UntilAsync(async () => await day.StatusAsync(Page) == HttpStatusCode.OK);
        });
        await StepAsync("the brief is edited on the desk", async () =>
        {
            var edit = WritingDesk.EditOf("a-ferry");
            var page = await editor.OpenAsync(edit);
            var begun = ((IHtmlInputElement)page.QuerySelector("input[name=begun]")!).Value;
            var text = ((IHtmlTextAreaElement)page.QuerySelector("#text")!).Value;
            using var saved = await WritingDesk.SendAsync(
                editor, edit, "save", text.Replace("It sails.", "It sinks.", StringComparison.Ordinal), begun);
            Assert.True(saved.StatusCode == HttpStatusCode.SeeOther, await saved.Content.ReadAsStringAsync());
            await day.UntilAsync(async () =>
                (await Institute.Hub.Client.GetStringAsync(Page)).Contains("It sinks.", StringComparison.Ordinal));
        });
        await StepAsync("the brief is withdrawn on the desk", async () =>
        {
            await DoAsync("a-ferry", "withdraw", ("note", "It was wrong."));
            await day.UntilAsync(async () => await day.StatusAsync(Page) == HttpStatusCode.Gone);
            Assert.Empty(await day.WhereAsync("It sinks."));
            var feed = await Institute.Hub.Client.GetStringAsync("/series/weekly/feed.atom");
            Assert.Contains("It was wrong.", feed, StringComparison.Ordinal);
        });
    }

    private Task DoAsync(int n, string act, params (string Name, string Value)[] fields) => DoAsync($"question-{n}", act, fields);

    /// <summary>Presses a button of a brief's page.</summary>
    private async Task DoAsync(string slug, string act, params (string Name, string Value)[] fields)
    {
        var path = $"/editors/series/weekly/briefs/{slug}";
        using var answer = await editor.SendAsync(await editor.OpenAsync(path), $"{path}/{act}", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
    }
}
