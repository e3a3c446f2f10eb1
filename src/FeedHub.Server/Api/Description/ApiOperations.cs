using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Counting;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Exports;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Api.Records.Views;

namespace FeedHub.Server.Api.Description;

/// <summary>Every operation of the API, as the OpenAPI document describes it.</summary>
internal static class ApiOperations
{
    private const string Stories = "Stories";
    private const string Views = "Views";
    private const string Sources = "Sources and entries";
    private const string Series = "Series";
    private const string Gazetteer = "Gazetteer";
    private const string Editing = "Corrections";

    /// <summary>The chapters of the reference, in their order.</summary>
    public static readonly IReadOnlyList<string> Tags = [Stories, Views, Sources, Series, Gazetteer, Editing];

    private const string Merged = "A story that has become part of another redirects there (301).";

    private static readonly ApiParameter Limit = new("limit", $"How many items to answer with: 1 to {ApiQuery.MaxLimit}.", 20);
    private static readonly ApiParameter Cursor = new(
        "cursor", "Where the list goes on, as “next” of the answer before gives it. Without it, the list begins.");
    private static readonly ApiParameter Since = new(
        "since", "The number of the last change that is known: “token” of an answer of /api/v1/changes, or the id of an event.", "4711");
    private static readonly IReadOnlyList<ApiParameter> Filters =
    [
        .. TimelineConditions.All.Select(c => new ApiParameter(
            c.Name, $"{char.ToUpperInvariant(c.Description[0])}{c.Description[1..]}. Allowed: {c.Allowed}.", c.Example)),
    ];
    private static readonly ApiParameter StoryId = new("id", "The number of a story.", 815);
    private static readonly ApiParameter ViewId = new("view", "The name of a view in addresses.", "energy-and-transport");
    private static readonly ApiParameter SourceId = new("id", "The ID of a source.", "mountain-post");
    private static readonly ApiParameter SeriesId = new("series", "The name of a series in addresses.", "azerbaijan-brief");

    public static readonly ApiOperation StoryList = new(
        "listStories", Stories, "The timeline: stories, newest arrival first",
        new ApiList<ApiStory>([ApiExamples.Story], ApiExamples.Next("stories")))
    {
        Description = "Each condition must be met by a report of the story, though not always by the same one; several values of one are "
            + "separated by commas. Following “next” to its end meets every story that exists all the while once, although stories arrive, "
            + "merge and split meanwhile.",
        Parameters = [.. Filters, Limit, Cursor],
        Problems = [400],
    };

    public static readonly ApiOperation Export = new(
        "exportStories", Stories, "The stories of a query as a file", ApiExamples.Export)
    {
        Description = "The file is written as it is read; one that ends early is not whole. Cells that a spreadsheet would run as a "
            + "formula begin with an apostrophe.",
        Parameters =
        [
            new("format", string.Join("; ", ExportFormats.All.Select(f => $"`{f.Extension}`: {f.Description}")), "csv"),
            new("max", $"How many stories at most, up to {ExportsApi.GreatestMax}; {ExportsApi.DefaultMax} without it.", 1000),
            .. Filters,
        ],
        MediaTypes = [.. ExportFormats.All.Select(f => f.MediaType.Split(';')[0]).Distinct()],
        Problems = [400, 404],
    };

    public static readonly ApiOperation Story = new("getStory", Stories, "One story with all its reports", ApiExamples.Story)
    {
        Description = Merged,
        Parameters = [StoryId],
        Problems = [404],
    };

    public static readonly ApiOperation Revisions = new(
        "listRevisions", Stories, "The earlier texts of a story's reports", new ApiList<ApiRevisions>([ApiExamples.Revisions]))
    {
        Description = "Only of reports that have changed. " + Merged,
        Parameters = [StoryId],
        Problems = [404],
    };

    public static readonly ApiOperation Related = new(
        "listRelatedStories", Stories, "The stories of the same affair, by date", new ApiList<ApiRelatedStory>([ApiExamples.Related]))
    {
        Description = "Stories about other events of what is probably the same affair, and what they share with this one. " + Merged,
        Parameters = [StoryId],
        Problems = [404],
    };

