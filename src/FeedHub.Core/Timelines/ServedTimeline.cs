using FeedHub.Core.Views;
using FeedHub.Formats.Writing;

namespace FeedHub.Core.Timelines;

/// <summary>A timeline with its addresses: those of its filter, or those of a view.</summary>
/// <param name="Filter">Which stories it has; for a view, its conditions are those of the view.</param>
public sealed record ServedTimeline(TimelineFilter Filter, View? View = null)
{
    public static readonly ServedTimeline All = new(TimelineFilter.All);

    /// <summary>The timeline of a view.</summary>
    /// <param name="page">Its limit and where it begins count; its conditions do not.</param>
    /// <returns>Null, with the errors, if the query of the view can no longer be read.</returns>
    public static ServedTimeline? Of(View view, TimelineFilter page, out IReadOnlyList<QueryProblem> problems)
    {
        var reading = TimelineQuery.Parse(view.Query);
        problems = (reading as TimelineReading.Refused)?.Problems ?? [];
        return reading is TimelineReading.Understood { Filter: var filter }
            ? new(filter with { Limit = page.Limit, Before = page.Before, Zone = page.Zone }, view)
            : null;
    }

    /// <summary>Distinguishes it from all others, together with <see cref="Query"/>.</summary>
    public string Name => View is null ? "timeline" : $"view/{View.Id}";

    /// <summary>The query of its addresses: a view's name stands for its conditions.</summary>
    public string Query =>
        TimelineQuery.Write(View is null ? Filter : TimelineFilter.All with { Limit = Filter.Limit, Before = Filter.Before });

    /// <summary>The path of its page, below the site's base path.</summary>
    public string Page => (View is null ? "/" : $"/views/{View.Id}") + Query;

    /// <summary>The path of its feed, below the site's base path.</summary>
    public string Feed(FeedFormat format) => $"/{(View is null ? "timeline" : $"views/{View.Id}")}/feed.{format.Extension}{Query}";

    /// <summary>The same from the newest story on, with the default number of stories.</summary>
    public ServedTimeline Whole => this with { Filter = Filter.Whole };

    /// <summary>The same from the newest story on.</summary>
    public ServedTimeline Newest => this with { Filter = Filter with { Before = null } };

    public string Title(string site) => View is null ? TimelineTitle.For(site, Filter) : $"{site}: {View.Title}";
}
