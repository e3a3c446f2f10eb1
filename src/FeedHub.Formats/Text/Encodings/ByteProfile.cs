namespace FeedHub.Formats.Text.Encodings;

/// <summary>How often each byte beyond ASCII occurs in a text, and how often one follows another: enough to tell encodings apart.</summary>
internal sealed class ByteProfile
{
    private readonly int[] counts = new int[256];

    /// <summary>Bytes beyond ASCII.</summary>
    public int High { get; private set; }

    /// <summary>Those that come right after another: words of a script of its own are runs of them, Latin letters stand alone.</summary>
    public int Paired { get; private set; }

    /// <summary>Those that stand next to an ASCII letter, as in no word of another script.</summary>
    public int Mixed { get; private set; }

    /// <summary>Bytes that are letters in all encodings of our languages but those of DOS.</summary>
    public int Letters => Between(0xC0, 0xFF);

    public bool IsOfRuns => Paired * 2 >= High && Mixed * 3 <= High;

    public void Add(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
                continue;
            High++;
            counts[text[i]]++;
            if (i > 0 && text[i - 1] >= 0x80)
                Paired++;
            if ((i > 0 && char.IsAsciiLetter((char)text[i - 1])) || (i + 1 < text.Length && char.IsAsciiLetter((char)text[i + 1])))
                Mixed++;
        }
    }

    public int Of(params ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        foreach (var b in bytes)
            sum += counts[b];
        return sum;
    }

    public int Between(int first, int last)
    {
        var sum = 0;
        for (var b = first; b <= last; b++)
            sum += counts[b];
        return sum;
    }
}
