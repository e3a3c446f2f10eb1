using FeedHub.Core.Catalog;

namespace FeedHub.Server.Configuration;

/// <summary>The configuration cannot be used; the message lists every problem on a line of its own.</summary>
internal sealed class CatalogException(IReadOnlyList<CatalogProblem> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<CatalogProblem> Problems => problems;
}
