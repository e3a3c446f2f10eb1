using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Benchmarks.Grouping;

/// <summary>
/// Entries made of the gazetteer's own names and stems, the same in every run: names by Zipf's law, six languages, one entry in five a
/// copy of another from the last hours, spread over 90 days.
/// </summary>
public sealed class GeneratedNews(GazetteerContents gazetteer, int count)
{
    private const int Days = 90;
    private const double CopyShare = 0.2;
    private static readonly string[] Languages = ["en", "ru", "az", "hy", "ka", "tr"];
    private static readonly DateTimeOffset Start = new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);

    public IEnumerable<GroupingEntry> Entries()
    {
        var random = new Random(1);
        var recent = new Queue<GroupingEntry>();
        for (var i = 0; i < count; i++)
        {
            var at = Start.AddDays(Days * (double)i / count);
            var entry = recent.Count > 20 && random.NextDouble() < CopyShare
                ? Copy(recent.ElementAt(random.Next(recent.Count)), i, at, random)
                : New(i, at, random);
            recent.Enqueue(entry);
            if (recent.Count > 100)
                recent.Dequeue();
            yield return entry;
        }
    }

    private static GroupingEntry Copy(GroupingEntry of, int i, DateTimeOffset at, Random random) => of with
    {
        Id = new EntryId($"e{i}"),
        Source = new SourceId($"s{random.Next(200)}"),
        CanonicalUrl = $"https://s{random.Next(200)}.example/{i}",
        Title = random.Next(3) == 0 ? $"UPDATE: {of.Title}" : of.Title,
        At = at,
    };

    private GroupingEntry New(int i, DateTimeOffset at, Random random)
    {
        var language = Languages[random.Next(Languages.Length)];
        return new GroupingEntry
        {
            Id = new EntryId($"e{i}"),
            Source = new SourceId($"s{random.Next(200)}"),
            Title = $"{Name(language, random)} {Words(language, 4, random)} {Name(language, random)}",
            Text =
                $"{Words(language, 8, random)} {Name(language, random)}, {random.Next(2, 2000)} {Words(language, 10, random)}. "
                    + $"{Name(language, random)} {Words(language, 8, random)}.",
            Language = language,
            CanonicalUrl = $"https://s{random.Next(200)}.example/{i}",
            At = at,
        };
    }

    private string Name(string language, Random random) =>
        gazetteer.Entries[Zipf(gazetteer.Entries.Count, random)].Names.First(n => n.Language == language).Text;

    private string Words(string language, int words, Random random) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(language, random)));

    private string Word(string language, Random random)
    {
        // One word in three names a kind of event; the others are ordinary words.
        if (random.Next(3) > 0)
            return $"{(char)('a' + random.Next(26))}{Zipf(20_000, random)}x".Replace('1', 'o').Replace('2', 'e').Replace('3', 'i');
        var concept = gazetteer.Concepts[Zipf(gazetteer.Concepts.Count, random)];
        return concept.Stems.TryGetValue(language, out var stems) ? stems[random.Next(stems.Count)].TrimEnd('.') : "and";
    }

    private static int Zipf(int count, Random random) => Math.Min(count - 1, (int)Math.Pow(count, random.NextDouble()) - 1);
}
