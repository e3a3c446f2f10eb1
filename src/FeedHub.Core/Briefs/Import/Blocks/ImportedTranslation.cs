namespace FeedHub.Core.Briefs.Import.Blocks;

/// <summary>The same post in another language.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Url">Its address.</param>
public sealed record ImportedTranslation(string Language, string Url);
