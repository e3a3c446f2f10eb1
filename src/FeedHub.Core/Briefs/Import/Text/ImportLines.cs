using System.Text.RegularExpressions;
using FeedHub.Formats.Text.Dates;

namespace FeedHub.Core.Briefs.Import.Text;

/// <summary>Recognises lines that surround a brief but are not part of it.</summary>
internal static partial class ImportLines
{
    private const int Short = 160;

    /// <summary>The heading of a list of other texts.</summary>
    public static bool IsRelatedLabel(string line) => line.Length <= Short && RelatedLabel().IsMatch(line);

    /// <summary>The heading of comments, navigation and other additions to a page.</summary>
    public static bool IsEndLabel(string line) => line.Length <= Short && EndLabel().IsMatch(line);

    /// <summary>An invitation to share, or the names of services to share on.</summary>
    public static bool IsShareLine(string line) =>
        line.Length <= Short
            && (
                ShareLabel().IsMatch(line)
                    || (
                        Word().Matches(line) is { Count: > 0 } words
                            && words.All(w => ShareWord().IsMatch(w.Value))
                            && words.Any(w => Network().IsMatch(w.Value))));

    /// <summary>What software adds to the text of a post, or shows beside it.</summary>
    public static bool IsBoilerplate(string line) => line.Length <= 2 * Short && Boilerplate().IsMatch(line);

    /// <summary>The date and authors from a line that has nothing else; null for any other line.</summary>
    public static ImportByline? Byline(string line)
    {
        if (line.Length > Short)
        {
            return null;
        }
        var (date, authors) = ((string?)null, new List<string>());
        foreach (var part in line.Split(
            ['|', '·', '•', '/', '∙', '⋅'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = part;
            if (ByWords().Match(rest) is { Success: true } by
                && by.Groups["names"].Value is { Length: > 1 and < 100 } names
                && names[^1] != '.')
            {
                authors.AddRange(NameEnds().Split(names).Where(n => n.Length > 0));
                rest = DateWords().Replace(rest[..by.Index], "").Trim(' ', ',', '–', '—', '-');
                // "Freight by Year" and "The road by Shusha" are words of the text.
                if (rest.Length > 0 && !IsDate(rest) && !Genre().IsMatch(rest))
                {
                    return null;
                }
            }
            rest = DateWords().Replace(rest, "").Trim(' ', ':', ',', '–', '—', '-');
            if (rest.Length > 0 && IsDate(rest))
            {
                date ??= rest;
            }
            else if (rest.Length > 0 && !ReadingTime().IsMatch(rest) && (date is null && authors.Count == 0 || rest.Length > 40))
            {
                return null;
            }
        }
        return date is null && authors.Count == 0 ? null : new(date, [.. authors.Select(a => a.Trim())]);
    }

    private static bool IsDate(string text) =>
        text.Any(char.IsAsciiDigit) && text.Length <= 50 && FeedDate.Parse(Clock().Replace(text, ""), null) is not null;

    [GeneratedRegex(@"^\W*(related (posts?|articles?|stories|content|reading|briefs?|news|items?|analysis)|you (may|might) also (like|enjoy|be interested in)|more (posts|articles|stories|briefs)|recommended( (for you|posts|articles|reading))?|similar posts|more from .{3,60}|read (next|also))\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RelatedLabel();

    [GeneratedRegex(@"^\W*(leave a (reply|comment)|\d* ?(comments?|responses?)|post a comment|about the authors?|(previous|next)( (post|article|brief))?|post navigation|join the (conversation|discussion)|your email address will not be published.*|©.*|copyright .*|all rights reserved.*)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EndLabel();

    /// <summary>What begins with a quotation mark is quoted: nobody is invited.</summary>
    [GeneratedRegex(@"^(?![“”«„""])\W*(share|spread the word|tweet)( (this|the|on|via|with|it|to)\b.{0,60})?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShareLabel();

    [GeneratedRegex(@"^(facebook|twitter|x|linkedin|whatsapp|telegram|e|mail|email|print|copy|link|pinterest|reddit|share|on|tweet|threads|bluesky|mastodon|vk|messenger|pocket|via|by|to|clipboard|this|the|post|click|opens|in|new|window|tumblr|viber|and)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShareWord();

    [GeneratedRegex(@"^(facebook|twitter|x|linkedin|whatsapp|telegram|email|print|link|pinterest|reddit|tweet|threads|bluesky|mastodon|vk|messenger|pocket|tumblr|viber)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Network();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\W*((the post .* (first appeared|appeared first) on .*)|((estimated )?reading time\b.{0,30})|(\d+ ?min(ute)?s?( read)?)|((tags?|categor(y|ies)|filed under|tagged( (as|with|in))?|posted in|topics)\s*:.*)|(skip to (the )?(main )?content)|(subscribe\b.{0,140})|(sign up (for|to)\b.{0,140})|(enter your e-?mail.*)|((get|receive) .{0,80} (in|to) your inbox.*)|(like this:?|loading…|loading\.\.\.)|(continue reading.*|read (the )?(more|full .{0,40}))|(home\s*[»>/›].*)|(photo of .{0,40}))\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boilerplate();

    [GeneratedRegex(@"(?<!\w)(?:(?:posted |written |published )?by|authors?\s*:)\s+(?<names>(?-i:\p{Lu}.*)|the \p{L}.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ByWords();

    /// <summary>What stands before "by" besides a date: the kind of text.</summary>
    [GeneratedRegex(
        "^(an? )?(analysis|article|brief|comment|commentary|essay|interview|op-ed|opinion|report|reporting|review|story|text|words)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Genre();

    [GeneratedRegex(@"\s*(?:,|&|\band\b)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex NameEnds();

    [GeneratedRegex(@"^(?:(?:first )?published|posted|(?:last )?(?:updated|modified)|date)(?:\s+on)?\s*:?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateWords();

    [GeneratedRegex(@"^\W*(\d+ ?min(ute)?s?( read)?|(estimated )?reading time.{0,30})\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReadingTime();

    [GeneratedRegex(@",?\s+(at\s+)?\d{1,2}[:.]\d\d(\s*[ap]\.?m\.?)?(\s+[A-Z]{2,5})?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}

/// <summary>The date and authors from the line below a title.</summary>
/// <param name="Date">As it is written.</param>
internal sealed record ImportByline(string? Date, IReadOnlyList<string> Authors);
