namespace FeedHub.Core.Sources.Settings;

/// <summary>Who speaks in a source; a closed list.</summary>
public enum SourceKind
{
    State,
    Official,
    Party,
    Independent,
    Press,
    Agency,
    Broadcaster,
    Diaspora,
    Exile,
    ThinkTank,
}

/// <summary>What tells the items of a source apart.</summary>
public enum SourceIdentity
{
    Guid,
    Link,
}

/// <summary>How much of an outside text our pages and feeds may show.</summary>
public enum Republish
{
    Title,
    Excerpt,
    Full,
}

/// <summary>The words for the closed lists, as YAML, queries, pages and metrics spell them.</summary>
public static class SourceWords
{
    private static readonly Dictionary<string, SourceKind> Kinds = Enum.GetValues<SourceKind>().ToDictionary(Word);

    public static IReadOnlyCollection<string> AllKinds => Kinds.Keys;

    public static string Word(this SourceKind kind) => kind switch
    {
        SourceKind.State => "state",
        SourceKind.Official => "official",
        SourceKind.Party => "party",
        SourceKind.Independent => "independent",
        SourceKind.Press => "press",
        SourceKind.Agency => "agency",
        SourceKind.Broadcaster => "broadcaster",
        SourceKind.Diaspora => "diaspora",
        SourceKind.Exile => "exile",
        SourceKind.ThinkTank => "think-tank",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of source."),
    };

    public static bool TryParseKind(string word, out SourceKind kind) => Kinds.TryGetValue(word, out kind);
}
