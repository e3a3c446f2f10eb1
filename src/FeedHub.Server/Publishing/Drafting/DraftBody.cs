using System.Text.Json;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Endpoints.Answers;

namespace FeedHub.Server.Publishing.Drafting;

/// <summary>Reads the body of a request for a draft, and says of a wrong field what it must be.</summary>
internal static class DraftBody
{
    private const string Form = """{"stories": [815, 842], "title": "…"} or {"query": "…", "limit": 5} or {"view": "…"}""";

    /// <returns>The body; or, in its place, the answer that says what is wrong with it.</returns>
    public static async Task<(ApiDraftRequest? Body, IResult? Wrong)> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var (body, wrong) = await JsonBody.ReadAsync<JsonDocument>(http, Form, cancellationToken);
        if (body is null)
            return (null, wrong);
        using (body)
        {
            return body.RootElement.ValueKind == JsonValueKind.Object
                ? Read(body.RootElement)
                : (null, Problems.BadBody("stories", $"This is missing: the body must be {Form}."));
        }
    }

    private static (ApiDraftRequest? Body, IResult? Wrong) Read(JsonElement body)
    {
        var read = new ApiDraftRequest(null, null, null, null);
        foreach (var field in body.EnumerateObject())
        {
            var value = field.Value;
            ApiDraftRequest? with = field.Name switch
            {
                "stories" when Numbers(value) is { } numbers => read with { Stories = numbers },
                "query" when value.ValueKind == JsonValueKind.String => read with { Query = value.GetString() },
                "view" when value.ValueKind == JsonValueKind.String => read with { View = value.GetString() },
                "title" when value.ValueKind == JsonValueKind.String => read with { Title = value.GetString() },
                "to" when value.ValueKind == JsonValueKind.String && value.GetString() is "desk" or "wordpress" =>
                    read with { To = value.GetString() },
                "limit" when value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var limit) => read with { Limit = limit },
                _ => null,
            };
            if (with is null)
                return (null, Problems.BadBody(field.Name, Allowed(field.Name)));
            read = with;
        }
        return (read, null);
    }

    private static List<long>? Numbers(JsonElement list)
    {
        var numbers = new List<long>();
        foreach (var item in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default)
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number))
                return null;
            numbers.Add(number);
        }
        return list.ValueKind == JsonValueKind.Array ? numbers : null;
    }

    private static string Allowed(string field) => field switch
    {
        "stories" => $"This must be a list of the numbers of 1 to {StoryChooser.Most} stories, such as [815, 842].",
        "query" => "This must be a text, in the language of the search.",
        "view" => "This must be the ID of a view.",
        "limit" => StoryChooser.AllowedLimit,
        "title" => "This must be a text.",
        "to" => "This must be “desk” or “wordpress”.",
        _ => "There is no such field; the fields are stories, query, view, limit, title and to.",
    };
}
