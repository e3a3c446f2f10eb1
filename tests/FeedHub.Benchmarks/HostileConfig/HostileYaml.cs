namespace FeedHub.Benchmarks.HostileConfig;

/// <summary>YAML files: valid ones with something hostile spliced in.</summary>
internal static class HostileYaml
{
    private const string Source =
        "id: hostile\ntitle: Hostile\nurl: https://hostile.example/feed\nlanguage: en\nkind: press\nselectors:\n  item: article a\n";
    private const string Series = "title: Other\ndescription: Another one.\nlanguage: en\npublisher: The desk\naliases:\n  - path: /feed\n";
    private const string Gazetteer =
        "entries:\n  - {kind: place, en: Hostile, ru: [Хостил]}\nconcepts:\n  - {id: vote, en: [vot]}\ntopics:\n  - {id: gas, en: "
            + "[gas]}\ngiven-names:\n  - {language: en, names: [Ann]}\n";

    private static readonly string[] Pieces =
    [
        "[", "{", "- ", "? ", "a: ", "a: b\n", "- a\n", "en: ", "names: [", "title: ", "? [a]\n: b\n", "\"", "'", "|\n", ">\n", "&a ",
            "*a ", "*a, ", "!!str ", "!x ", "<<: ", "%TAG ! x\n", "---\n", "...\n", "#", ": ", ", ",
        "]", "}", "  ", "\t", "\\u", "~", "a", "é", "\r", "\u0085", "\u2028", ".", "1.", "item: ", ":not(", "a > ", "[a", "2026-01-01", "0",
            "a.a-", "-a",
    ];

    public static string File(HostileKind kind, HostilePieces pieces)
    {
        var good = kind switch
        {
            HostileKind.Site =>
                "title: Trial\npublic_url: https://hub.example\ntag_authority: hub.example,2026\ncontact: desk@hub.example\n",
            HostileKind.Source => Source,
            HostileKind.Series => Series,
            _ => Gazetteer,
        };
        var lines = good.Split('\n');
        var at = pieces.Random.Next(lines.Length);
        return pieces.Random.Next(4) switch
        {
            0 => pieces.Text(Pieces),
            1 => string.Join('\n', lines[..at].Append(Reference(pieces)).Concat(lines[at..])),
            2 =>
                string.Join('\n', lines[..at].Append($"{lines[at].Split(':')[0]}: {pieces.Text(Pieces)}")
                    .Concat(lines[Math.Min(at + 1, lines.Length)..])),
            _ => string.Join('\n', lines[..at].Append(pieces.Text(Pieces)).Concat(lines[at..])),
        };
    }

    /// <summary>
    /// One or more lines that anchor a value and refer to it again, as keys, values, items or merges, in each other or in themselves.
    /// </summary>
    public static string Reference(HostilePieces pieces)
    {
        var named = Value(pieces, 2);
        var levels = pieces.Random.Next(1, 90);
        return pieces.Random.Next(5) switch
        {
            0 => $"{pieces.Pick("? ", "a: ", "- ", "")}&a {named.Replace("x", "*a", StringComparison.Ordinal)}",
            1 => $"a: &a {named}\n{pieces.Pick("b: ", "? ", "<<: ")}{Value(pieces, 2).Replace("x", "*a", StringComparison.Ordinal)}",
            // Each twice as large as the one before.
            2 => "? &a0 x\n: y\n" + string.Concat(Enumerable.Range(1, levels).Select(n => $"? &a{n} [*a{n - 1}, *a{n - 1}]\n: y\n")),
            3 => "a0: &a0 [x, x]\n" + string.Concat(Enumerable.Range(1, levels).Select(n => $"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n")),
            _ => $"a: {pieces.Pick("!x ", "!!map ", "!!binary ", "!<tag:x> ")}{named}",
        };
    }

    private static string Value(HostilePieces pieces, int depth) => depth == 0 ? pieces.Pick("x", "y") : pieces.Random.Next(4) switch
    {
        0 => $"[ {Value(pieces, depth - 1)} ]",
        1 => $"{{{Value(pieces, depth - 1)} : {Value(pieces, depth - 1)}}}",
        2 => $"{{? {Value(pieces, depth - 1)} : y}}",
        _ => Value(pieces, 0),
    };
}
