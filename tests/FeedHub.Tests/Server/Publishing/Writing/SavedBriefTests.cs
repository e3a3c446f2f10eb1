using System.Net;
using AngleSharp.Html.Dom;
using FeedHub.Core.Briefs.Import;
using FeedHub.Server.Background;
using FeedHub.Tests.Server.Desk;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FeedHub.Tests.Server.Publishing.Writing;

/// <summary>What readers and the editor see once a brief has been saved in the form.</summary>
public sealed class SavedBriefTests : IAsyncLifetime
{
    private const string Page = "/series/weekly/a-ferry";
    private static readonly string Edit = WritingDesk.EditOf("a-ferry");
    private WritingDesk desk = null!;
    private DeskBrowser editor = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await WritingDesk.OpenAsync();
        // The clock stands still but where a test lets it run.
        editor = new DeskBrowser(desk.Hub.Client);
        await editor.SignInAsync(await desk.KeyAsync("Aysel"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task The_answer_waits_until_readers_see_the_brief_and_each_change_of_it()
    {
        await SaveAsync(WritingDesk.New, "publish", WritingDesk.Text, "?saved", TimeSpan.FromSeconds(3));
        Assert.Contains("It sails.", await desk.Hub.Client.GetStringAsync(Page), StringComparison.Ordinal);
        Assert.Contains("It is public now", await NoticeAsync("?saved"), StringComparison.Ordinal);

        var text = ((IHtmlTextAreaElement)(await editor.OpenAsync(Edit)).QuerySelector("#text")!).Value;
        await SaveAsync(
            Edit, "save", text.Replace("sails", "sinks", StringComparison.Ordinal), "?saved", TimeSpan.FromSeconds(3));
        Assert.Contains("It sinks.", await desk.Hub.Client.GetStringAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_that_takes_too_long_the_answer_says_that_they_see_it_in_a_moment()
    {
        // As when the files are on a disk so slow that they are not read in time.
        await desk.Hub.Services.GetServices<IHostedService>().OfType<CatalogWatcher>().Single().StopAsync(default);
        await SaveAsync(WritingDesk.New, "publish", WritingDesk.Text, "?saved=soon", TimeSpan.FromMilliseconds(50));
        Assert.Contains("It sails.", await File.ReadAllTextAsync(desk.FileOf("a-ferry")), StringComparison.Ordinal);
        Assert.Contains("It is public in a moment", await NoticeAsync("?saved=soon"), StringComparison.Ordinal);
        using var page = await desk.Hub.Client.GetAsync(Page);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    /// <summary>Sends the form; once its file is written, the clock goes on by a second at a time until the answer is there.</summary>
    /// <param name="query">Of the address to which the answer leads.</param>
    /// <param name="second">How long a second of that clock is.</param>
    private async Task SaveAsync(string path, string intent, string text, string query, TimeSpan second)
    {
        var file = desk.FileOf("a-ferry");
        var begun = File.Exists(file) ? BriefFile.HashOf(await File.ReadAllTextAsync(file)) : "";
        var answered = WritingDesk.SendAsync(editor, path, intent, text, begun);
        await RunningHub.WaitAsync(async () => answered.IsCompleted
            || (File.Exists(file) && BriefFile.HashOf(await File.ReadAllTextAsync(file)) != begun));
        while (!answered.IsCompleted)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(answered, Task.Delay(second, TimeProvider.System));
        }
        using var answer = await answered;
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        Assert.Equal(Edit + query, answer.Header("Location"));
    }

    private async Task<string> NoticeAsync(string query) =>
        (await editor.OpenAsync(Edit + query)).QuerySelector(".notice")!.TextContent;
}
