using System.Globalization;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;

namespace FeedHub.Tests.Storage.Index;

/// <summary>A query and, in plain words of C#, which stories it asks for.</summary>
internal sealed record InventedQuery(string Text, Func<Story, bool> Asks)
{
    /// <summary>The stories that its negation asks for.</summary>
    public Func<Story, bool> Denies { get; init; } = story => !Asks(story);
}

/// <summary>Makes queries of every operator, and evaluates them without any part of what is tested.</summary>
internal sealed class InventedQueries(InventedStories stories, DateTimeOffset now, Random random)
{
    private static readonly string[] Kinds = ["state", "press", "exile", "independent", "party"];
    private static readonly string[] Languages = ["en", "ru", "az", "ka", "hy"];
    private static readonly string[] Countries = ["AZ", "GE", "AM"];

    /// <summary>Each operator alone.</summary>
    public IReadOnlyList<Func<InventedQuery>> Operators =>
    [
        Word, Beginning, Phrase, Spelling, WordInTitle, Leader, LeaderInTitle, Capital, Stranger, () => Field("lang", Languages, Language),
        () => Field("country", Countries, Country), () => Field("kind", Kinds, Kind), Source, Outlet, Region, Topic, Entity, Outlets,
        () => Told("told-lang", Languages, Language), () => Told("told-country", Countries, Country),
        () => Claim("not-told-lang", Languages, Language), () => Claim("not-told-country", Countries, Country), Only,
        () => Time("after", (story, at) => story.Arrived >= at), () => Time("before", (story, at) => story.Arrived < at),
    ];

    public InventedQuery Any(int depth) => (depth > 0 ? random.Next(5) : 4) switch
    {
        0 => Both(depth, " "),
        1 => Either(depth),
        2 => Denied(Any(depth - 1)),
        3 => Both(depth, " AND "),
        _ => Operators[random.Next(Operators.Count)](),
    };

    private InventedQuery Both(int depth, string between)
    {
        var (one, other) = (Any(depth - 1), Any(depth - 1));
        return new($"({one.Text}){between}({other.Text})", story => one.Asks(story) && other.Asks(story))
        {
            Denies = story => one.Denies(story) || other.Denies(story),
        };
    }

    private InventedQuery Either(int depth)
    {
        var (one, other) = (Any(depth - 1), Any(depth - 1));
        return new($"({one.Text}) OR ({other.Text})", story => one.Asks(story) || other.Asks(story))
        {
            Denies = story => one.Denies(story) && other.Denies(story),
        };
    }

    private static InventedQuery Denied(InventedQuery query) =>
        new($"{(query.Text.Length % 2 == 0 ? "-" : "NOT ")}({query.Text})", query.Denies) { Denies = query.Asks };

    private InventedQuery Word()
    {
        var word = One(InventedStories.Words);
        // From four letters on, a word stands for longer ones.
        return new(word, Says(word, word.Length >= 4));
    }

    private InventedQuery Beginning()
    {
        var word = One(InventedStories.Words)[..2];
        return new($"{word}*", Says(word, isPrefix: true));
    }

    private InventedQuery Phrase()
    {
        var (one, other) = (One(InventedStories.Words), One(InventedStories.Words));
        return new($"\"{one} {other}\"", Says($"{one} {other}", isPrefix: false));
    }

    private InventedQuery Spelling()
    {
        var word = One(InventedStories.Words);
        return new($"=\"{word}\"", Says(word, isPrefix: false));
    }

    private InventedQuery WordInTitle()
    {
        var word = One(InventedStories.Words);
        return new($"title:{word}", story => story.Reports.Any(r => Contains(r.Entry.Title, word, word.Length >= 4)));
    }

    private InventedQuery Leader() => new(
        One(["Aliyev", "алиев", "Алиева", "Əliyev", "ალიევი", "Ալիև", "Ilham Aliyev", "\"İlham Əliyev\"", "aliev"]),
        Names(InventedStories.Leader));

    private InventedQuery LeaderInTitle() => new(
        One(["title:Aliyev", "title:Алиев", "title:\"Ilham Aliyev\""]),
        story => story.Reports.Any(r => stories.Given[r.Entry.Id].Title.Contains(InventedStories.Leader)));

