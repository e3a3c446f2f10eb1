using System.Globalization;
using FeedHub.Formats.Text;

namespace FeedHub.Core.Content.Markup.Attributes;

/// <summary>Chooses from a <c>srcset</c> (HTML §4.8.4.2.1): the same picture in several sizes.</summary>
internal static class SourceSet
{
    private const int MaxCandidates = 64;

    /// <summary>The widest picture that a page has a use for, in pixels; a larger one is meant for printing.</summary>
    private const double MaxWidth = 4096;

    /// <summary>The highest density of a screen, in pixels for each pixel of CSS.</summary>
    private const double MaxDensity = 4;

    /// <summary>The largest picture of a sensible size, absolute; if all are larger, the smallest of them. Null if there is none.</summary>
    /// <param name="raw">The attribute's value, references not decoded.</param>
    /// <param name="links">The address against which it is made absolute.</param>
    public static string? Best(ReadOnlySpan<char> raw, ref LinkBase links)
    {
        ReadOnlySpan<char> set = HtmlReferences.DecodeAttribute(raw);
        ReadOnlySpan<char> best = default;
        var bestSize = 0.0;
        for (var i = 0; i < MaxCandidates && Next(ref set, out var address, out var size); i++)
        {
            if (size <= 0 || PlaceholderPicture.Is(address))
                continue;
            var isBetter = bestSize <= 0 || (size <= 1 ? bestSize > 1 || size > bestSize : size < bestSize);
            if (!isBetter)
                continue;
            best = address;
            bestSize = size;
        }

        return best.IsEmpty ? null : links.Resolve(best.ToString(), mail: false);
    }

    /// <summary>Reads one candidate.</summary>
    /// <param name="set">What is left to read.</param>
    /// <param name="address">Its address.</param>
    /// <param name="size">Its size as a part of the largest sensible one; 0 if it cannot be understood.</param>
    private static bool Next(scoped ref ReadOnlySpan<char> set, out ReadOnlySpan<char> address, out double size)
    {
        set = set.TrimStart(" \t\r\n\f,");
        var end = set.IndexOfAny(" \t\r\n\f");
        address = end < 0 ? set : set[..end];
        set = set[address.Length..];
        size = 1 / MaxDensity;
        if (address.IsEmpty)
            return false;
        if (address[^1] == ',')
        {
            address = address.TrimEnd(',');
            return true;
        }

        var comma = set.IndexOf(',');
        var words = comma < 0 ? set : set[..comma];
        set = comma < 0 ? default : set[(comma + 1)..];
        foreach (var word in words.SplitAny(" \t\r\n\f"))
        {
            // A height says nothing that the width beside it does not. What cannot be understood spoils the candidate.
            if (words[word] is [.. var number, var unit] && unit is not ('h' or 'H') && size > 0)
                size = Size(number, unit);
        }

        return true;
    }

    private static double Size(ReadOnlySpan<char> number, char unit)
    {
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return 0;
        return unit switch
        {
            'w' or 'W' => value / MaxWidth,
            'x' or 'X' => value / MaxDensity,
            _ => 0,
        };
    }
}
