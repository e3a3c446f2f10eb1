using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Sources;
using FeedHub.Core.Views;

namespace FeedHub.Core.Catalog;

/// <summary>Everything that <c>feeds-config/</c> declares.</summary>
public sealed record FeedCatalog
{
    public required Site Site { get; init; }
    /// <summary>Every declared source, enabled or not, by ID.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];
    public IReadOnlyList<Series> Series { get; init; } = [];
    /// <summary>The views that files declare, by title.</summary>
    public IReadOnlyList<View> Views { get; init; } = [];
    public GazetteerContents Gazetteer { get; init; } = GazetteerContents.Empty;
    /// <summary>The names of the sections of briefs.</summary>
    public BriefHeadings Headings { get; init; } = BriefHeadings.English;
    /// <summary>The errors in the files. If a file with errors was valid before, its last valid text is used instead.</summary>
    public IReadOnlyList<CatalogProblem> Problems { get; init; } = [];
    /// <summary>SHA-256 hex over all files read: equal on every node with the same files.</summary>
    public required string Hash { get; init; }
}

/// <summary>One error in a file of <c>feeds-config/</c>.</summary>
/// <param name="File">Path as the user knows it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Key">Dotted path of the key, empty for the whole file.</param>
/// <param name="Message">What is wrong and how to fix it.</param>
public sealed record CatalogProblem(string File, int Line, string Key, string Message)
{
    /// <summary>Always one line, whatever the names and texts in it.</summary>
    public override string ToString() => TerminalText.Plain(
        Key.Length == 0 ? $"{File}:{Line}: {Message}" : $"{File}:{Line}: {Key}: {Message}");
}
