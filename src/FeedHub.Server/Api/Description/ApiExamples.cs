using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Api.Records.Views;

namespace FeedHub.Server.Api.Description;

/// <summary>Answers to show what is in them; the outlet and its report are invented.</summary>
internal static class ApiExamples
{
    public const string EntryId = "k5h2cq3vz7mfu4txw6ynb2draa";
    private const string Host = "https://feeds.example.org";
    private static readonly DateTime Morning = new(2026, 11, 23, 6, 40, 0, DateTimeKind.Utc);
    private static readonly ApiOutlet Outlet = new("mountain-post", "The Mountain Post", "independent", ["GE"]);

    public static readonly ApiReport Report = new(
        EntryId, Outlet, "Landslide closes the road to Stepantsminda", "https://mountain-post.example/landslide", "en",
        "The road has been closed since the early morning. Nobody was hurt.", Morning, Morning.AddMinutes(6), Morning.AddHours(2),
        CopyOf: null, Score: 0.62, ["Stepantsminda", "‘landslide’"]);

    public const string Export =
        "story,arrived,title,language,outlet,outlets,reports,languages,countries,kinds,regions,topics,url,page\r\n"
            + "815,2026-11-23 06:46:00,Landslide closes the road to Stepantsminda,en,The Mountain Post,1,1,en,GE,independent,GE-MM,"
            + "disaster transport,https://mountain-post.example/landslide,https://feeds.example.org/stories/815\r\n";

    public static readonly ApiStory Story = new(
        815, $"{Host}/stories/815", Report.Title, EntryId, Morning.AddMinutes(6), Morning.AddHours(2), Morning, Morning.AddHours(2),
        ["GE-MM"], ["disaster", "transport"], new ApiCoverage(1, 1, ["en"], ["GE"], ["independent"]), [Report]);

    public static readonly ApiView View = new(
        "energy-and-transport-q7mzk2xw4d", "Energy and transport", "Pipelines, power lines, railways and ports.",
        "?region=AZ,GE&topic=energy,transport", "about AZ or GE and on energy or transport",
        $"{Host}/views/energy-and-transport-q7mzk2xw4d",
        new Dictionary<string, string> { ["atom"] = $"{Host}/views/energy-and-transport-q7mzk2xw4d/feed.atom" },
        Shared: false, "Leyla", Morning, Morning,
        [new("5f0c3e1f8a5d4b7c9e2a1d60", "leyla@example.org", Webhook: null, "daily", "07:30", "Asia/Baku", "active")]);

    public static readonly ApiViewToSave ViewToSave = new(
        View.Title, "topic:energy,transport region:AZ,GE", View.Description, Shared: false,
        [new("leyla@example.org", When: "daily", At: "07:30", Zone: "Asia/Baku")]);

    public static readonly ApiDelivery Delivery = new(
        "msg_019acd0e5b7f7c6f9d0d8e4c2b1a0f3e", "waiting", 2, Morning, Morning.AddSeconds(5), "HTTP 503", Morning.AddMinutes(5));

