using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Tests.Formats;

/// <summary>Each file of <c>Cases</c> is a document beside what must be read from it; a new case is two new files.</summary>
public class CaseTests
{
    private const string Suffix = ".expected.json";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Formats", "Cases");

    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Folder, "*" + Suffix, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Folder, f)[..^Suffix.Length]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_document_reads_as_its_expectation_says(string name)
    {
        var file = Path.Combine(Folder, name);
        var expected = JsonNode.Parse(File.ReadAllText(file + Suffix))!;
        var origin = expected["origin"].Deserialize<FeedOrigin>(Options) ?? new FeedOrigin();
        JsonNode? reading = FeedReader.Read(File.ReadAllBytes(file), origin) switch
        {
            FeedReading.Readable { Document: var document } => JsonSerializer.SerializeToNode(document, Options),
            FeedReading.Unreadable unreadable => JsonSerializer.SerializeToNode(unreadable, Options),
            var other => throw new InvalidOperationException($"No such reading: {other}."),
        };
        Assert.True(
            Difference(expected["reading"], reading, "") is null,
            $"{Difference(expected["reading"], reading, "")}\n{reading!.ToJsonString(Options)}");
    }

    /// <summary>
    /// Where the actual value is not the expected one; of an object only what is expected counts, of a list every element.
    /// </summary>
    private static string? Difference(JsonNode? expected, JsonNode? actual, string path) => (expected, actual) switch
    {
        (JsonObject wanted, JsonObject given) =>
            wanted.Select(p => Difference(p.Value, given[p.Key], $"{path}.{p.Key}")).FirstOrDefault(d => d is not null),
        (JsonArray wanted, JsonArray given) when wanted.Count == given.Count =>
            wanted.Select((w, i) => Difference(w, given[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null),
        _ =>
            JsonNode.DeepEquals(expected, actual)
                ? null
                : $"{path} is {actual?.ToJsonString(Options) ?? "null"}, not {expected?.ToJsonString(Options) ?? "null"}",
    };
}
