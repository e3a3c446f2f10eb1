using System.Text;

namespace FeedHub.Formats.Text.Encodings;

/// <summary>Guesses the encoding of a text that is not in its declared encoding, or declares none and is not UTF-8.</summary>
internal static class EncodingGuess
{
    public static XmlEncoding.Choice Guess(ReadOnlySpan<byte> body)
    {
        int high = 0, paired = 0, letters = 0, lower1251 = 0, upper1251 = 0, dosLetters = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var b = body[i];
            if (b < 0x80)
                continue;
            high++;
            if (i > 0 && body[i - 1] >= 0x80)
                paired++;
            if (b >= 0xC0)
                letters++;
            if (b >= 0xE0)
                lower1251++;
            else if (b >= 0xC0)
                upper1251++;
            if (b is (>= 0x80 and < 0xB0) or (>= 0xE0 and < 0xF2))
                dosLetters++;
        }

        if (MostlyUtf8(body, high))
            return new XmlEncoding.Choice(Encoding.UTF8, "utf-8", 0, "bytes that are not UTF-8 were replaced");
        // Cyrillic words are runs of high bytes; letters of Latin-1 are isolated among ASCII.
        if (paired * 2 < high)
            return Named("windows-1252");
        if (letters * 10 > high * 8)
            return Named(lower1251 >= upper1251 ? "windows-1251" : "koi8-r");
        return Named(dosLetters * 10 > high * 9 ? "ibm866" : "windows-1252");
    }

    private static bool MostlyUtf8(ReadOnlySpan<byte> body, int high)
    {
        var valid = 0;
        while (!body.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(body, out _, out var used);
            if (status == System.Buffers.OperationStatus.Done && used > 1)
                valid += used;
            body = body[used..];
        }

        return valid * 4 >= high * 3;
    }

    private static XmlEncoding.Choice Named(string name)
    {
        var named = EncodingLabels.Find(name)!.Value;
        return new XmlEncoding.Choice(named.Encoding, named.Name, 0, $"the encoding was guessed to be {name}");
    }
}
