namespace FeedHub.Core.Briefs.Import.Blocks;

/// <summary>The picture of an imported brief, not yet downloaded.</summary>
public sealed record ImportedPicture(string Url, string? Alt, string? Credit, string? Licence);