    public static readonly ApiOperation Counts = new(
        "countStories", Stories, "How many stories arrived on each day", ApiExamples.Counts)
    {
        Description = "A story counts once for the day, and once for each of its values, so these may add up to more than the total; "
            + "“about GE-AB” is about GE, too. Values without stories are left out, days without stories are not. Of a very long list of "
            + "stories that contain a word or name, only the newest are looked at: then “exact” is false, and the days before "
            + "“completeFrom” are left out.",
        Parameters =
        [
            new("by", $"What to count by: {string.Join(", ", CountedBy.All.Keys)}. Without it, there are only totals.", "language"),
            new("from", $"The first day, in UTC. Allowed: {ApiDays.Allowed}.", "2026-09-01"),
            new("to", "The last day; today without it.", "2026-11-29"),
            new("days", $"How many days there are up to the last, instead of “from”: 1 to {ApiDays.Most}.", ApiDays.Default),
            new("limit", $"How many values at most, those with the most stories: 1 to {ApiQuery.MaxLimit}.", 20),
            .. Filters,
        ],
        Problems = [400],
    };

    public static readonly ApiOperation ChangeList = new(
        "listChanges", Stories, "What happened to stories after a change, in order", ApiExamples.Changes)
    {
        Description = "To keep a copy of the timeline: ask without “since” for the token of now, walk through the list of stories, then "
            + "follow “next”, at once if there is “more”, else later. A story with a record is to be put in the place of what is known of "
            + "it; any other is to be deleted. Under a filter, a story that does not meet it is told as “left”, known or not. Changes are "
            + "kept for 30 days; a token that is older is a 410.",
        Parameters = [Since, .. Filters, Limit],
        Problems = [400, 410],
    };

    public static readonly ApiOperation Stream = new(
        "streamChanges", Stories, "What happens to stories, as it happens: server-sent events", ApiExamples.Change)
    {
        MediaTypes = ["text/event-stream"],
        Description = "Events “new”, “split”, “grown”, “corrected”, “changed” and “merged”, with the number of the change as id and the "
            + "change with the story as data. “heartbeat” has no data. It begins with now, or after “since” or Last-Event-ID. A client "
            + "that reads too slowly is cut off and goes on from the last event that it has.",
        Parameters = [Since, .. Filters],
        Problems = [400, 410],
    };

    public static readonly ApiOperation ViewList = new(
        "listViews", Views, "Queries with a name", new ApiList<ApiView>([ApiExamples.View]))
    {
        Description = "Those that the operator declares and those that are shared; with a key, also those that were saved with it or with "
            + "another key of its name.",
    };

    public static readonly ApiOperation View = new("getView", Views, "One view", ApiExamples.View)
    {
        Description = "Its owner also gets its alerts.",
        Parameters = [ViewId],
        Problems = [404],
    };

    public static readonly ApiOperation AddView = new("addView", Views, "Saves a query under a name", ApiExamples.View)
    {
        Description = "The answer has its ID, and the secrets of its webhooks, which are not told again. A mail address gets alerts once "
            + "its reader has confirmed them by a link that is sent there.",
        Body = ApiExamples.ViewToSave,
        Status = StatusCodes.Status201Created,
        Problems = [400, 409, 413, 415],
        Role = "reader",
    };

    public static readonly ApiOperation ReplaceView = new("replaceView", Views, "Saves a view again, whole", ApiExamples.View)
    {
        Description = "Alerts to the same addresses go on where they are, and webhooks keep their secrets.",
        Parameters = [ViewId],
        Body = ApiExamples.ViewToSave,
        Problems = [400, 403, 404, 409, 413, 415],
        Role = "reader",
    };

    public static readonly ApiOperation DeleteView = new("deleteView", Views, "Deletes a view with its alerts", Example: null)
    {
        Parameters = [ViewId],
        Status = StatusCodes.Status204NoContent,
        Problems = [403, 404, 409],
        Role = "reader",
    };

    public static readonly ApiOperation AlertDeliveries = new(
        "listDeliveries", Views, "What an alert has sent, newest first", new ApiList<ApiDelivery>([ApiExamples.Delivery]))
    {
        Description = "The latest 100 of the last thirty days, and those that wait.",
        Parameters = [ViewId, new("alert", "The ID of an alert of the view.", ApiExamples.View.Alerts![0].Id)],
        Problems = [403, 404],
        Role = "reader",
    };

    public static readonly ApiOperation EntryList = new(
        "listEntries", Sources, "Entries, newest arrival first", new ApiList<ApiEntry>([ApiExamples.Entry], ApiExamples.Next("entries")))
    {
        Description = "Every item of every source, whether it is grouped yet or not.",
        Parameters =
        [
            new("source", $"Only entries of one source. Allowed: {TimelineConditions.Source.Allowed}.", "mountain-post"),
            new("after", $"Only entries that arrived then or later. Allowed: {QueryTime.Allowed}.", "2026-11-01"),
            new("before", $"Only entries that arrived earlier. Allowed: {QueryTime.Allowed}.", "2026-12-01"),
            Limit, Cursor,
        ],
        Problems = [400],
    };

