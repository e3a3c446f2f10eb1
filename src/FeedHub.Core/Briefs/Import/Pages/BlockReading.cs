using FeedHub.Core.Briefs.Import.Blocks;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>What was read from an HTML tree.</summary>
/// <param name="Footnotes">The notes to which its text refers; they are not among the blocks.</param>
/// <param name="Files">The recordings that it shows.</param>
/// <param name="Lost">What could not be kept: the element, its words and why.</param>
internal sealed record BlockReading(
    IReadOnlyList<ImportBlock> Blocks, IReadOnlyList<ImportBlock> Footnotes, IReadOnlyList<ImportedFile> Files,
    IReadOnlyList<string> Lost);
