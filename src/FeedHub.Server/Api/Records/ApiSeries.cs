using FeedHub.Core.Briefs;
using FeedHub.Core.Urls;

namespace FeedHub.Server.Api.Records;

/// <summary>One of our own publications.</summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="Url">Its page.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Home">Its page elsewhere.</param>
/// <param name="Licence">The address of its licence.</param>
/// <param name="Demonstration">Whether its briefs were written to show the software, not to inform.</param>
/// <param name="Briefs">How many briefs can be read.</param>
/// <param name="Updated">When one of its briefs last came out, changed or was withdrawn.</param>
internal sealed record ApiSeries(
    string Id, string Url, string Title, string Description, string Language, string Publisher, string? Home, string? Rights,
    string? Licence, bool Demonstration, int Briefs, DateTime? Updated)
{
    public static ApiSeries From(BriefSelection selection, SiteAddress address)
    {
        var series = selection.Series;
        return new(
            series.Slug,
            address.Absolute(BriefAddresses.Series(series.Slug)),
            series.Title,
            series.Description,
            series.Language,
            series.Publisher,
            series.Home,
            series.Rights,
            series.Licence,
            series.Demonstration,
            selection.Briefs.Count,
            selection.Known.Max(b => (DateTimeOffset?)(b.Retraction?.At ?? b.Updated))?.UtcDateTime);
    }
}