    public static readonly ApiOperation Entry = new("getEntry", Sources, "One entry", ApiExamples.Entry)
    {
        Description = "With its whole text, if its source lets us show that.",
        Parameters = [new("id", "The ID of an entry.", ApiExamples.EntryId)],
        Problems = [404],
    };

    public static readonly ApiOperation SourceList = new(
        "listSources", Sources, "Every source, by ID", new ApiList<ApiSource>([ApiExamples.Source], ApiExamples.Next("sources")))
    {
        Parameters = [Limit, Cursor],
        Problems = [400],
    };

    public static readonly ApiOperation Source = new("getSource", Sources, "One source", ApiExamples.Source)
    {
        Parameters = [SourceId],
        Problems = [404],
    };

    public static readonly ApiOperation SourceEvents = new(
        "getSourceEvents", Sources, "What happened to a source, and when it is polled next", ApiExamples.SourceEvents)
    {
        Parameters = [SourceId],
        Problems = [404],
    };

    public static readonly ApiOperation SeriesList = new("listSeries", Series, "The series", new ApiList<ApiSeries>([ApiExamples.Series]));

    public static readonly ApiOperation OneSeries = new("getSeries", Series, "One series", ApiExamples.Series)
    {
        Parameters = [SeriesId],
        Problems = [404],
    };

    public static readonly ApiOperation BriefList = new(
        "listBriefs", Series, "The public briefs of a series, newest first", new ApiList<ApiBrief>([ApiExamples.BriefInList]))
    {
        Parameters = [SeriesId, Limit, Cursor],
        Problems = [400, 404],
    };

    public static readonly ApiOperation Brief = new("getBrief", Series, "One brief with its text", ApiExamples.Brief)
    {
        Description = "One that was withdrawn is a 410, whose members “note” and “withdrawn” say what readers are told and when that was.",
        Parameters = [SeriesId, new("slug", "The name of a brief in addresses.", "middle-corridor-alat")],
        Problems = [404, 410],
    };

    public static readonly ApiOperation Draft = new(
        "draftBrief", Series, "Makes the draft of a brief from stories", ApiExamples.Draft)
    {
        Description = "Each story is an item of “What we are watching”, with what its outlets said quoted and with links to their reports. "
            + "The stories are named in the body, or found by its query, or by filters of the address. Only editors see the draft; "
            + "“Location” is its page at their desk. A story that has become part of another is told by that one. With “to” as "
            + "“wordpress”, the draft is sent to the WordPress of the series instead, and “Location” is where an editor finishes it; a 409 "
            + "with “url” says where there is a post of that name, and a 502 that WordPress did not take it.",
        Parameters = [SeriesId, .. Filters],
        Body = new ApiDraftRequest([815, 842], null, null, "The road to Stepantsminda"),
        Status = StatusCodes.Status201Created,
        Problems = [400, 404, 409, 415, 502],
        Role = "editor",
    };

    public static readonly ApiOperation ThingList = new(
        "listThings", Gazetteer, "Known places, people, organisations and peoples", new ApiList<ApiThing>([ApiExamples.Thing]))
    {
        Parameters =
        [
            new("name", "Only those with a name of which a word begins so, in any language; case and diacritics do not matter.", "баку"),
            new("kind", $"Only those of a kind: {string.Join(", ", ApiThing.Kinds.Keys)}.", "capital"),
            Limit, Cursor,
        ],
        Problems = [400],
    };

    public static readonly ApiOperation Thing = new("getThing", Gazetteer, "One of them", ApiExamples.Thing)
    {
        Parameters = [new("id", "The ID of an entry of the gazetteer.", ApiExamples.Thing.Id)],
        Problems = [404],
    };

    public static readonly ApiOperation TopicList = new(
        "listTopics", Gazetteer, "The topics of stories", new ApiList<ApiTopic>([ApiExamples.Topic]));

    public static readonly ApiOperation Split = new(
        "splitStory", Editing, "Moves reports permanently into a story of their own", new ApiCorrected(816))
    {
        Parameters = [StoryId],
        Body = new ApiSplit([ApiExamples.EntryId]),
        Problems = [400, 404, 415],
        Role = "admin",
    };

    public static readonly ApiOperation Merge = new("mergeStory", Editing, "Makes two stories one, permanently", new ApiCorrected(815))
    {
        Parameters = [StoryId],
        Body = new ApiMerge(816),
        Problems = [400, 404, 415],
        Role = "admin",
    };
}
