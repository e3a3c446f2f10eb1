using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Tests.Storage.Index;

/// <summary>Stories put together at random from a few words and names, with what was put into each report.</summary>
internal sealed class InventedStories(TemporaryStorage storage, Random random)
{
    public const string Leader = "ilham-aliyev";
    public const string Capital = "baku";
    public const string Stranger = "a name in no gazetteer";
    public const string Namesake = "a namesake";

    private static readonly string[] Languages = ["en", "ru", "az", "ka", "hy"];

    public static readonly string[] Words = ["bridge", "port", "portal", "gas", "law", "harbour", "session"];

    /// <summary>Forms by language, as texts have them.</summary>
    public static readonly Dictionary<string, Dictionary<string, string>> Names = new()
    {
        [Leader] = Forms("Ilham Aliyev", "Ильхама Алиева", "İlham Əliyevin", "ილჰამ ალიევმა", "Իլհամ Ալիևի"),
        [Capital] = Forms("Baku", "Баку", "Bakıda", "ბაქოში", "Բաքվի"),
        [Stranger] = Forms("Gasimov", "Гасымову", "Qasımovun", "გასიმოვმა", "Գասիմովի"),
        [Namesake] = Forms("Emin Aliyev", "Эмин Алиев", "Emin Əliyev", "ემინ ალიევი", "Էմին Ալիև"),
    };

    public static readonly Source[] Sources =
    [
        Declared("state-az", SourceKind.State, "AZ", "state"), Declared("state-ru", SourceKind.State, "AZ", "state"),
        Declared("press", SourceKind.Press, "GE"), Declared("exile", SourceKind.Exile, "AZ"),
        Declared("free", SourceKind.Independent, "AM"), Declared("party", SourceKind.Party, "GE"),
    ];

    /// <summary>The names that a title and a text were given, by entry.</summary>
    public Dictionary<EntryId, (HashSet<string> Title, HashSet<string> Text)> Given { get; } = [];

    public static GazetteerContents Gazetteer => new()
    {
        Version = "of the test",
        Entries =
        [
            new(Leader, GazetteerKind.Leader, Known("Ilham Aliyev", "Ильхам Алиев", "İlham Əliyev", "ილჰამ ალიევი", "Իլհամ Ալիև"), ["AZ"]),
            new(Capital, GazetteerKind.Capital, [.. Known("Baku", "Баку", "Bakı", "ბაქო", "Բաքու"), new("hy", "Բաքվի")], ["AZ"]),
        ],
        Topics = [new Topic("energy", new Dictionary<string, IReadOnlyList<string>> { ["en"] = ["gas."] })],
        GivenNames = Known("Emin", "Эмин", "Emin", "ემინ", "Էմին"),
    };

    /// <summary>The time between two stories: as long as grouping compares texts, so that none are merged.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromDays(4);

    /// <summary>Stores stories, the newest of them a moment before now.</summary>
    /// <param name="first">The number of the first, which no other has.</param>
    public async Task StoreAsync(int count, DateTimeOffset now, int first = 0)
    {
        storage.Tagger = new Tagger(Gazetteer);
        await storage.Sources.ReconcileAsync(Sources, now, default);
        for (var story = 0; story < count; story++)
        {
            var at = now - (Apart * (count - 1 - story)) - TimeSpan.FromMinutes(10);
            foreach (var source in random.GetItems(Sources, random.Next(1, 5)).DistinctBy(s => s.Id))
                await storage.Ingestion.CommitAsync(new("test", Poll(source, at, Report(source, first + story, at))), default);
            await storage.Grouper(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(at)).GroupAsync(default);
        }
    }

    /// <summary>Gives a report another text, in another language perhaps.</summary>
    public Task ReviseAsync(Entry report, DateTimeOffset now)
    {
        var source = Sources.Single(s => s.Id == report.Source);
        var story = int.Parse(report.Key, System.Globalization.CultureInfo.InvariantCulture);
        return storage.Ingestion.CommitAsync(new("test", Poll(source, now, Report(source, story, report.Arrived))), default);
    }

    private static FeedHub.Core.Ingestion.PollOutcome Poll(Source source, DateTimeOffset at, Entry entry) =>
        TemporaryStorage.Read(source.Id, at, entry) with { Source = source };

    private Entry Report(Source source, int story, DateTimeOffset at)
    {
        var language = Languages[random.Next(Languages.Length)];
        var (title, inTitle) = Text(language, 2);
        var (text, inText) = Text(language, 8);
        // Reports of one story are about one page, so that they are grouped whatever they say.
        var entry = TemporaryStorage.Entry(source.Id.Value, $"{story}", text, $"https://paper.example/{story}", language) with
        {
            Title = title,
            Arrived = at,
            Published = at,
        };
        Given[entry.Id] = (inTitle, [.. inTitle, .. inText]);
        return entry;
    }

    private (string Text, HashSet<string> Names) Text(string language, int parts)
    {
        var (words, names) = (new List<string>(), new HashSet<string>());
        for (var i = 0; i < parts; i++)
        {
            if (random.Next(4) == 0)
            {
                var name = Names.ElementAt(random.Next(Names.Count));
                words.Add($"{name.Value[language]},");
                names.Add(name.Key);
            }
            else
            {
                words.Add(Words[random.Next(Words.Length)]);
            }
        }
        return (string.Join(' ', words), names);
    }

    private static Dictionary<string, string> Forms(params string[] forms) =>
        Languages.Zip(forms).ToDictionary(form => form.First, form => form.Second);

    private static IReadOnlyList<KnownName> Known(params string[] names) =>
        [.. Languages.Zip(names).Select(name => new KnownName(name.First, name.Second))];

    private static Source Declared(string id, SourceKind kind, string country, string? outlet = null) =>
        TemporaryStorage.Source(id) with { Kind = kind, Countries = [country], Outlet = outlet, Interval = TimeSpan.FromHours(1) };
}
