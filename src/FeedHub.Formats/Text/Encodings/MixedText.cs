using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace FeedHub.Formats.Text.Encodings;

/// <summary>
/// Decodes a document that is not in one encoding: what its CMS wrote is in UTF-8, and what editors or other feeds put into it is not, or
/// the reverse. Each text between tags and quotes is decoded by itself, word by word where it is mixed.
/// </summary>
/// <param name="body">The document.</param>
/// <param name="choice">The encoding of most of it.</param>
/// <param name="language">What language is said to be in it.</param>
internal ref struct MixedText(ReadOnlySpan<byte> body, XmlEncoding.Choice choice, DeclaredLanguage language)
{
    /// <summary>Bytes beyond ASCII that a text must have for a guess of its own.</summary>
    private const int Enough = 8;

    // Two bytes of Cyrillic in windows-1251 may happen to be a character of UTF-8 ("Тё"); three such in a row do not.
    private const int NoAccident = 6;

    private static readonly SearchValues<byte> Boundaries = SearchValues.Create("<>\"\n"u8);

    // At the same place in windows-1250 to 1258: quotes, dashes, dots, signs.
    private static readonly SearchValues<byte> Punctuation = SearchValues.Create(
        [0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xB1, 0xB7, 0xBB]);

    private readonly ReadOnlySpan<byte> document = body;
    private readonly bool isUtf8 = choice.Encoding == Encoding.UTF8;
    private readonly SortedSet<string> others = [];
    private EncodingLabels.Named? usual;
    private bool trustsUtf8;
    private bool replaced;

    /// <summary>What was done besides decoding in the encoding of most of the text; null when nothing was.</summary>
    public readonly string? Note
    {
        get
        {
            var mixed = others.Count > 0 ? $"parts of the text are in another encoding and were read as {string.Join(", ", others)}" : null;
            const string Lost = "bytes that are not UTF-8 were replaced";
            return !replaced ? mixed : mixed is null ? Lost : $"{mixed}; {Lost}";
        }
    }

    /// <summary>Whether a document of one-byte characters may hold UTF-8 too: a quick look for what is rare in other text.</summary>
    public static bool HasUtf8(ReadOnlySpan<byte> text)
    {
        var found = 0;
        var at = 1;
        while (at < text.Length && text[at..].IndexOfAnyInRange((byte)0x80, (byte)0xBF) is var next and >= 0)
        {
            at += next;
            if (text[at - 1] >= 0xC2
                && Rune.DecodeFromUtf8(text[(at - 1)..], out _, out _) == OperationStatus.Done
                && ++found * 2 == NoAccident)
            {
                return true;
            }

            at++;
        }

        return false;
    }

    /// <summary>How many bytes are in words that are UTF-8, and what is in the other words that are not ASCII.</summary>
    public static (int Valid, ByteProfile Foreign) Measure(ReadOnlySpan<byte> text)
    {
        var valid = 0;
        var foreign = new ByteProfile();
        while (NextWord(text, out var word) is var start and >= 0)
        {
            var (good, bad) = Count(word);
            if (good > bad)
                valid += good;
            else
                foreign.Add(word);
            text = text[(start + word.Length)..];
        }

        return (valid, foreign);
    }

    /// <summary>Decodes the document; returns the number of characters.</summary>
    /// <param name="chars">As many characters as the document has bytes.</param>
    public int Decode(Span<char> chars)
    {
        if (!isUtf8)
        {
            var (valid, foreign) = Measure(document);
            trustsUtf8 = valid >= NoAccident && valid * 10 >= foreign.High;
        }

        var length = 0;
        var rest = document;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(Boundaries);
            var text = end < 0 ? rest : rest[..(end + 1)];
            length += DecodeText(text, chars[length..]);
            rest = rest[text.Length..];
        }

        return length;
    }

    private int DecodeText(ReadOnlySpan<byte> text, Span<char> chars)
    {
        if (Utf8.ToUtf16(text, chars, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            if (isUtf8 || length == text.Length)
                return length;
            if (trustsUtf8 || (text.Length - length) * 2 > NoAccident)
            {
                others.Add("utf-8");
                return length;
            }
        }

        length = 0;
        EncodingLabels.Named? own = null;
        var whole = text;
        while (NextWord(text, out var word) is var start and >= 0)
        {
            length += Encoding.Latin1.GetChars(text[..start], chars[length..]);
            length += DecodeWord(word, whole, ref own, chars[length..]);
            text = text[(start + word.Length)..];
        }

        return length + Encoding.Latin1.GetChars(text, chars[length..]);
    }

    private int DecodeWord(ReadOnlySpan<byte> word, ReadOnlySpan<byte> text, ref EncodingLabels.Named? own, Span<char> chars)
    {
        var (valid, invalid) = Count(word);
        if (isUtf8 ? valid > invalid || IsCut(word) : valid > invalid && (trustsUtf8 || valid >= NoAccident))
        {
            if (!isUtf8)
                others.Add("utf-8");
            return DecodeUtf8(word, chars);
        }

        if (!isUtf8)
            return choice.Encoding.GetChars(word, chars);
        own ??= OwnEncoding(text);
        others.Add(own.Value.Name);
        return own.Value.Encoding.GetChars(word, chars);
    }

    // An excerpt that was cut in the middle of a character: é, ı and the like at the end of a word have these first bytes.
    private static bool IsCut(ReadOnlySpan<byte> word) =>
        word.Length > 1 && word[^1] is >= 0xC3 and <= 0xC5 && char.IsAsciiLetterLower((char)word[^2]);

    private EncodingLabels.Named OwnEncoding(ReadOnlySpan<byte> text)
    {
        var (_, foreign) = Measure(text);
        usual ??= EncodingLabels.Find(EncodingGuess.Name(Measure(document).Foreign, language, document))!.Value;
        // A short text shows whether it is in Latin letters, but often not in which encoding of them.
        return foreign.High >= Enough || foreign.IsOfRuns == EncodingGuess.IsLatin(usual.Value.Name)
            ? EncodingLabels.Find(EncodingGuess.Name(foreign, language, document))!.Value
            : usual.Value;
    }

    private int DecodeUtf8(ReadOnlySpan<byte> word, Span<char> chars)
    {
        var length = 0;
        while (!word.IsEmpty)
        {
            int used;
            if (IsPair(word))
            {
                chars[length++] = (char)(0xD000 | ((word[1] & 0x3F) << 6) | (word[2] & 0x3F));
                chars[length++] = (char)(0xD000 | ((word[4] & 0x3F) << 6) | (word[5] & 0x3F));
                used = 6;
                others.Add("cesu-8");
            }
            else if (Rune.DecodeFromUtf8(word, out var rune, out used) == OperationStatus.Done)
            {
                length += rune.EncodeToUtf16(chars[length..]);
            }
            else if (Punctuation.Contains(word[0]))
            {
                chars[length++] = word[0] < 0xA0 ? CharacterRepair.FromWindows1252(word[0]) : (char)word[0];
                others.Add("windows-1252");
            }
            else
            {
                chars[length++] = '\uFFFD';
                replaced = true;
            }

            word = word[used..];
        }

        return length;
    }

    /// <summary>How many bytes of a word beyond ASCII are characters of UTF-8, and how many are not.</summary>
    private static (int Valid, int Invalid) Count(ReadOnlySpan<byte> word)
    {
        int valid = 0, invalid = 0;
        while (!word.IsEmpty)
        {
            int used;
            if (IsPair(word))
                valid += used = 6;
            else if (Rune.DecodeFromUtf8(word, out _, out used) == OperationStatus.Done)
                valid += used > 1 ? used : 0;
            else
                invalid += used;
            word = word[used..];
        }

        return (valid, invalid);
    }

    // CESU-8: software that counts in UTF-16 writes an emoji as two surrogates of three bytes each.
    private static bool IsPair(ReadOnlySpan<byte> bytes) =>
        bytes is [0xED, >= 0xA0 and <= 0xAF, >= 0x80 and <= 0xBF, 0xED, >= 0xB0 and <= 0xBF, >= 0x80 and <= 0xBF, ..];

    /// <summary>Where the next word that is not all ASCII begins; -1 when there is none.</summary>
    private static int NextWord(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> word)
    {
        word = default;
        var first = text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first < 0)
            return -1;
        var (start, end) = (first, first + 1);
        while (start > 0 && char.IsAsciiLetter((char)text[start - 1]))
            start--;
        while (end < text.Length && (text[end] >= 0x80 || char.IsAsciiLetter((char)text[end])))
            end++;
        word = text[start..end];
        return start;
    }
}
