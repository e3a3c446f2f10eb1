using System.Buffers;
using System.Collections.Frozen;

namespace FeedHub.Formats.Text;

/// <summary>
/// Recognises the addresses that pages give to a picture until a script loads the real one: <c>blank.gif</c>, <c>1x1.png</c>,
/// <c>data:</c> and the like. They show nothing, so they are never the picture of an item.
/// </summary>
public static class PlaceholderPicture
{
    private const int LongestName = 80;

    private static readonly SearchValues<char> OfSizes = SearchValues.Create("0123456789x");

    /// <summary>What such files are called, whatever their type.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Telling = Words(
        "placeholder placehold spacer lazyload lazyloading lazyloader lazyimage lazyimg lazyplaceholder preloader cleardot noimage "
        + "nophoto 1x1 1px onepixel");

    /// <summary>Photographs may be called this, but drawings and GIFs called this are placeholders.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TellingOfDrawings = Words(
        "blank transparent trans transparentpixel transparentimage transparentimg emptyimage emptyimg blankimage blankimg blankpixel "
        + "empty pixel lazy loading loader preload shim spacergif blankgif");

    /// <summary>Words that may stand beside those.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Neutral = Words(
        "image img picture pic photo default grey gray white black bg background load gif svg png wide square small large dummy clear "
        + "dot ajax spinner wp the");

    /// <summary>Whether the address is that of a placeholder, or of nothing at all.</summary>
    public static bool Is(ReadOnlySpan<char> address)
    {
        address = address.Trim();
        if (address.IsEmpty || address[0] == '#' || Begins(address, "data:") || Begins(address, "about:") || Begins(address, "javascript:"))
            return true;
        var end = address.IndexOfAny('?', '#');
        if (end >= 0)
            address = address[..end];
        var file = address[(address.LastIndexOf('/') + 1)..];
        var dot = file.LastIndexOf('.');
        return dot > 0 && dot <= LongestName && (file[(dot + 1)..] switch
        {
            "gif" or "png" or "svg" or "GIF" or "PNG" or "SVG" => IsName(file[..dot], isDrawing: true),
            "jpg" or "jpeg" or "webp" or "JPG" or "JPEG" or "WEBP" => IsName(file[..dot], isDrawing: false),
            _ => false,
        });
    }

    private static bool IsName(ReadOnlySpan<char> name, bool isDrawing)
    {
        Span<char> lower = stackalloc char[LongestName];
        name.ToLowerInvariant(lower);
        ReadOnlySpan<char> rest = lower[..name.Length];
        var told = false;
        while (!rest.IsEmpty)
        {
            var length = 0;
            while (length < rest.Length && char.IsAsciiLetterOrDigit(rest[length]))
                length++;
            var word = rest[..length];
            if (Telling.Contains(word) || (isDrawing && TellingOfDrawings.Contains(word)))
                told = true;
            else if (!word.IsEmpty && !Neutral.Contains(word) && !IsSize(word))
                return false;
            if (length < rest.Length && rest[length] is not ('-' or '_' or '.' or '@'))
                return false;
            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        return told;
    }

    /// <summary>A size or a number: <c>16x9</c>, <c>300</c>, <c>20px</c>.</summary>
    private static bool IsSize(ReadOnlySpan<char> word) => !word.TrimEnd("px").ContainsAnyExcept(OfSizes);

    private static bool Begins(ReadOnlySpan<char> address, string scheme) => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
