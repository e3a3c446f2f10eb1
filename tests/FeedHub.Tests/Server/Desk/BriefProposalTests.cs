using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Server.Publishing.Desk;

namespace FeedHub.Tests.Server.Desk;

/// <summary>What a merge makes of lines that look like filters: an editor's count, and those of a post never do.</summary>
public sealed class BriefProposalTests
{
    [Fact]
    public void A_merge_keeps_an_editor_s_filter_and_takes_none_from_the_post()
    {
        // As imports wrote them before they escaped such lines.
        var before = File("It rises.", "watch: {country: RU}");
        var ours = BriefFile.Edited(File("It rises.", "watch\\: {country: RU}\n\nwatch: {country: AZ}"), DateTimeOffset.UnixEpoch);
        var merged = Merge(before, new(null, ours), File("It falls.", "watch: {country: GE}"));
        Assert.Equal(["watch: {country: AZ}"], Filters(merged));
        Assert.Contains("It falls.", merged, StringComparison.Ordinal);
        Assert.DoesNotContain("edited:", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_into_an_import_that_no_editor_wrote_has_no_filter()
    {
        var before = File("It rises.", "watch: {country: RU}");
        var merged = Merge(before, new(null, File("It soars.", "watch: {country: RU}")), File("It rises.", "watch: {country: GE}"));
        Assert.Empty(Filters(merged));
        Assert.Contains("It soars.", merged, StringComparison.Ordinal);
    }

    private static string Merge(string before, StandingFiles files, string theirs) => new BriefProposal(
        new()
        {
            Series = "weekly",
            Key = new PostKey.Identifier("https://desk.example/?p=1"),
            Slug = "a-ferry",
            Text = theirs,
            Base = before,
            Version = new("d2", IsIncomplete: false),
            Decided = new("d1", IsIncomplete: false),
        },
        files,
        BriefHeadings.English).Merge().Text(new Dictionary<string, FeedHub.Core.Briefs.Editing.MergeSide>())!;

    private static IEnumerable<string> Filters(string text) => BriefMarkdown.Read(
        text[BriefFile.FrontOf(text).Length..], "/series/weekly", "a-ferry", watching: true).Watches.Select(w => w.Yaml);

    private static string File(string fare, string queue) =>
        $"---\ntitle: \"A ferry\"\n---\nIt sails.\n\n## What we are watching\n\n**The fare.** {fare}\n\n**The queue.** Long.\n\n{queue}\n";
}
