using FeedHub.Core.Access;
using FeedHub.Core.Timelines;
using FeedHub.Core.Views;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Security;

namespace FeedHub.Server.Views;

/// <summary>The views that there are: those of files, and those that were saved.</summary>
internal sealed class CurrentViews(CurrentCatalog current, IViewStore store)
{
    /// <summary>A view of a file wins over a saved one of that name.</summary>
    public async Task<View?> FindAsync(string id, CancellationToken cancellationToken) =>
        current.Value.Views.FirstOrDefault(v => v.Id == id) ?? await store.FindAsync(id, cancellationToken);

    /// <summary>Those that lists show to a caller: what is shared, and what is his own; to admins, all.</summary>
    public async Task<IReadOnlyList<View>> ListAsync(KeyHolder? holder, CancellationToken cancellationToken)
    {
        var declared = current.Value.Views;
        var saved = await store.ListAsync(cancellationToken);
        return
        [
            .. declared,
            .. saved.Where(v => (v.IsShared || IsOwn(v, holder)) && !declared.Any(d => d.Id == v.Id)),
        ];
    }

    /// <summary>Whether the caller may change the view and see its alerts.</summary>
    public static bool IsOwn(View view, KeyHolder? holder) =>
        holder is not null && (holder.Role == AccessRole.Admin || view.Saved?.Owner == holder.Owner);

    /// <summary>The timeline of a view, or the answer that says why there is none.</summary>
    /// <param name="valuesOf">The parameters of the address, of which a view has its limit and where the page begins.</param>
    public async Task<(ServedTimeline? Timeline, IResult? Refusal)> TimelineAsync(
        string id, Func<string, IEnumerable<string?>> valuesOf, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } view)
            return (null, Problems.NotFound("There is no such view."));
        var reading = TimelineQuery.Read(valuesOf);
        if (reading is TimelineReading.Refused refused)
            return (null, Problems.BadQuery(refused.Problems));
        var page = ((TimelineReading.Understood)reading).Filter with { Zone = zone };
        return ServedTimeline.Of(view, page, out var problems) is { } timeline
            ? (timeline, null)
            : (null, Problems.BadQuery(problems));
    }
}