    private InventedQuery Capital() => new(One(["Baku", "баку", "Bakı", "ბაქო", "Բաքու"]), Names(InventedStories.Capital));

    private InventedQuery Stranger() => new(One(["Gasimov", "Гасымов", "Qasımov", "გასიმოვი", "Գասիմով"]), Names(InventedStories.Stranger));

    private InventedQuery Entity() => new(
        One(["entity:ilham-aliyev", "entity:\"Ильхам Алиев\"", "entity:Aliyev"]), Names(InventedStories.Leader));

    private InventedQuery Source()
    {
        var source = One(InventedStories.Sources).Id;
        return new($"source:{source}", story => story.Reports.Any(r => r.Source.Id == source));
    }

    private InventedQuery Outlet()
    {
        var outlet = One(["state", "press", "free"]);
        return new($"outlet:{outlet}", story => story.Reports.Any(r => OutletOf(r) == outlet));
    }

    private static InventedQuery Region() => new(
        "region:AZ", story => story.Reports.Any(r => r.Subjects.Regions.GetValueOrDefault("AZ") >= Subjects.LeastRegion));

    private static InventedQuery Topic() => new(
        "topic:energy", story => story.Reports.Any(r => r.Subjects.Topics.GetValueOrDefault("energy") >= Subjects.LeastTopic));

    private InventedQuery Outlets()
    {
        var (sign, number) = (One([">=", ">", "=", "<", "<=", ""]), random.Next(1, 5));
        return new($"outlets:{sign}{number}", story =>
        {
            var count = story.Reports.Select(OutletOf).Distinct().Count();
            return sign switch
            {
                ">=" => count >= number,
                ">" => count > number,
                "<" => count < number,
                "<=" => count <= number,
                _ => count == number,
            };
        });
    }

    private InventedQuery Only()
    {
        var kind = One(Kinds);
        return Claimed($"only:{kind}", story => story.Reports.All(r => Kind(r) == kind));
    }

    private InventedQuery Field(string name, string[] values, Func<Report, string> of)
    {
        var asked = random.GetItems(values, 2);
        return new($"{name}:{string.Join(',', asked)}", story => story.Reports.Any(r => asked.Contains(of(r))));
    }

    private InventedQuery Told(string name, string[] values, Func<Report, string> of)
    {
        var asked = random.GetItems(values, 2);
        return new($"{name}:{string.Join(',', asked)}", story => asked.All(value => story.Reports.Any(r => of(r) == value)));
    }

    private InventedQuery Claim(string name, string[] values, Func<Report, string> of)
    {
        var asked = random.GetItems(values, 2);
        return Claimed($"{name}:{string.Join(',', asked)}", story => !story.Reports.Any(r => asked.Contains(of(r))));
    }

    /// <summary>A claim is made of stories that are old enough; its negation denies the claim, not the age.</summary>
    private InventedQuery Claimed(string text, Func<Story, bool> claim) =>
        new(text, story => story.Arrived < now - TimeSpan.FromHours(1) && claim(story)) { Denies = story => !claim(story) };

    private InventedQuery Time(string name, Func<Story, DateTimeOffset, bool> isMet)
    {
        var at = now - (InventedStories.Apart * random.Next(150));
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
        return new($"{name}:{at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)}", story => isMet(story, at));
    }

    private Func<Story, bool> Names(string name) => story => story.Reports.Any(r => stories.Given[r.Entry.Id].Text.Contains(name));

    private static Func<Story, bool> Says(string words, bool isPrefix) =>
        story => story.Reports.Any(r => Contains(r.Entry.Title, words, isPrefix) || Contains(r.Entry.Text, words, isPrefix));

    private static bool Contains(string text, string words, bool isPrefix) =>
        $" {text.Replace(",", "", StringComparison.Ordinal)} "
            .Contains($" {words}{(isPrefix ? "" : " ")}", StringComparison.OrdinalIgnoreCase);

    private static string Language(Report report) => report.Entry.Language;

    private static string Country(Report report) => report.Source.Countries[0];

    private static string Kind(Report report) => report.Source.Kind!.Value.Name();

    private static string OutletOf(Report report) =>
        report.Source.Id.Value.StartsWith("state", StringComparison.Ordinal) ? "state" : report.Source.Id.Value;

    private T One<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
