namespace FeedHub.Core.Sources.Settings;

/// <summary>Who is behind a source; a fixed list.</summary>
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

/// <summary>The property that identifies the items of a source.</summary>
public enum SourceIdentity
{
    Guid,
    Link,
}

/// <summary>How much of a source's text our pages and feeds may show.</summary>
public enum Republish
{
    Title,
    Excerpt,
    Full,
}

/// <summary>The names of the kinds of source in YAML, queries and pages.</summary>
public static class SourceKindNames
{
    private static readonly Dictionary<string, SourceKind> Kinds = Enum.GetValues<SourceKind>().ToDictionary(Name);

    public static IReadOnlyCollection<string> AllKinds => Kinds.Keys;

    public static string Name(this SourceKind kind) => kind switch
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
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of source."),
    };

    public static bool TryParseKind(string word, out SourceKind kind) => Kinds.TryGetValue(word, out kind);
}
