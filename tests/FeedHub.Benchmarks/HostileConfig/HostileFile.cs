namespace FeedHub.Benchmarks.HostileConfig;

/// <summary>What a generated text is put in the place of.</summary>
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
