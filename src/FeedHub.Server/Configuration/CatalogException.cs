using FeedHub.Core.Catalog;

namespace FeedHub.Server.Configuration;

/// <summary>The configuration cannot be used at all; the message is every problem, a line each.</summary>
internal sealed class CatalogException(IReadOnlyList<CatalogProblem> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<CatalogProblem> Problems => problems;
}
