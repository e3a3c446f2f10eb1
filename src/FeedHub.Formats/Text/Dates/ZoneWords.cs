using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FeedHub.Formats.Text.Dates;

/// <summary>Time zones as feeds write them: offsets, abbreviations, names from the tz database.</summary>
internal static partial class ZoneWords
{
    // Where an abbreviation has several meanings, the one used in the region or in RFC 822 wins.
    private static readonly FrozenDictionary<string, double> Hours = new Dictionary<string, double>
    {
        ["z"] = 0,
        ["ut"] = 0,
        ["utc"] = 0,
        ["gmt"] = 0,
        ["wet"] = 0,
        ["bst"] = 1,
        ["cet"] = 1,
        ["wat"] = 1,
        ["met"] = 1,
        ["mez"] = 1,
        ["west"] = 1,
        ["cest"] = 2,
        ["mest"] = 2,
        ["mesz"] = 2,
        ["eet"] = 2,
        ["sast"] = 2,
        ["cat"] = 2,
        ["eest"] = 3,
        ["msk"] = 3,
        ["мск"] = 3,
        ["fet"] = 3,
        ["eat"] = 3,
        ["idt"] = 3,
        ["eedt"] = 3,
        ["trt"] = 3,
        ["ast3"] = 3,
        ["irst"] = 3.5,
        ["irdt"] = 4.5,
        ["aft"] = 4.5,
        ["msd"] = 4,
        ["samt"] = 4,
        ["azt"] = 4,
        ["trst"] = 4,
        ["volt"] = 4,
        ["amt"] = 4,
        ["get"] = 4,
        ["gst"] = 4,
        ["azst"] = 5,
        ["gest"] = 5,
        ["samst"] = 5,
        ["tjt"] = 5,
        ["amst"] = 5,
        ["yekt"] = 5,
        ["pkt"] = 5,
        ["uzt"] = 5,
        ["tmt"] = 5,
        ["ist"] = 5.5,
        ["npt"] = 5.75,
        ["omst"] = 6,
        ["kgt"] = 6,
        ["yekst"] = 6,
        ["almt"] = 6,
        ["krat"] = 7,
        ["novt"] = 7,
        ["irkt"] = 8,
        ["hkt"] = 8,
        ["sgt"] = 8,
        ["awst"] = 8,
        ["kst"] = 9,
        ["jst"] = 9,
        ["yakt"] = 9,
        ["acst"] = 9.5,
        ["aest"] = 10,
        ["vlat"] = 10,
        ["aedt"] = 11,
        ["nzst"] = 12,
        ["nzdt"] = 13,
        ["nst"] = -3.5,
        ["ndt"] = -2.5,
        ["brt"] = -3,
        ["art"] = -3,
        ["at"] = -4,
        ["ast"] = -4,
        ["adt"] = -3,
        ["et"] = -5,
        ["est"] = -5,
        ["edt"] = -4,
        ["ct"] = -6,
        ["cst"] = -6,
        ["cdt"] = -5,
        ["mt"] = -7,
        ["mst"] = -7,
        ["mdt"] = -6,
        ["pt"] = -8,
        ["pst"] = -8,
        ["pdt"] = -7,
        ["akst"] = -9,
        ["akdt"] = -8,
        ["hst"] = -10,
    }.ToFrozenDictionary();

    /// <summary>The offset or zone of <paramref name="text"/> (in lower case); null when it is neither.</summary>
    public static (TimeSpan? Offset, TimeZoneInfo? Named)? Find(string text)
    {
        var word = text.StartsWith("etc/", StringComparison.Ordinal) ? text[4..] : text;
        if (Hours.TryGetValue(word, out var hours))
            return (TimeSpan.FromHours(hours), null);
        if (Offset().Match(word) is { Success: true } match)
            return Signed(match);
        // RFC 2822 §4.3: the military letters were defined wrongly, so they are read as UTC.
        if (word.Length == 1 && char.IsAsciiLetter(word[0]))
            return (TimeSpan.Zero, null);
        return text.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(Titled(text), out var zone)
            ? (null, zone)
            : null;
    }

    private static (TimeSpan?, TimeZoneInfo?)? Signed(Match match)
    {
        var offset = new TimeSpan(
            int.Parse(match.Groups["hours"].Value, CultureInfo.InvariantCulture),
            match.Groups["minutes"].Success ? int.Parse(match.Groups["minutes"].Value, CultureInfo.InvariantCulture) : 0,
            0);
        if (offset > TimeSpan.FromHours(14) || offset.Minutes > 59)
            return null;
        return (match.Groups["sign"].Value == "-" ? -offset : offset, null);
    }

    private static string Titled(string id) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(id);

    [GeneratedRegex(@"^(?:gmt|utc|ut)?(?<sign>[+\-])(?<hours>\d{1,2})(?::?(?<minutes>[0-5]\d))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Offset();
}
