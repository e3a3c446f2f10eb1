using FeedHub.Core.Stories;
using FeedHub.Core.Urls;

namespace FeedHub.Server.Api.Exports;

/// <summary>How stories are written to a file, one after another.</summary>
/// <param name="Extension">In addresses and file names.</param>
/// <param name="Of">Writes one story.</param>
internal sealed record ExportFormat(string Extension, string MediaType, string Description, Func<Story, SiteAddress, string> Of)
{
    /// <summary>Stands before the first story.</summary>
    public string Head { get; init; } = "";
    /// <summary>Stands between two stories.</summary>
    public string Between { get; init; } = "";
    /// <summary>Stands after the last story.</summary>
    public string Tail { get; init; } = "";
}
