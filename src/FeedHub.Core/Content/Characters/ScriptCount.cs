namespace FeedHub.Core.Content.Characters;

/// <summary>The scripts of our languages.</summary>
internal enum Script
{
    None,
    Latin,
    Cyrillic,
    Armenian,
    Georgian,
}

/// <summary>The number of letters of each script in a text.</summary>
internal readonly record struct ScriptCount(int Latin, int Cyrillic, int Armenian, int Georgian)
{
    /// <summary>With fewer letters than this, the script is not determined.</summary>
    private const int Enough = 3;

    /// <summary>The script of more than half of the letters.</summary>
    public Script Main
    {
        get
        {
            var all = Latin + Cyrillic + Armenian + Georgian;
            return all < Enough ? Script.None
                : Armenian * 2 > all ? Script.Armenian
                : Georgian * 2 > all ? Script.Georgian
                : Cyrillic * 2 > all ? Script.Cyrillic
                : Latin * 2 > all ? Script.Latin
                : Script.None;
        }
    }

    public static ScriptCount From(ReadOnlySpan<char> text)
    {
        int latin = 0, cyrillic = 0, armenian = 0, georgian = 0;
        foreach (var c in text)
        {
            switch (c)
            {
                case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (
                    >= '\u00C0' and <= '\u024F' and not ('×' or '÷')) or 'ə' or (>= '\u1E00' and <= '\u1EFF'):
                    latin++;
                    break;
                case >= '\u0400' and <= '\u052F':
                    cyrillic++;
                    break;
                case (>= '\u0531' and <= '\u0587' and not (>= '\u0559' and <= '\u055F')) or (>= '\uFB13' and <= '\uFB17'):
                    armenian++;
                    break;
                case (>= '\u10A0' and <= '\u10FF') or (>= '\u1C90' and <= '\u1CBF') or (>= '\u2D00' and <= '\u2D2F'):
                    georgian++;
                    break;
            }
        }

        return new ScriptCount(latin, cyrillic, armenian, georgian);
    }
}
