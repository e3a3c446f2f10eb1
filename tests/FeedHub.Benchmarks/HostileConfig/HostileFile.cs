namespace FeedHub.Benchmarks.HostileConfig;

/// <summary>The kind of file that a generated text replaces.</summary>
public enum HostileKind
{
    Site,
    Source,
    Series,
    Gazetteer,
    Brief,
    Page,
    WordPress,
    FeedItem,
    PlainText,
}

/// <summary>A generated text, made to harm.</summary>
public sealed record HostileFile(HostileKind Kind, string Text);
