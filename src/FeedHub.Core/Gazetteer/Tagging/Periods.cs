using System.Collections.Frozen;
using System.Globalization;

namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>
/// Recognises years, months, quarters and dates: half of all news shares them, so they prove nothing, but two titles about different
/// periods report different things.
/// </summary>
internal static class Periods
{
    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    /// <summary>More often a number of people or things than a year.</summary>
    private const int RoundNumber = 2000;

    private const int LongestMonth = 31;

    /// <summary>Months by the beginnings of their names; a name that ends with a full stop is a whole word.</summary>
    private static readonly FrozenDictionary<string, string[]> Months = new Dictionary<string, string[]>
    {
        ["en"] =
        [
            "january jan.", "february feb.", "march.", "april. apr.", "may.", "june.", "july.", "august.", "september sept.",
            "october oct.", "november nov.", "december dec.",
        ],
        ["ru"] =
        [
            "январ", "феврал", "март. марта. марте. мартом.", "апрел", "мая. май. мае. маю. маем.", "июн", "июл",
            "август. августа. августе.", "сентябр", "октябр", "ноябр", "декабр",
        ],
        ["az"] =
        [
            "yanvar", "fevral", "mart. martın. martda. martdan. marta.", "aprel", "may. mayın. mayda. maydan. maya.", "iyun", "iyul",
            "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr",
        ],
        ["hy"] =
        [
            "հունվար", "փետրվար", "մարտի. մարտին. մարտ.", "ապրիլ", "մայիս", "հունիս", "հուլիս", "օգոստոս", "սեպտեմբեր", "հոկտեմբեր",
            "նոյեմբեր", "դեկտեմբեր",
        ],
        ["ka"] =
        [
            "იანვ", "თებერვ", "მარტი. მარტს. მარტის. მარტში. მარტიდან. მარტამდე.", "აპრილ",
            "მაისი. მაისს. მაისის. მაისში. მაისიდან.", "ივნის", "ივლის", "აგვისტო", "სექტემბ", "ოქტომბ", "ნოემბ", "დეკემბ",
        ],
        ["tr"] =
        [
            "ocak. ocakta. ocağın.", "şubat", "mart. martta. martın.", "nisan. nisanda. nisanın.", "mayıs", "haziran", "temmuz", "ağustos",
            "eylül", "ekim. ekimde. ekimin.", "kasım. kasımda. kasımın.", "aralık. aralıkta. aralığın.",
        ],
    }.ToFrozenDictionary();

    /// <summary>Words for a quarter, a half and a number of months, before or after a figure.</summary>
    private static readonly FrozenDictionary<string, string> Parts = new Dictionary<string, string>
    {
        ["en"] = "quarter q. month",
        ["ru"] = "квартал месяц",
        ["az"] = "rüb ay. ayda. ayın. ayı. aylıq.",
        ["hy"] = "եռամսյակ ամիս ամս",
        ["ka"] = "კვარტ თვე. თვის. თვეში.",
        ["tr"] = "çeyre ay. ayda. aylık.",
    }.ToFrozenDictionary();

    /// <summary>Words that stand for a month, with its number, by their place in the text.</summary>
    /// <param name="figures">Those that belong to a period are removed.</param>
    /// <returns>The periods, and the words that name them.</returns>
    public static List<(string Period, TextPlace Place, int Word)> Find(
        List<TextWord> words, List<(double Value, bool Percent, TextPlace Place, int Before, bool IsPlain)> figures)
    {
        var found = new List<(string, TextPlace, int)>();
        for (var i = 0; i < words.Count; i++)
        {
            if (Month(words[i]) is > 0 and var month)
                found.Add(($"month {month}", words[i].Place, i));
        }
        var dated = new HashSet<int>();
        figures.RemoveAll(figure =>
        {
            var before = figure.Before > 0 && figure.Before <= words.Count ? figure.Before - 1 : -1;
            var after = figure.Before < words.Count ? figure.Before : -1;
            if (figure.Percent || figure.Value != Math.Floor(figure.Value))
                return false;
            if (figure is { Value: >= FirstYear and <= LastYear and not RoundNumber, IsPlain: true })
                found.Add((figure.Value.ToString("0", CultureInfo.InvariantCulture), figure.Place, -1));
            else if (figure.Value <= LongestMonth && IsMonth(words, after))
                return dated.Add(after);
            // In "23 April 14 people", only the 23 is a date.
            else if (figure.Value <= LongestMonth && IsMonth(words, before) && dated.Add(before))
                return true;
            else if (figure.Value <= 12 && after >= 0 && IsAccounting(words[after].Lower))
                found.Add(($"{figure.Value}{words[after].Lower}", figure.Place, after));
            else if (figure.Value <= 12 && (IsPart(words, after) || (figure.Value <= 4 && IsPart(words, before))))
                found.Add(($"part {figure.Value}", figure.Place, -1));
            else
                return false;
            return true;
        });
        return found;
    }

    private static bool IsMonth(List<TextWord> words, int at) => at >= 0 && Month(words[at]) > 0;

    /// <summary>1 to 12, or 0.</summary>
    private static int Month(in TextWord word)
    {
        // "May" and "March" are months only as names.
        if ((word.Language == "en" && !word.IsName) || !Months.TryGetValue(word.Language, out var months))
            return 0;
        for (var i = 0; i < months.Length; i++)
        {
            if (Is(months[i], word.Lower))
                return i + 1;
        }
        return 0;
    }

    private static bool IsPart(List<TextWord> words, int at) =>
        at >= 0 && Parts.TryGetValue(words[at].Language, out var parts) && Is(parts, words[at].Lower);

    /// <summary>"M2026" after "3", "Q" after "1", "H1".</summary>
    private static bool IsAccounting(string word) =>
        word[0] is 'm' or 'q' or 'h' && word.AsSpan(1) is [] or ['1' or '2', '0' or '9', _, _] or ['1' or '2' or '3' or '4'];

    private static bool Is(string stems, string word)
    {
        foreach (var range in stems.AsSpan().Split(' '))
        {
            var stem = stems.AsSpan(range);
            if (stem[^1] == '.' ? word.AsSpan().SequenceEqual(stem[..^1]) : word.AsSpan().StartsWith(stem))
                return true;
        }
        return false;
    }
}
