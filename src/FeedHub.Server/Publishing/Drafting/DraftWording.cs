using System.Globalization;

namespace FeedHub.Server.Publishing.Drafting;

/// <summary>
/// What a draft says in its own words, in the language of its series. The sentences are such that no name and no number in them needs
/// another form; an editor makes them better.
/// </summary>
/// <param name="Language">BCP 47 primary tag.</param>
/// <param name="Marks">Quotation marks: the outer pair, then the pair within a quotation.</param>
/// <param name="Watching">Heading of the section.</param>
/// <param name="WhyItMatters">Heading of the section.</param>
/// <param name="And">Stands between the last two of a list.</param>
internal sealed record DraftWording(string Language, string Marks, string Watching, string WhyItMatters, string And = ", ")
{
    /// <summary>By an outlet, in a language that is named if it is not the draft's (else null), this quotation.</summary>
    public required Func<string, string?, string, string> Wrote { get; init; }
    /// <summary>By an outlet that gave it no title.</summary>
    public required Func<string, string> Untitled { get; init; }
    /// <summary>By so many outlets, of these kinds (or null), in these languages (or null), at this time or between these.</summary>
    public required Func<int, string?, string?, string, string> Told { get; init; }
    /// <summary>At a time.</summary>
    public Func<string, string> At { get; init; } = at => at;
    /// <summary>From the one time to the other.</summary>
    public Func<string, string, string> Between { get; init; } = (from, to) => $"{from} – {to}";
    /// <summary>All of so many reports.</summary>
    public required Func<int, string> AllReports { get; init; }
    /// <summary>A story of which we know no name; with its number.</summary>
    public required string Story { get; init; }

    private static readonly IReadOnlyList<DraftWording> All =
    [
        new("en", "“”‘’", "What we are watching", "Why the world should care", " and ")
        {
            Wrote = (outlet, language, quote) => $"{outlet} wrote{(language is null ? "" : $" in {language}")}: {quote}.",
            Untitled = outlet => $"{outlet} reported it without a title.",
            Told = (count, kinds, languages, when) =>
                $"{(count == 1 ? "One outlet" : $"{count} outlets")}{(kinds is null ? "" : $" ({kinds})")} reported it"
                    + $"{(languages is null ? "" : $" in {languages}")}, {when} UTC.",
            At = at => $"on {at}",
            Between = (from, to) => $"from {from} to {to}",
            AllReports = count => $"All {count} reports",
            Story = "Story",
        },
        new("ru", "«»„“", "За чем мы следим", "Почему это важно миру")
        {
            Wrote = (outlet, language, quote) => $"Издание {outlet} написало{(language is null ? "" : $" (язык: {language})")}: {quote}.",
            Untitled = outlet => $"Издание {outlet} сообщило об этом без заголовка.",
            Told = (count, kinds, languages, when) =>
                $"Всего об этом сообщило изданий: {count}{Details("вид: ", kinds, "язык: ", languages)}, {when} UTC.",
            AllReports = count => $"Все сообщения: {count}",
            Story = "Сюжет",
        },
        new("az", "“”‘’", "Nəyi izləyirik", "Dünya nəyə görə maraqlanmalıdır")
        {
            Wrote = (outlet, language, quote) => $"{outlet} yazıb{(language is null ? "" : $" (dil: {language})")}: {quote}.",
            Untitled = outlet => $"{outlet} bu barədə başlıqsız məlumat verib.",
            Told = (count, kinds, languages, when) =>
                $"Bu barədə {count} nəşr məlumat verib{Details("növ: ", kinds, "dil: ", languages)}, {when} UTC.",
            AllReports = count => $"Bütün xəbərlər: {count}",
            Story = "Xəbər",
        },
        new("hy", "«»“”", "Ինչին ենք հետևում", "Ինչու է դա կարևոր աշխարհի համար")
        {
            Wrote = (outlet, language, quote) => $"Ըստ աղբյուրի ({outlet}{(language is null ? "" : $", լեզուն՝ {language}")})՝ {quote}։",
            Untitled = outlet => $"Աղբյուրը ({outlet}) այդ մասին հայտնել է առանց վերնագրի։",
            Told = (count, kinds, languages, when) =>
                $"Այդ մասին հայտնել է {count} լրատվամիջոց{Details("տեսակը՝ ", kinds, "լեզուն՝ ", languages)}, {when} UTC։",
            AllReports = count => $"Բոլոր հաղորդումները՝ {count}",
            Story = "Լուր",
        },
        new("ka", "„“‚‘", "რას ვაკვირდებით", "რატომ უნდა აინტერესებდეს მსოფლიოს")
        {
            Wrote = (outlet, language, quote) => $"წყარო ({outlet}{(language is null ? "" : $", ენა: {language}")}) წერს: {quote}.",
            Untitled = outlet => $"წყარო ({outlet}) ამის შესახებ იუწყება სათაურის გარეშე.",
            Told = (count, kinds, languages, when) =>
                $"ამის შესახებ იუწყება {count} გამოცემა{Details("ტიპი: ", kinds, "ენა: ", languages)}, {when} UTC.",
            AllReports = count => $"ყველა ცნობა: {count}",
            Story = "ამბავი",
        },
        new("tr", "“”‘’", "Neyi izliyoruz", "Dünya neden önemsemeli")
        {
            Wrote = (outlet, language, quote) => $"{outlet} yazdı{(language is null ? "" : $" (dil: {language})")}: {quote}.",
            Untitled = outlet => $"{outlet} bunu başlıksız bildirdi.",
            Told = (count, kinds, languages, when) =>
                $"Bunu {count} yayın organı bildirdi{Details("tür: ", kinds, "dil: ", languages)}, {when} UTC.",
            AllReports = count => $"Tüm haberler: {count}",
            Story = "Haber",
        },
    ];

    /// <summary>The wording of a language; English for one that we have none in.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public static DraftWording In(string language) => All.FirstOrDefault(w => w.Language == language.Split('-')[0]) ?? All[0];

    private CultureInfo Culture => CultureInfo.GetCultureInfo(Language);

    public string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", Culture);

    /// <summary>The time, or both if they differ; the day once, if it is the same. UTC.</summary>
    public string When(DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (Moment(from), Moment(to));
        return first == last ? At(first) : Between(first, Day(from) == Day(to) ? to.UtcDateTime.ToString("HH:mm", Culture) : last);
    }

    private string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy, HH:mm", Culture);

    /// <summary>Plain text in quotation marks. Where it has the same ones, it gets those for within, so that none in it ends it.</summary>
    public string Quoted(string text) =>
        $"{Marks[0]}{text.Replace(Marks[0], Marks[2]).Replace(Marks[1], Marks[3])}{Marks[1]}";

    /// <summary>“a, b and c”; null for none.</summary>
    public string? List(IReadOnlyList<string> words) => words.Count switch
    {
        0 => null,
        1 => words[0],
        _ => string.Join(", ", words.SkipLast(1)) + And + words[^1],
    };

    private static string Details(string kind, string? kinds, string language, string? languages)
    {
        string[] given = [.. kinds is null ? [] : new[] { kind + kinds }, .. languages is null ? [] : new[] { language + languages }];
        return given.Length == 0 ? "" : $" ({string.Join("; ", given)})";
    }
}
