namespace FeedHub.Server.Publishing.Import;

/// <summary>What an import came to.</summary>
/// <param name="Slug">Null when refused.</param>
/// <param name="Detail">The file, or why not.</param>
internal sealed record ImportOutcome(ImportResult Result, string? Slug, string Detail)
{
    /// <summary>What was left out, such as a picture that could not be had.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
    /// <summary>What had to be passed over in order to read it, such as a notice of PHP.</summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];
}