    public static readonly ApiCounts Counts = new(
        "language", new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23), Exact: true, CompleteFrom: null, Total: 171,
        [new("ka", 96), new("en", 88)], MoreValues: null,
        [
            new(new DateOnly(2026, 11, 22), 81, new Dictionary<string, int> { ["ka"] = 49, ["en"] = 38 }),
            new(new DateOnly(2026, 11, 23), 90, new Dictionary<string, int> { ["ka"] = 47, ["en"] = 50 }),
        ]);

    public static readonly ApiChange Change = new(
        4712, "grown", Story.Id, Morning.AddMinutes(6), Into: null, From: null, [EntryId], Story);

    public static readonly ApiChanges Changes = new(
        [Change, new ApiChange(4713, "merged", 816, Morning.AddMinutes(6), Into: 815, From: null, Reports: null, Story: null)],
        "4713", "/api/v1/changes?since=4713", More: false);

    public static readonly ApiRevisions Revisions = new(
        EntryId, Outlet,
        [new ApiRevision("Road to Stepantsminda closed", "The road is closed.", Morning.AddMinutes(6), Morning.AddHours(2))]);

    public static readonly ApiRelatedStory Related = new(
        842, $"{Host}/stories/842", "The road to Stepantsminda is open again", "en", Morning.AddDays(1), Morning.AddDays(1), Reports: 2,
        ["Stepantsminda", "‘landslide’"]);

    public static readonly ApiEntry Entry = new(
        EntryId, 815, Outlet, Report.Title, Report.Url, "en", Report.Excerpt, Html: null, ["Nino Example"], ["Georgia"], Morning,
        Updated: null, Morning.AddMinutes(6), Morning.AddHours(2));

    public static readonly ApiSource Source = new(
        Outlet.Id, Outlet.Title, $"{Host}/sources/mountain-post", "https://mountain-post.example/",
        "https://mountain-post.example/feed/", "en", ["GE"], [], "independent", "excerpt", "working", Reason: null, Entries: 4210,
        Morning.AddHours(2), Morning.AddHours(2), Morning.AddHours(3),
        Failures: 0, BrokenSince: null);

    public static readonly ApiSourceEvents SourceEvents = new(
        Outlet.Id, Source.Feed, Morning.AddHours(3), "it usually sends something new by then", Failures: 0, BrokenSince: null, Missed: 0,
        LastMissed: null, Proposal: null, [],
        [new ApiFetch(Morning.AddHours(2), "read", Source.Feed, 200, 48_112, 340, New: 2, Changed: 1, Note: null)]);

    public static readonly ApiSeries Series = new(
        "azerbaijan-brief", $"{Host}/series/azerbaijan-brief", "Azerbaijan brief", "One question of the week, answered.", "en",
        "The institute", "https://institute.example/", Rights: null, "https://creativecommons.org/licenses/by/4.0/", Demonstration: true,
        Briefs: 3, Morning);

    public static readonly ApiBrief BriefInList = new(
        "tag:feedhub.example,2026:brief/azerbaijan-brief/middle-corridor-alat", "middle-corridor-alat", Series.Id,
        $"{Host}/series/azerbaijan-brief/middle-corridor-alat", Issue: 3, "What the port of Alat can carry",
        "This week's brief counts the ships.", "en", Morning, Morning, ["Nino Example"], ["AZ"], ["transport"], CanonicalUrl: null,
        Picture: null, [new ApiTranslation("az", $"{Host}/series/azerbaijan-brief/elet")], [], Related: null, Html: null, Watching: null);

    public static readonly ApiBrief Brief = BriefInList with
    {
        Related = [],
        Html = "<p>The port has six berths.</p>\n",
        Watching = [new ApiWatching("The ferry from Aktau", $"{BriefInList.Url}#w-ferry", "topic=transport&region=AZ")],
    };

    public static readonly ApiDraft Draft = new(
        "the-road-to-stepantsminda", $"{Host}/editors/series/azerbaijan-brief/briefs/the-road-to-stepantsminda", [815, 842],
        "---\ntitle: \"The road to Stepantsminda\"\nstatus: draft\n---\n## What we are watching\n\n**Stepantsminda: disaster.** …\n");

    public static readonly ApiThing Thing = new(
        "baku", "capital", "Baku",
        new Dictionary<string, IReadOnlyList<string>> { ["en"] = ["Baku"], ["az"] = ["Bakı"], ["ru"] = ["Баку"] }, ["AZ"]);

    public static readonly ApiTopic Topic = new("transport", ["railway", "road accident"]);

    /// <summary>Where a list goes on.</summary>
    public static string Next(string list) => $"/api/v1/{list}?limit=20&cursor={ApiCursor.Write(list, "…")}";
}
