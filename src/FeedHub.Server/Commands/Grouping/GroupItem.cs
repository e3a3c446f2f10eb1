using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Core.Content;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands.Grouping;

/// <summary>One line of the input of <c>feedhub group</c> and <c>feedhub gazetteer hits</c>.</summary>
internal sealed record GroupItem
{
    [JsonRequired]
    public string Id { get; init; } = "";
    public string? Url { get; init; }
    public string? Source { get; init; }
    /// <summary>BCP 47 tag; guessed when absent.</summary>
    public string? Lang { get; init; }
    public string? Title { get; init; }
    public string? Summary { get; init; }
    public string? Content { get; init; }
    [JsonRequired]
    public DateTimeOffset Published { get; init; }

    /// <summary>The items of an input, one for each line that is not empty.</summary>
    /// <exception cref="CommandFailure">A line is not an item.</exception>
    public static IEnumerable<GroupItem> ReadAll(TextReader input)
    {
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            if (line.Length > 0)
                yield return Read(line, number);
        }
    }

    public string PlainTitle() => PlainText.FromHtml(Title ?? "");

    /// <summary>The summary if there is one, since only the beginning of a long text is compared.</summary>
    public string PlainBody() => PlainText.FromHtml(Summary is { Length: > 0 } summary ? summary : Content ?? "");

    /// <summary>BCP 47 tag of its language, according to <see cref="Lang"/> and its texts.</summary>
    public string Language(string title, string text) => LanguageGuess.Settle([Lang], $"{title} {text}");

    private static GroupItem Read(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, GroupJson.Default.GroupItem)!;
        }
        catch (JsonException wrong)
        {
            throw new CommandFailure($"Line {number} of the input is not an item: {wrong.Message}");
        }
    }
}

/// <summary>One line of its output.</summary>
/// <param name="Related">The stories of what is probably the same affair, as far as this item shows them.</param>
internal sealed record GroupedItem(
    string Id,
    string Story,
    string? DupOf,
    IReadOnlyList<string> Regions,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Entities,
    double Score,
    IReadOnlyList<string> Why,
    IReadOnlyList<string> Related);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GroupItem))]
[JsonSerializable(typeof(GroupedItem))]
internal sealed partial class GroupJson : JsonSerializerContext;
