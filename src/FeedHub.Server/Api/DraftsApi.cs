using System.Diagnostics;
using System.Globalization;
using FeedHub.Core.Timelines;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Endpoints.Desk;
using FeedHub.Server.Publishing.Drafting;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Api;

/// <summary>Drafts of briefs, made from stories of the timeline.</summary>
internal static class DraftsApi
{
    public static async Task<IResult> PostAsync(string series, [AsParameters] DeskRequest ask, BriefDrafter drafter, PostSender sender)
    {
        if (ask.FindSeries(series) is not { } found)
            return Problems.NotFound("There is no such series.");
        var (body, wrong) = await DraftBody.ReadAsync(ask.Http, ask.Cancel);
        if (body is null)
            return wrong!;
        var (choice, problem) = ChoiceOf(body, ask.Http.Request.Query);
        if (choice is null)
            return problem!;
        var (draft, refusal) = await drafter.MakeAsync(found, choice, body.Title, ask.Cancel);
        if (draft is null)
            return Problems.BadBody(refusal!.Field, refusal.Remedy);
        if (body.To == "wordpress")
            return Answer(ask.Http, draft, await sender.SendAsync(found, draft, ask.Cancel));
        var before = ask.Current.Value;
        if (await drafter.SaveAsync(found, draft, KeyHolder.EditorOf(ask.Http), ask.Cancel) is not { } slug)
        {
            return TypedResults.Problem(
                "There are too many briefs of that name; give the draft another title.", statusCode: StatusCodes.Status409Conflict);
        }
        // The page of the desk is there when somebody follows the address.
        await ask.AppearAsync(before);
        var (site, path) = (ask.Current.Value.Site, DeskRequest.BriefPath(series, slug));
        return Created(ask.Http, site.BasePath + path, new(slug, site.Address.Absolute(path), NumbersOf(draft), draft.Text));
    }

    private static IResult Answer(HttpContext http, StoryDraft draft, PostSending sending) => sending switch
    {
        PostSending.Sent { Post: var post, EditAddress: var address } => Created(
            http, address, new(post.Slug, address, NumbersOf(draft), draft.Text, new(post.Number, post.Link, post.Guid))),
        PostSending.Refused refused => Problems.BadBody("to", refused.Message),
        PostSending.Taken taken => TypedResults.Problem(
            taken.Message, statusCode: StatusCodes.Status409Conflict,
            extensions: taken.EditAddress is { } url ? new Dictionary<string, object?> { ["url"] = url } : null),
        PostSending.Failed failed => TypedResults.Problem(failed.Message, statusCode: StatusCodes.Status502BadGateway),
        _ => throw new UnreachableException(),
    };

    private static JsonHttpResult<ApiDraft> Created(HttpContext http, string location, ApiDraft draft)
    {
        http.Response.Headers.Location = location;
        http.Response.Headers.CacheControl = CachePolicy.Nobody;
        return TypedResults.Json(draft, ApiJson.Written.ApiDraft, ApiAnswers.MediaType, StatusCodes.Status201Created);
    }

    private static IReadOnlyList<long> NumbersOf(StoryDraft draft) => [.. draft.Stories.Select(s => s.Value)];

    /// <summary>The stories that a request names or asks for; filters of the address are those of the timeline.</summary>
    private static (StoryChoice? Choice, IResult? Wrong) ChoiceOf(ApiDraftRequest body, IQueryCollection address)
    {
        if (body.Query is not null && address.ContainsKey(TimelineConditions.Text.Name))
            return (null, Problems.BadBody("query", "The address has a “q” as well; leave one of the two out."));
        if (StoryChooser.Limit(body.Limit?.ToString(CultureInfo.InvariantCulture) ?? address["limit"]) is not { } limit)
            return (null, Problems.BadBody("limit", StoryChooser.AllowedLimit));
        var reading = TimelineQuery.Read(name =>
            name == "limit" ? [] : name == TimelineConditions.Text.Name && body.Query is { } query ? [query] : address[name]);
        if (reading is not TimelineReading.Understood { Filter: var asked })
        {
            var wrong = ((TimelineReading.Refused)reading).Problems;
            return (null, body.Query is not null && wrong.FirstOrDefault(p => p.Field == TimelineConditions.Text.Name) is { } inQuery
                ? Problems.BadBody("query", inQuery.Message) : Problems.BadQuery(wrong));
        }
        var filter = asked with { Limit = limit };
        if (body.View is { } view)
        {
            return body.Stories is null && !filter.IsNarrowed
                ? (new StoryChoice.OfView(view, limit), null)
                : (null, Problems.BadBody("view", "Name the stories, give a query or name a view; only one of these."));
        }
        return (body.Stories, filter.IsNarrowed) switch
        {
            ({ } numbers, false) when body.Limit is null => (new StoryChoice.Named(numbers), null),
            (null, true) => (new StoryChoice.Asked(filter), null),
            (null, false) => (null, Problems.BadBody("stories", "Name the stories by their numbers, give a “query”, or name a “view”.")),
            _ => (null, Problems.BadBody("stories", "Either name the stories, or give a query with its limit; not both.")),
        };
    }
}
