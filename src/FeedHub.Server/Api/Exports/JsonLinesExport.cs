using System.Text;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;

namespace FeedHub.Server.Api.Exports;

/// <summary>One story a line (https://jsonlines.org), as the API has it.</summary>
internal static class JsonLinesExport
{
    public static readonly ExportFormat Format = new(
        "jsonl", "application/jsonl; charset=utf-8", "one story a line, as in the list of stories",
        (story, address) => Encoding.UTF8.GetString(ApiJson.Bytes(ApiStory.From(story, address))) + "\n");
}
