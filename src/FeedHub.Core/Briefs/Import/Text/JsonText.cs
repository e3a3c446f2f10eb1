using System.Globalization;
using System.Text;

namespace FeedHub.Core.Briefs.Import.Text;

/// <summary>JSON from other sites.</summary>
internal static class JsonText
{
    private const int EscapeLength = 6;

    /// <summary>
    /// The same JSON with each unpaired surrogate replaced by U+FFFD. RFC 8259 §8.2 allows them, WordPress writes them where it cuts an
    /// emoji in two, and .NET throws whenever such a string is read.
    /// </summary>
    public static string WithWholePairs(string json)
    {
        if (!json.Contains(@"\ud", StringComparison.OrdinalIgnoreCase))
        {
            return json;
        }
        var whole = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length;)
        {
            var escape = Escaped(json, i);
            var length = json[i] != '\\' ? 1
                : escape is null ? 2
                : char.IsHighSurrogate(escape.Value) && Escaped(json, i + EscapeLength) is { } low && char.IsLowSurrogate(low)
                    ? 2 * EscapeLength
                : EscapeLength;
            var isHalf = length == EscapeLength && char.IsSurrogate(escape!.Value);
            whole.Append(isHalf ? @"\ufffd" : json.AsSpan(i, Math.Min(length, json.Length - i)));
            i += length;
        }
        return whole.ToString();
    }

    /// <summary>The character that an escape <c>\uXXXX</c> stands for; null if none begins here.</summary>
    private static char? Escaped(string json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code : null;
}
