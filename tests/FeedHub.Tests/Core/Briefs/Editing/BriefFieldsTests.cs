using FeedHub.Core.Briefs.Editing;

namespace FeedHub.Tests.Core.Briefs.Editing;

public class BriefFieldsTests
{
    private const string File = """
        ---
        # What a comment says belongs to the key below or above it.
        title: "A ferry: it sails"
        topics:
          - transport
          # sea
          - trade
        provenance:
          url: "https://desk.example/a"
          imported: 2026-11-02T00:00:00Z
          digest: d
        supersedes: 0000
        ---
        The opening.

        ```
        ## no heading
        ```

        ## The toll

        Seven manat.

        What we are watching
        --------------------

        Before the items.

        **Ice.** It comes.

        watch: {country: AZ}

        More of ice.

        - **The port.** It is shut.
        - **The toll.** It rises.

          watch: {q: toll}

        ## Why the world should care

        It should.[^1]

        [^1]: Or not.

        """;

    [Fact]
    public void A_file_is_its_keys_its_opening_its_sections_its_items_and_their_filters() => Assert.Equal(
        [
            (BriefFieldKind.FrontMatter, "title", "\"A ferry: it sails\""),
            (BriefFieldKind.FrontMatter, "topics", "- transport\n  # sea\n  - trade"),
            (BriefFieldKind.Opening, "Opening", "The opening.\n\n```\n## no heading\n```"),
            (BriefFieldKind.Section, "The toll", "## The toll\n\nSeven manat."),
            (BriefFieldKind.Section, "What we are watching", "What we are watching\n--------------------\n\nBefore the items."),
            (BriefFieldKind.Item, "Ice", "**Ice.** It comes.\n\nMore of ice."),
            (BriefFieldKind.Watch, "Filter of “Ice”", "watch: {country: AZ}"),
            (BriefFieldKind.Item, "The port", "- **The port.** It is shut."),
            (BriefFieldKind.Item, "The toll", "- **The toll.** It rises."),
            (BriefFieldKind.Watch, "Filter of “The toll”", "watch: {q: toll}"),
            (BriefFieldKind.Section, "Why the world should care", "## Why the world should care\n\nIt should.[^1]\n\n[^1]: Or not."),
        ],
        BriefFields.Read(File).Select(f => (f.Kind, f.Name, f.Words)));

    [Fact]
    public void What_is_put_together_again_says_what_it_said()
    {
        var again = BriefFields.Write(BriefFields.Read(File), File);
        Assert.Equal(BriefFields.Read(File).Select(f => (f.Key, f.Words)), BriefFields.Read(again).Select(f => (f.Key, f.Words)));
        Assert.Equal(again, BriefFields.Write(BriefFields.Read(again), again));
        Assert.Contains("  digest: d\n", again, StringComparison.Ordinal);
        Assert.DoesNotContain("supersedes", again, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no front matter")]
    [InlineData("---\ntitle: x")]
    [InlineData("---\n---\n")]
    [InlineData("---\ntitle: a\ntitle: b\n---\n## A\n\n## A\n\n## \n")]
    public void A_file_that_is_no_brief_is_taken_apart_too(string text)
    {
        var fields = BriefFields.Read(text);
        Assert.Equal(fields.Count, fields.Select(f => f.Key).Distinct().Count());
        Assert.NotEmpty(BriefFields.Write(fields, text));
    }
}
