using System.Net;
using AngleSharp.Html.Dom;
using FeedHub.Core.Briefs.Import;

namespace FeedHub.Tests.Server.Publishing.Writing;

/// <summary>An editor writes in a brief that came from a followed post.</summary>
public sealed class ImportedBriefTests
{
    private const string Edit = "/editors/series/weekly/briefs/question-1/edit";

    [Fact]
    public async Task Once_an_editor_has_saved_it_the_post_only_proposes_and_the_editor_s_filters_count()
    {
        await using var institute = await FollowedInstitute.OpenAsync(1);
        institute.WordPress.Publish(InstitutePosts.Post(1) with
        {
            Content = InstitutePosts.Post(1).Content.Replace(
                "It is 1 manat now.", "watch: {country: RU}", StringComparison.Ordinal),
        });
        await institute.FollowAsync(institute.Origin.Url("/wp-json/wp/v2/posts"));
        await institute.PollAsync();
        await institute.WaitAsync(_ => institute.Find(1) is not null);
        Assert.All(institute.Find(1)!.Sections.SelectMany(s => s.Items), i => Assert.Null(i.Watch));

        var editor = await institute.EditorAsync("Aysel");
        var page = await editor.OpenAsync(Edit);
        Assert.Contains("is proposed to you", page.Body!.TextContent, StringComparison.Ordinal);
        var text = ((IHtmlTextAreaElement)page.QuerySelector("#text")!).Value;
        Assert.Contains("watch\\: {country: RU}", text, StringComparison.Ordinal);

        var begun = BriefFile.HashOf(await File.ReadAllTextAsync(institute.FileOf(1)));
        var written = text.Replace(
            "There is none on road 1 yet.", "There is none on road 1 yet.\n\nwatch: {country: AZ}", StringComparison.Ordinal);
        using (var saved = await WritingDesk.SendAsync(editor, Edit, "save", written, begun))
            Assert.True(saved.StatusCode == HttpStatusCode.SeeOther, await saved.Content.ReadAsStringAsync());
        await institute.WaitAsync(_ => institute.Find(1)!.Sections.SelectMany(s => s.Items).Any(i => i.Watch is not null));
        Assert.Equal(
            [("The toll", null), ("Ice", "?country=AZ")],
            institute.Find(1)!.Sections.SelectMany(s => s.Items).Select(i => (i.Label, i.Watch)));

        institute.WordPress.Publish(InstitutePosts.Post(1) with
        {
            Title = "Another title",
            Modified = InstitutePosts.First.AddDays(9),
        });
        var report = await institute.PollAsync();
        Assert.DoesNotContain("Another title", await File.ReadAllTextAsync(institute.FileOf(1)), StringComparison.Ordinal);
        Assert.Contains("question-1", report.GetProperty("proposed").ToString(), StringComparison.Ordinal);
    }
}
