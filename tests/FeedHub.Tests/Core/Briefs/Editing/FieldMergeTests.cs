using FeedHub.Core.Briefs.Editing;

namespace FeedHub.Tests.Core.Briefs.Editing;

/// <summary>Who wins in each field, by who changed it.</summary>
public class FieldMergeTests
{
    private const string Base = """
        ---
        title: "A ferry"
        topics: ["transport"]
        authors: ["The desk"]
        provenance:
          url: "u"
          digest: one
        ---
        The opening.

        ## The toll

        Seven manat.

        ## What we are watching

        **Ice.** It comes.

        **The port.** It is shut.

        ## Why the world should care

        It should.

        """;

    private static readonly Dictionary<string, MergeSide> NoChoice = [];

    [Fact]
    public void What_only_we_changed_stays_and_what_only_they_changed_comes()
    {
        var ours = Base.Replace("[\"transport\"]", "[\"sea\", \"trade\"]", StringComparison.Ordinal)
            .Replace("authors:", "translations:\n  - {language: az, brief: bere}\nauthors:", StringComparison.Ordinal)
            .Replace("It comes.\n", "It comes.\n\nwatch: {country: AZ}\n", StringComparison.Ordinal);
        var theirs = Base.Replace("A ferry", "The ferry", StringComparison.Ordinal)
            .Replace("digest: one", "digest: two", StringComparison.Ordinal)
            .Replace("It comes.", "It is here.", StringComparison.Ordinal).Replace("Seven", "Nine", StringComparison.Ordinal);
        var merge = FieldMerge.Of(Base, ours, theirs);
        Assert.Empty(merge.Conflicts);
        Assert.True(merge.KeepsOurs);
        Assert.Equal(
            theirs.Replace("[\"transport\"]", "[\"sea\", \"trade\"]", StringComparison.Ordinal)
                .Replace("authors:", "translations:\n  - {language: az, brief: bere}\nauthors:", StringComparison.Ordinal)
                .Replace("It is here.\n", "It is here.\n\nwatch: {country: AZ}\n", StringComparison.Ordinal),
            merge.Text(NoChoice));
    }

    [Fact]
    public void Of_what_both_changed_the_front_matter_stays_ours_unless_an_editor_takes_theirs()
    {
        var ours = Base.Replace("transport", "sea", StringComparison.Ordinal);
        var theirs = Base.Replace("transport", "rail", StringComparison.Ordinal);
        var merge = FieldMerge.Of(Base, ours, theirs);
        var conflict = Assert.Single(merge.Conflicts);
        Assert.Equal(("topics", MergeSide.Ours), (conflict.Any.Name, conflict.Side));
        Assert.Equal(ours, merge.Text(NoChoice));
        Assert.Equal(theirs, merge.Text(new Dictionary<string, MergeSide> { [conflict.Any.Key] = MergeSide.Theirs }));
    }

    [Theory]
    [InlineData("Seven manat.")]
    [InlineData("The opening.")]
    [InlineData("It is shut.")]
    public void Of_text_that_both_changed_an_editor_must_choose(string part)
    {
        var ours = Base.Replace(part, "Ours.", StringComparison.Ordinal);
        var theirs = Base.Replace(part, "Theirs.", StringComparison.Ordinal).Replace("It should.", "It does.", StringComparison.Ordinal);
        var merge = FieldMerge.Of(Base, ours, theirs);
        var conflict = Assert.Single(merge.Conflicts);
        Assert.Null(merge.Text(NoChoice));
        Assert.Null(merge.Text(new Dictionary<string, MergeSide> { ["another"] = MergeSide.Ours }));
        Assert.Equal(theirs, merge.Text(new Dictionary<string, MergeSide> { [conflict.Any.Key] = MergeSide.Theirs }));
        Assert.Equal(
            ours.Replace("It should.", "It does.", StringComparison.Ordinal),
            merge.Text(new Dictionary<string, MergeSide> { [conflict.Any.Key] = MergeSide.Ours }));
    }

    [Fact]
    public void What_both_changed_alike_is_no_conflict()
    {
        var both = Base.Replace("Seven", "Nine", StringComparison.Ordinal).Replace("transport", "sea", StringComparison.Ordinal);
        var merge = FieldMerge.Of(Base, both, both);
        Assert.Empty(merge.Differences);
        Assert.False(merge.KeepsOurs);
        Assert.Equal(both, merge.Text(NoChoice));
    }

