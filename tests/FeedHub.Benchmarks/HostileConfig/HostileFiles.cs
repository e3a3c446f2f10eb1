using System.Text;

namespace FeedHub.Benchmarks.HostileConfig;

/// <summary>
/// Texts in the grammars that FeedHub reads, nested, repeated, spliced and cut off; number and seed always give the same one.
/// </summary>
/// <param name="large">How many texts in a thousand may be as long as a file may be.</param>
public sealed class HostileFiles(int seed, int large)
{
    /// <summary>Maximum number of characters: as many as a configuration file may have bytes.</summary>
    private const int MaxLength = (1 << 20) - 4096;

    public HostileFile Make(int number)
    {
        var random = new Random(unchecked((seed * 486_187_739) + number));
        var pieces = new HostilePieces(random, Length(random));
        var kind = random.Next(20) switch
        {
            0 => HostileKind.Site,
            < 3 => HostileKind.Source,
            3 => HostileKind.Series,
            < 6 => HostileKind.Gazetteer,
            < 11 => HostileKind.Brief,
            < 14 => HostileKind.Page,
            < 17 => HostileKind.WordPress,
            17 => HostileKind.FeedItem,
            _ => HostileKind.PlainText,
        };
        var text = kind switch
        {
            HostileKind.Brief => HostileMarkdown.Brief(pieces),
            HostileKind.PlainText => HostileMarkdown.Plain(pieces),
            HostileKind.Page => HostileMarkup.Page(pieces),
            HostileKind.WordPress => HostileMarkup.WordPress(pieces),
            HostileKind.FeedItem => HostileMarkup.Feed(pieces),
            _ => HostileYaml.File(kind, pieces),
        };
        text = text.Length > MaxLength ? text[..MaxLength] : text;
        return new(kind, random.Next(12) == 0 ? text[..random.Next(text.Length + 1)] : text);
    }

    private int Length(Random random)
    {
        var part = random.Next(1000);
        return part < large ? random.Next(64 * 1024, MaxLength) : part < 8 * large ? random.Next(4096, 64 * 1024) : random.Next(16, 4096);
    }
}

/// <summary>Picks, repeats and nests pieces of text.</summary>
/// <param name="length">Approximate number of characters wanted.</param>
internal sealed class HostilePieces(Random random, int length)
{
    public Random Random => random;

    public string Pick(params IReadOnlyList<string> from) => from[random.Next(from.Count)];

    /// <summary>One of: a piece repeated; pieces in any order; a piece nested in itself; numbered pieces, each different.</summary>
    public string Text(IReadOnlyList<string> pieces)
    {
        var text = new StringBuilder();
        switch (random.Next(5))
        {
            case 0:
                var piece = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(pieces)));
                return Repeat(piece);
            case 1:
                var one = Pick(pieces);
                return Repeat(one);
            case 2:
                var (open, close) = (Pick(pieces), Pick(pieces));
                var times = length / (open.Length + close.Length + 1);
                return Times(open, times) + "a" + Times(close, times);
            case 3:
                var numbered = Pick(pieces);
                for (var i = 0; text.Length < length; i++)
                {
                    text.Append(numbered).Append(i);
                }
                return text.ToString();
            default:
                for (var words = random.Next(1, 200); words > 0 && text.Length < length; words--)
                {
                    text.Append(Pick(pieces)).Append(random.Next(3) == 0 ? "a" : random.Next(8) == 0 ? "\n\n" : "");
                }
                return text.ToString();
        }
    }

    public string Repeat(string piece) => Times(piece, 1 + (length / piece.Length));

    public static string Times(string piece, int times) => new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();
}
