using FeedHub.Core.Briefs.Import;

namespace FeedHub.Server.Publishing.Import;

/// <summary>A post of an archive, still to be read.</summary>
internal sealed record ArchivedPost(string Url, Func<CancellationToken, Task<ImportReading>> Read);
