using System.Globalization;
using System.Text;
using FeedHub.Benchmarks.Million.Texts;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Formats;

namespace FeedHub.Benchmarks.Million;

/// <summary>
/// Writes the feed documents of planned polls: titles of about 86 characters and texts of about 900. Reports of one event share its names,
/// figures and kind in all languages, and in one language also the words that it is about.
/// </summary>
internal sealed class MillionNews
{
    private const int TitleChars = 81;
    private const double EventShare = 0.12;
    private const double ChangedShare = 0.03;

    private readonly int seed;
    private readonly Dictionary<string, Lexicon> lexicons;
    private readonly StringBuilder text = new();

    public MillionNews(int seed, Tagger tagger)
    {
        var words = LabelledWords.Read(MillionSource.Languages);
        this.seed = seed;
        Subjects = new(words, tagger);
        lexicons = words.ToDictionary(w => w.Key, w => Lexicon.From(w.Key, w.Value, tagger));
    }

    public KnownSubjects Subjects { get; }

    /// <summary>The document that a poll finds: only its new items, the newest first, as outlets list them.</summary>
    public FeedDocument Document(PlannedPoll poll) => new()
    {
        Title = poll.Source.Declaration.Title,
        Link = poll.Source.Declaration.Home,
        Language = poll.Source.Language,
        Items = [.. poll.Entries.Reverse().Select(entry => Item(poll, entry))],
    };

    private FeedItem Item(PlannedPoll poll, PlannedEntry entry)
    {
        var (source, lexicon) = (poll.Source.Declaration, lexicons[poll.Source.Language]);
        var told = Tell(entry.Event, lexicon);
        // A verbatim copy has the words of the first report in its language, but for some.
        var words = new Dice(seed, 2, entry.Event, lexicon.Language[0], lexicon.Language[1], IsOwn(entry) ? entry.Number : -1);
        var changes = new Dice(seed, 3, entry.Number);
        var title = Title(told, lexicon, ref words, ref changes, entry.IsVerbatim);
        var lead = Sentence(told, lexicon, 18, isLead: true, ref words, ref changes, entry.IsVerbatim);
        var content = Content(told, lexicon, lead, source.Home!, ref words, ref changes, entry.IsVerbatim);
        var number = entry.Number.ToString(CultureInfo.InvariantCulture);
        return new FeedItem
        {
            Id = $"{source.Home}?p={number}",
            Link = $"{source.Home}{poll.At.UtcDateTime:yyyy}/{number}.html",
            Title = title,
            Summary = lead,
            Content = FeedText.Html(content),
            Published = poll.At.AddMinutes(-changes.Below(30)),
            Authors = changes.Chance(0.3) ? [new FeedPerson(lexicon.Name(ref changes))] : [],
        };
    }

    private static bool IsOwn(PlannedEntry entry) => !entry.IsFirst && !entry.IsVerbatim;

    private Told Tell(long number, Lexicon lexicon)
    {
        var dice = new Dice(seed, 4, number);
        var (who, what) = (Subjects.Who(ref dice), Subjects.What(ref dice));
        var figure = dice.Below(3) == 0 ? dice.Below(90_000) + 1000 : dice.Below(180) + 2;
        var inLanguage = new Dice(seed, 5, number, lexicon.Language[0], lexicon.Language[1]);
        var words = new string[6];
        for (var i = 0; i < words.Length; i++)
            words[i] = lexicon.Subject(ref inLanguage);
        return new(
            [.. who.Select(name => name[lexicon.Language])], what[lexicon.Language], figure.ToString(CultureInfo.InvariantCulture), words,
            lexicon.Name(ref inLanguage));
    }

    private string Title(Told told, Lexicon lexicon, ref Dice words, ref Dice changes, bool isVerbatim)
    {
        text.Clear().Append(Lexicon.Capital(told.Who[0]));
        Add(told.Words[0]);
        Add(told.What);
        Add(Filler(lexicon, ref words, ref changes, isVerbatim));
        Add(told.Who[1]);
        for (var i = 1; text.Length < TitleChars; i++)
        {
            Add(
                i is 1 or 3 ? told.Words[i]
                : i == 2 && words.Chance(0.5) ? told.Figure
                : Filler(lexicon, ref words, ref changes, isVerbatim));
        }
        return text.ToString();
    }

    private string Content(Told told, Lexicon lexicon, string lead, string home, ref Dice words, ref Dice changes, bool isVerbatim)
    {
        var wanted = 650 + words.Below(500);
        var content = new StringBuilder("<p>").Append(lead).Append("</p><p>");
        for (var paragraph = 1; content.Length < wanted;)
        {
            content.Append(Sentence(told, lexicon, 10 + words.Below(8), isLead: false, ref words, ref changes, isVerbatim)).Append(' ');
            if (paragraph == 1 && content.Length > wanted / 2)
            {
                content.Append("<a href=\"").Append(home).Append("\">").Append(told.Words[2]).Append("</a></p><p><strong>")
                    .Append(told.Name).Append("</strong> ");
                paragraph = 2;
            }
        }
        return content.Append("</p>").ToString();
    }

    private string Sentence(Told told, Lexicon lexicon, int length, bool isLead, ref Dice words, ref Dice changes, bool isVerbatim)
    {
        text.Clear();
        for (var i = 0; i < length; i++)
        {
            var word = isLead
                ? i switch
                {
                    1 => told.Who[0],
                    3 => told.Words[0],
                    5 => told.What,
                    7 => told.Figure,
                    8 => told.Words[1],
                    11 => told.Who[^1],
                    14 => told.Words[3],
                    16 => told.Name,
                    _ => Filler(lexicon, ref words, ref changes, isVerbatim),
                }
                : words.Chance(EventShare)
                    ? words.Below(8) is var at && at < 6 ? told.Words[at] : at == 6 ? told.Who[1] : told.Name
                    : Filler(lexicon, ref words, ref changes, isVerbatim);
            Add(i == 0 ? Lexicon.Capital(word) : word);
        }
        return text.Append('.').ToString();
    }

    private static string Filler(Lexicon lexicon, ref Dice words, ref Dice changes, bool isVerbatim)
    {
        var word = lexicon.Word(ref words);
        return isVerbatim && changes.Chance(ChangedShare) ? lexicon.Word(ref changes) : word;
    }

    private void Add(string word)
    {
        if (text.Length > 0)
            text.Append(' ');
        text.Append(word);
    }

    /// <summary>An event as told in one language.</summary>
    /// <param name="Who">Two or three names that the gazetteer knows.</param>
    /// <param name="Words">Six words that it is about.</param>
    /// <param name="Name">The name of somebody whom the gazetteer does not know.</param>
    private sealed record Told(string[] Who, string What, string Figure, string[] Words, string Name);
}
