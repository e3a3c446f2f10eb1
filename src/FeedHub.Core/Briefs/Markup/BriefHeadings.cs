using System.Text.RegularExpressions;
using FeedHub.Core.Content;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>Recognises the headings that have a meaning in the house structure of a brief, whatever their typography.</summary>
public sealed partial class BriefHeadings
{
    /// <summary>Maximum length in characters of a name of a section; a heading may have twice as many, to allow for typography.</summary>
    public const int MaxName = 50;

    /// <summary>The English names of the house.</summary>
    public static readonly BriefHeadings English = new(new Dictionary<string, BriefSectionKind>());

    private readonly Dictionary<string, BriefSectionKind> names;

    /// <param name="names">Further names of sections, in any language.</param>
    public BriefHeadings(IReadOnlyDictionary<string, BriefSectionKind> names)
    {
        this.names = [];
        foreach (var (name, kind) in names)
        {
            this.names.TryAdd(Fold(name), kind);
        }
    }

    public BriefSectionKind KindOf(string heading)
    {
        // This runs several times for every block of an import, and most blocks are longer.
        if (heading.Length > 2 * MaxName)
        {
            return BriefSectionKind.Other;
        }
        var words = Fold(heading);
        return names.TryGetValue(words, out var kind) ? kind
            : Watching().IsMatch(words) ? BriefSectionKind.Watching
            : WhyItMatters().IsMatch(words) ? BriefSectionKind.WhyItMatters
            : BriefSectionKind.Other;
    }

    /// <summary>The words alone. Signs that stand within a word, such as the Armenian question mark, do not divide it.</summary>
    private static string Fold(string heading) => PlainText.Normalise(WithinWords().Replace(heading, ""));

    [GeneratedRegex("[’'՛՜՞]")]
    private static partial Regex WithinWords();

    [GeneratedRegex("^(what (we are|were|we) (watching|watch)|what to watch|things to watch)( (next|this week|next week|now))?$")]
    private static partial Regex Watching();

    [GeneratedRegex("^(why (the world|you|we) (should|must) care|why should the world care|why (it|this) matters)$")]
    private static partial Regex WhyItMatters();
}