    [Fact]
    public void What_one_side_left_out_goes_and_what_it_added_comes_where_it_stood()
    {
        var ours = Base.Replace("authors: [\"The desk\"]\n", "", StringComparison.Ordinal)
            .Replace("## Why", "## From the desk\n\nOur own section.\n\n## Why", StringComparison.Ordinal);
        var theirs = Base.Replace("**The port.** It is shut.\n\n", "", StringComparison.Ordinal)
            .Replace("**Ice.**", "**Wind.** It blows.\n\n**Ice.**", StringComparison.Ordinal);
        Assert.Equal(
            theirs.Replace("authors: [\"The desk\"]\n", "", StringComparison.Ordinal)
                .Replace("## Why", "## From the desk\n\nOur own section.\n\n## Why", StringComparison.Ordinal),
            FieldMerge.Of(Base, ours, theirs).Text(NoChoice));
    }

    [Fact]
    public void An_item_that_they_left_out_is_asked_about_if_we_gave_it_a_filter()
    {
        var ours = Base.Replace("It is shut.\n", "It is shut.\n\nwatch: {q: port}\n", StringComparison.Ordinal);
        var theirs = Base.Replace("**The port.** It is shut.\n\n", "", StringComparison.Ordinal);
        var merge = FieldMerge.Of(Base, ours, theirs);
        var conflict = Assert.Single(merge.Conflicts);
        Assert.Equal((BriefFieldKind.Item, "The port", null), (conflict.Any.Kind, conflict.Any.Name, conflict.Side));
        Assert.Null(merge.Text(NoChoice));
        Assert.Equal(ours, merge.Text(new Dictionary<string, MergeSide> { [conflict.Any.Key] = MergeSide.Ours }));
        Assert.Equal(theirs, merge.Text(new Dictionary<string, MergeSide> { [conflict.Any.Key] = MergeSide.Theirs }));
    }

    [Fact]
    public void An_item_of_ours_keeps_the_heading_of_its_section_though_they_left_that_out()
    {
        var ours = Base.Replace("**The port.**", "**The crew.** They strike.\n\n**The port.**", StringComparison.Ordinal);
        var start = Base.IndexOf("## What we", StringComparison.Ordinal);
        var theirs = Base.Remove(start, Base.IndexOf("## Why", StringComparison.Ordinal) - start);
        var text = FieldMerge.Of(Base, ours, theirs).Text(NoChoice)!;
        Assert.Contains("## What we are watching\n\n**The crew.** They strike.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("The port", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_base_their_text_comes_and_what_they_lack_or_both_have_in_the_front_matter_stays_ours()
    {
        var ours = Base.Replace("transport", "sea", StringComparison.Ordinal)
            .Replace("authors:", "translations: [{language: az, brief: bere}]\nauthors:", StringComparison.Ordinal)
            .Replace("It comes.\n", "It comes.\n\nwatch: {country: AZ}\n", StringComparison.Ordinal)
            .Replace("Seven manat.", "Seven manats.", StringComparison.Ordinal);
        var theirs = Base.Replace("A ferry", "The ferry", StringComparison.Ordinal)
            .Replace("It should.", "It does.", StringComparison.Ordinal);
        var merge = FieldMerge.Of(null, ours, theirs);
        Assert.Equal("topics", Assert.Single(merge.Conflicts).Any.Name);
        Assert.Equal(
            theirs.Replace("transport", "sea", StringComparison.Ordinal)
                .Replace("authors:", "translations: [{language: az, brief: bere}]\nauthors:", StringComparison.Ordinal)
                .Replace("It comes.\n", "It comes.\n\nwatch: {country: AZ}\n", StringComparison.Ordinal),
            merge.Text(NoChoice));
    }

    [Fact]
    public void The_notes_about_the_import_are_theirs_and_what_was_superseded_is_not_said_again()
    {
        var ours = Base.Replace("---\nThe opening", "supersedes: abc\n---\nThe opening", StringComparison.Ordinal);
        var theirs = Base.Replace("digest: one", "digest: two", StringComparison.Ordinal);
        var merge = FieldMerge.Of(Base, ours, theirs);
        Assert.Empty(merge.Differences);
        Assert.Equal(theirs, merge.Text(NoChoice));
    }

    [Fact]
    public void A_text_of_thousands_of_parts_is_merged()
    {
        string Many(string word) => "---\ntitle: x\n---\n"
            + string.Concat(Enumerable.Range(0, 5000).Select(n => $"## {word}{n}\n\nText.\n\n"));
        var text = FieldMerge.Of(Many("a"), Many("a"), Many("b")).Text(NoChoice)!;
        Assert.DoesNotContain("## a1", text, StringComparison.Ordinal);
        Assert.Contains("## b4999", text, StringComparison.Ordinal);
    }
}
