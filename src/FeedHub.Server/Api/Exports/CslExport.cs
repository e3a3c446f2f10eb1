using System.Text.Json;
using System.Text.Json.Nodes;
using FeedHub.Server.Api.Answers;

namespace FeedHub.Server.Api.Exports;

/// <summary>Items of CSL-JSON, as Zotero and others read them (https://docs.citationstyles.org, CSL 1.0.2).</summary>
internal static class CslExport
{
    public static readonly ExportFormat Format = new(
        "csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8", "citations for Zotero and others, as CSL-JSON",
        (story, _) => string.Join(",\n", Citation.Of(story).Select(Item)))
    {
        Head = "[\n",
        Between = ",\n",
        Tail = "\n]\n",
    };

    private static string Item(Citation citation)
    {
        var item = new JsonObject
        {
            ["id"] = citation.Id,
            ["type"] = "article-newspaper",
            ["title"] = citation.Title,
            ["container-title"] = citation.Outlet,
            ["language"] = citation.Language,
            ["accessed"] = Date(citation.Seen),
            ["note"] = $"Seen {citation.SeenInWords}",
        };
        if (citation.Dated is { } dated)
            item["issued"] = Date(dated);
        if (citation.Url is { } url)
            item["URL"] = url;
        return item.ToJsonString(new JsonSerializerOptions(ApiJson.Written.Options));
    }

    private static JsonObject Date(DateTimeOffset at) =>
        new() { ["date-parts"] = new JsonArray(new JsonArray(at.UtcDateTime.Year, at.UtcDateTime.Month, at.UtcDateTime.Day)) };
}
