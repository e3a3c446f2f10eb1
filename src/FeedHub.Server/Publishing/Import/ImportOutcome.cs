namespace FeedHub.Server.Publishing.Import;

/// <summary>The result of an import.</summary>
/// <param name="Slug">Null if refused.</param>
/// <param name="Detail">The file, or why nothing was written.</param>
internal sealed record ImportOutcome(ImportResult Result, string? Slug, string Detail)
{
    /// <summary>What was left out, such as a picture that could not be fetched.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
    /// <summary>What had to be passed over in order to read it, such as a notice of PHP.</summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];
}
