using FeedHub.Core.Timelines;
using FeedHub.Core.Urls;
using FeedHub.Formats.Writing;

namespace FeedHub.Server.Api.Records.Views;

/// <summary>A query with a name.</summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="Query">What it asks for, as the address of the timeline has it; may be sent as it is to save the view again.</param>
/// <param name="InWords">The same in words.</param>
/// <param name="Url">Its page.</param>
/// <param name="Feeds">The addresses of its feeds, by format.</param>
/// <param name="Shared">Whether lists show it to others.</param>
/// <param name="Owner">The name of the key that saved it; none for a view that the operator declares.</param>
/// <param name="Alerts">Who is told of its stories; only for its owner.</param>
internal sealed record ApiView(
    string Id, string Title, string? Description, string Query, string InWords, string Url, IReadOnlyDictionary<string, string> Feeds,
    bool Shared, string? Owner, DateTime? Created, DateTime? Updated, IReadOnlyList<ApiAlert>? Alerts)
{
    /// <param name="alerts">Null for those who may not see them.</param>
    public static ApiView From(ServedTimeline timeline, string inWords, SiteAddress address, IReadOnlyList<ApiAlert>? alerts)
    {
        var view = timeline.View!;
        return new(
            view.Id, view.Title, view.Description, view.Query, inWords, address.Absolute(timeline.Page),
            FeedFormats.From(FeedOffer.Timeline).ToDictionary(f => f.Extension, f => address.Absolute(timeline.Feed(f))),
            view.IsShared, view.Saved?.Owner, view.Saved?.Created.UtcDateTime, view.Saved?.Updated.UtcDateTime, alerts);
    }
}

/// <summary>A view that is to be saved.</summary>
/// <param name="Query">
/// In the language of “q”, such as “topic:energy region:AZ”; or, beginning with a question mark, as the address of the timeline has it.
/// </param>
/// <param name="Shared">Whether lists show it to others; false without it.</param>
internal sealed record ApiViewToSave(
    string? Title, string? Query, string? Description = null, bool? Shared = null, IReadOnlyList<ApiAlertToSave>? Alerts = null);
