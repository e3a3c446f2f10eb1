using System.Globalization;
using FeedHub.Benchmarks.Million.Texts;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Counting;

namespace FeedHub.Benchmarks.Million.Driving;

/// <summary>All cases of <c>million drive</c>, with the values of one store.</summary>
/// <param name="values">What the store was filled by.</param>
/// <param name="lastStory">The highest number of a story.</param>
internal sealed class DriveCases(MillionValues values, long lastStory)
{
    private const int PageSize = TimelineFilter.DefaultLimit;
    private const string Value = "the value, and limit from 40 to 60";

    private DateTimeOffset From => values.Plan.From;
    private TimeSpan Span => values.Plan.Until - values.Plan.From;

    public IReadOnlyList<DriveCase> All() =>
    [
        new("first page", "nothing", _ => "/"),
        new("first page, each another", "a before above all stories", n => $"/?before={Above(n)}"),
        .. new[] { 10, 100, 1000, 10_000 }.Where(page => page * PageSize * 1.1 < lastStory)
            .Select(page => new DriveCase(Number($"page {page:n0}"), "before, by up to a tenth", n => $"/?before={Page(page, n)}")),
        new("lang", Value, n => $"/?lang={Of(values.Languages, n)}&{Limit(n)}"),
        new("lang, deep", "language and before, from 30 to 70 % down",
            n => $"/?lang={Of(values.Languages, n)}&before={At(0.3 + (0.4 * new Dice(7, n).Unit()))}"),
        new("country", Value, n => $"/?country={Of(values.Countries, n)}&{Limit(n)}"),
        new("region, common", Value, n => $"/?region={Of(values.Regions, n)}&{Limit(n)}"),
        new("region, rare", Value, n => $"/?region={Of(values.RareRegions, n)}&{Limit(n)}"),
        new("topic", Value, n => $"/?topic={Of(values.Topics, n)}&{Limit(n)}"),
        new("kind", Value, n => $"/?kind={Of(values.Kinds, n)}&{Limit(n)}"),
        new("source, large", Value, n => $"/?source={Of(values.LargeSources, n)}&{Limit(n)}"),
        new("source, small", Value, n => $"/?source={Of(values.SmallSources, n)}&{Limit(n)}"),
        new("lang + region + topic", "all values, and limit",
            n => $"/?lang={Of(values.Languages, n)}&region={Of(values.Regions, n / 6)}&topic={Of(values.Topics, n / 36)}&{Limit(n)}"),
        new("country + kind + topic", "all values, and limit", n => Of(values.CountriesAndKinds, n) is var pair
            ? $"/?country={pair[0]}&topic={Of(values.Topics, n / 7)}&kind={pair[1]}&{Limit(n)}" : ""),
        new("lang + country that never meet", Value, n => Of(values.LanguagesAndCountriesApart, n) is var pair
            ? $"/?lang={pair[0]}&country={pair[1]}&{Limit(n)}" : ""),
        new("q, rare", Value, n => $"/?{Text(values.Words.Rare, n)}&{Limit(n)}"),
        new("q, common (15–25 %)", Value, n => $"/?{Text(values.Words.Common, n)}&{Limit(n)}"),
        new("q, very common (27 % or more)", Value, n => $"/?{Text(values.Words.VeryCommon, n)}&{Limit(n)}"),
        new("q, two common words", Value, n => $"/?{Text(values.Words.Pairs, n)}&{Limit(n)}"),
        new("q, two common words that never meet", Value, n => $"/?{Text(values.Words.PairsApart, n)}&{Limit(n)}"),
        new("q, four letters", Value, n => $"/?{Text(values.Words.Prefixes, n)}&{Limit(n)}"),
        new("q, phrase", Value, n => $"/?{Text(values.Words.Phrases, n)}&{Limit(n)}"),
        new("q, Cyrillic", Value, n => $"/?{Text(values.Words.Cyrillic, n)}&{Limit(n)}"),
        new("q, Armenian", Value, n => $"/?{Text(values.Words.Armenian, n)}&{Limit(n)}"),
        new("q + lang + region", "all values, and limit",
            n => $"/?lang=en&region={Of(values.Regions, n / 5)}&{Text(values.Words.English, n)}&{Limit(n)}"),
        new("q that matches nothing", "the word", n => Number($"/?q=qxzvk{n}wq")),
        new("counts of 90 days", "what they are counted by, and limit", n => Counts(n)),
        new("counts, lang", "the same, and the language", n => $"{Counts(n)}&lang={Of(values.Languages, n / 6)}"),
        new("counts, lang + topic", "the same, and both values",
            n => $"{Counts(n)}&lang={Of(values.Languages, n / 6)}&topic={Of(values.Topics, n / 36)}"),
        new("counts, q rare", "the same, and the word", n => $"{Counts(n)}&{Text(values.Words.Rare, n)}"),
        new("counts, q common (15–25 %)", "the same, and the word", n => $"{Counts(n)}&{Text(values.Words.Common, n)}"),
        new("counts, q common + lang", "the same, and both values",
            n => $"{Counts(n)}&lang={Of(values.Languages, n / 6)}&{Text(values.Words.Common, n)}"),
        new("entries before a time", "the time",
            n => Number($"/api/v1/entries?before={From + (Span * new Dice(5, n).Unit()):yyyy-MM-dd'T'HH:mm}")),
        new("story, random", "the story", n => Number($"/stories/{1 + (long)(lastStory * new Dice(8, n).Unit())}")),
        new("sources", "nothing", _ => "/sources"),
        new("source's page", "the source",
            n => $"/sources/{Of(n % 2 == 0 ? values.LargeSources : values.SmallSources, n / 2)}"),
        new("feed.atom, warm", "nothing", _ => "/timeline/feed.atom"),
        new("feed.atom, cold", "a before above all stories", n => $"/timeline/feed.atom?before={Above(n)}"),
        new("feed.rss?lang, cold", "the language, and a before above all stories",
            n => $"/timeline/feed.rss?lang={Of(values.Languages, n)}&before={Above(n)}"),
        new("feed.json?q, cold", "the word, and a before above all stories",
            n => $"/timeline/feed.json?{Text(values.Words.Common, n)}&before={Above(n)}"),
    ];

    private static T Of<T>(IReadOnlyList<T> list, int n) => list[n % list.Count];

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Text(IReadOnlyList<string> words, int n) => $"q={Uri.EscapeDataString(Of(words, n))}";

    private string Counts(int n) => Number(
        $"/api/v1/counts?by={Of([.. CountedBy.All.Keys], n)}&days=90&to={values.Plan.Until:yyyy-MM-dd}&limit={1 + (n / 6 % 500)}");

    private static string Limit(int n) => Number($"limit={40 + (new Dice(9, n).Below(21))}");

    private static string Above(int n) =>
        new TimelinePosition(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), new StoryId(1_000_000_000L + n)).ToString();

    /// <summary>The position after as many stories as lie above a page, which the store has: arrivals are spread evenly.</summary>
    private string Page(int page, int n)
    {
        var stories = (page - 1) * (double)PageSize;
        return At((stories + (new Dice(6, page, n).Unit() * stories / 10)) / lastStory);
    }

    /// <param name="depth">0 is the newest story, 1 the oldest.</param>
    private string At(double depth) => new TimelinePosition(From + (Span * (1 - depth)), new StoryId(long.MaxValue)).ToString();
}
