using System.Text;

namespace FeedHub.Benchmarks.Fuzzing;

/// <summary>Documents broken in realistic ways; number and seed always give the same one.</summary>
public sealed class MutatedInputs(IReadOnlyList<byte[]> originals, int seed)
{
    private const int MaxLength = 1 << 20;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE rss [<!ENTITY a \"&a;&a;\">]>", "&a;", "&", "&#x110000;", "&#0;", "&nbsp;", "<",
                ">", "</", "<?xml version=\"1.0\" encoding=\"utf-16\"?>",
            "<?", "<item>", "</item>", "<entry>", "</channel>", "<title>", "<x:y z=", " xmlns=\"\"", " xmlns:a=\"b\"", " xml:base=\"//x/\"",
                " xml:lang=\"az\"", "\"", "'", "<div><p>", "<a href=x>",
            "{", "}", "[", "]", ",", ":", "\\u", "\\ud800", "\"items\":[", "null", "1e999", "Thu, 32 Foo 20000 99:99:99 +9999",
                "2026-02-30T25:61:61Z", "00:00:00:00:00",
        }.Select(Encoding.UTF8.GetBytes),
        [0x00], [0xFF], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x1B, 0x24, 0x42],
            [0x81, 0x30],
    ];

    private static readonly string?[] ContentTypes =
        [null, "text/xml", "application/rss+xml; charset=windows-1251", "text/html; charset=utf-16", "application/json; charset=shift_jis",
            "text/xml; charset=gb18030", "x; charset=\"utf-7", "text/xml;charset=iso-2022-jp"];

    /// <summary>Input number <paramref name="number"/>, and its content type.</summary>
    public (byte[] Body, string? ContentType) Make(int number)
    {
        var random = new Random(unchecked((seed * 486_187_739) + number));
        var body = Pick(random, originals);
        for (var changes = 1 + random.Next(6); changes > 0; changes--)
            body = Change(random, body);
        return (body, random.Next(4) == 0 ? ContentTypes[random.Next(ContentTypes.Length)] : null);
    }

    private byte[] Change(Random random, byte[] body)
    {
        var at = random.Next(body.Length + 1);
        var end = Math.Min(body.Length, at + random.Next(1, 200));
        switch (random.Next(9))
        {
            case 0 when body.Length > 0:
                var flipped = body.ToArray();
                flipped[random.Next(body.Length)] = (byte)random.Next(256);
                return flipped;
            case 1:
                return [.. body[..at], .. body[end..]];
            case 2:
                return [.. body[..end], .. body[at..]];
            case 3:
                return body[..at];
            case 4:
                var other = Pick(random, originals);
                return Bounded([.. body[..at], .. other[random.Next(other.Length + 1)..]]);
            case 5:
                return Repeat(body, at, body[at..end], random.Next(100) == 0 ? 5_000 : random.Next(300));
            case 6:
                return Repeat(body, at, Pick(random, Tokens), random.Next(100) == 0 ? 20_000 : random.Next(1000));
            default:
                return [.. body[..at], .. Pick(random, Tokens), .. body[at..]];
        }
    }

    private static byte[] Repeat(byte[] body, int at, byte[] piece, int times)
    {
        using var longer = new MemoryStream();
        longer.Write(body, 0, at);
        for (var i = 0; i < times && longer.Length < MaxLength; i++)
            longer.Write(piece);
        longer.Write(body, at, body.Length - at);
        return Bounded(longer.ToArray());
    }

    private static byte[] Bounded(byte[] body) => body.Length <= MaxLength ? body : body[..MaxLength];

    private static byte[] Pick(Random random, IReadOnlyList<byte[]> from) => from[random.Next(from.Count)];
}
