using System.Globalization;
using System.Text;
using FeedHub.Formats;
using FeedHub.Formats.Writing;

namespace FeedHub.Benchmarks;

/// <summary>Generated feeds, the same in every run: 50 entries of about 2.9 kB in the region's six languages.</summary>
public static class GeneratedFeeds
{
    /// <summary>Entries of a feed, unless fewer are requested.</summary>
    public const int Entries = 50;
    private const int TextLength = 1220;
    /// <summary>The date of the newest entry of each feed.</summary>
    public static readonly DateTimeOffset Newest = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly (string Language, string[] Words)[] Vocabularies =
    [
        ("en", ["railway", "border", "the", "of", "customs", "river", "agreement", "district", "and", "energy", "council", "meeting"]),
        ("ru", ["железная", "дорога", "граница", "и", "таможня", "река", "соглашение", "район", "энергия", "совет", "встреча", "в"]),
        ("az", ["dəmir", "yolu", "sərhəd", "və", "gömrük", "çay", "saziş", "rayon", "enerji", "şura", "görüş", "üçün"]),
        ("hy", ["երկաթուղի", "սահման", "և", "մաքսատուն", "գետ", "համաձայնագիր", "մարզ", "էներգիա", "խորհուրդ", "հանդիպում"]),
        ("ka", ["რკინიგზა", "საზღვარი", "და", "საბაჟო", "მდინარე", "შეთანხმება", "რაიონი", "ენერგია", "საბჭო", "შეხვედრა"]),
        ("tr", ["demiryolu", "sınır", "ve", "gümrük", "nehir", "anlaşma", "ilçe", "enerji", "konsey", "toplantı", "için"]),
    ];

    /// <summary>The bytes of feed <paramref name="number"/>.</summary>
    public static byte[] Feed(int number, FeedFormat format, int entries = Entries)
    {
        var random = new Random(number);
        var site = $"https://outlet-{number}.example";
        return format.Write(new FeedDocument
        {
            Id = $"tag:outlet-{number}.example,2026:feed",
            Title = FeedText.Plain($"Outlet {number}"),
            Description = FeedText.Plain("Generated for measuring"),
            Link = site + "/",
            SelfLink = site + "/feed",
            Updated = Newest,
            Language = Vocabularies[number % Vocabularies.Length].Language,
            Items = [.. Enumerable.Range(0, entries).Select(i => Item(site, i, Vocabularies[(number + i) % Vocabularies.Length], random))],
        });
    }

    /// <summary>Writes feeds as files in the order of their names, RSS and Atom in turn.</summary>
    public static void Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < count; i++)
            File.WriteAllBytes(Path.Combine(folder, i.ToString("D4", CultureInfo.InvariantCulture) + ".xml"), Feed(i, FormatOf(i)));
    }

    public static FeedFormat FormatOf(int number) => number % 2 == 0 ? FeedFormats.Rss : FeedFormats.Atom;

    private static FeedItem Item(string site, int number, (string Language, string[] Words) vocabulary, Random random) => new()
    {
        Id = $"{site}/{number}",
        Link = $"{site}/news/{number}",
        Title = FeedText.Plain(Text(vocabulary.Words, 60, random)),
        Summary = FeedText.Html($"<p>{Text(vocabulary.Words, 200, random)}</p>"),
        Content = FeedText.Html(
            $"<p>{Text(vocabulary.Words, TextLength / 2, random)}</p><p><a "
                + $"href=\"{site}/more\">{Text(vocabulary.Words, TextLength / 2, random)}</a></p>"),
        Published = Newest.AddMinutes(-number * 17),
        Updated = Newest.AddMinutes(-number * 17),
        Language = vocabulary.Language,
        Authors = [new FeedPerson("Reporter " + number.ToString(CultureInfo.InvariantCulture))],
        Categories = [new FeedCategory("economy"), new FeedCategory("transport")],
    };

    private static string Text(string[] words, int length, Random random)
    {
        var text = new StringBuilder();
        while (text.Length < length)
            text.Append(text.Length == 0 ? "" : " ").Append(words[random.Next(words.Length)]);
        return text.ToString();
    }
}
