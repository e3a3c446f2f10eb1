namespace FeedHub.Benchmarks.HostileConfig;

/// <summary>Briefs, and plain texts that are imported as briefs.</summary>
internal static class HostileMarkdown
{
    private static readonly string[] Pieces =
    [
        "![a](", "[a](", "[a]: b\n", "[^1]: a\n", "> ", "- ", "1. ", "* ", "*a_ ", "***a", "*", "**a ", "_a_ ", "`", "```\n", "~~~", "<",
            "<a ", "a<?", "a<!A ", "<!--", "<![CDATA[", "|a", "|-", "|\n", "|a|b|\n",
        "http://a.b ", "www.a.b ", "ftp://a_", "mailto:a@b.c ", "&amp;", "&#x41;", "&", "\\", "#", "# h\n", "## h\n", "### h\n", "a\n-\n",
            "===\n", "---\n", "\t", "  ", "\n", "\n\n", "[", "]", "[a", "![", "](b)", "[a][b] ", "(", ")", "<div>\n", "<b>", "</b>",
        "**Label.** x\n\n", "{", "~~", "$", ":::\n", "+ ", "|*[`", "{.a}", "^", "\u202e", "\0", "media/x.png", "![x](media/x.png)", "a",
            "é ", "\u0301", "\u3000", "<script>", "<p>", "<table><tr><td>", "<ul><li>", "\"", "'",
        "watch: {country: AM}\n\n", "supersedes: 0\n", "corrections:\n- ", "By A Name | 1 May 2026\n", "Related Posts\n",
    ];

    private static readonly string[] Headings =
        ["", "## What we are watching\n\n**A.** b\n\n", "## Why the world should care\n\n", "# ", "## ", "- a\n\n  ", "> "];

    public static string Brief(HostilePieces pieces)
    {
        var front = pieces.Random.Next(10) == 0 ? HostileYaml.Reference(pieces) + "\n" : "";
        return $"---\ntitle: Hostile\ndek: A hostile one.\npublished: "
            + $"2026-11-02\n{front}---\n{pieces.Pick("Text.\n\n", "")}{pieces.Pick(Headings)}{Text(pieces)}";
    }

    public static string Plain(HostilePieces pieces) =>
        $"{pieces.Pick("A title\n", "")}{pieces.Pick("This week's brief examines one thing, and that at length.\n", "")}\n{pieces.Pick("What we are watching\n\n", "Text.\n\n", "")}{Text(pieces)}\nA last line of text to end with.";

    private static string Text(HostilePieces pieces) => pieces.Random.Next(8) switch
    {
        0 =>
            string.Concat(
                Enumerable.Range(0, pieces.Random.Next(2, 150))
                    .Select(n => HostilePieces.Times("  ", n) + pieces.Pick("- a\n", "1. a\n", "- > a\n"))),
        1 => $"watch: {{{HostileYaml.Reference(pieces).ReplaceLineEndings(" ")} : x}}\n",
        2 => $"{pieces.Repeat("|a")}\n{pieces.Repeat("|-")}\n{pieces.Repeat(pieces.Pick("|\n", "|a\n", "||\n"))}",
        _ => pieces.Text(Pieces),
    };
}
