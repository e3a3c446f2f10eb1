using System.Text.Json;
using System.Text.Json.Serialization;

namespace FeedHub.Server.Sample;

/// <summary>One news item of the sample, as its outlet reports it.</summary>
internal sealed record SampleStory(string Id, string Url, string Source, string Title, string Summary, DateTimeOffset Published);

/// <summary>How a sample outlet publishes its feed.</summary>
internal enum SampleFormat
{
    Rss,
    Rdf,
    Atom,
    Json,
}

/// <summary>One invented outlet of the sample.</summary>
internal sealed record SampleOutlet(
    string Id, string Title, string Language, IReadOnlyList<string> Countries, string Kind, SampleFormat Format, string Charset)
{
    public string Home => $"https://{Id}.example/";
}

/// <summary>The sample data that is embedded in the program.</summary>
internal static class SampleData
{
    public static IReadOnlyList<SampleOutlet> Outlets() =>
        JsonSerializer.Deserialize(Text("outlets.json"), SampleJson.Default.SampleOutletArray)!;

    /// <summary>Every item, oldest first, with its original date.</summary>
    public static IReadOnlyList<SampleStory> Stories() =>
    [
        .. Text("stories.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize(line, SampleJson.Default.SampleStory)!)
            .OrderBy(story => story.Published),
    ];

    private static string Text(string name)
    {
        using var stream = typeof(SampleData).Assembly.GetManifestResourceStream($"Sample/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SampleOutlet[]))]
[JsonSerializable(typeof(SampleStory))]
internal sealed partial class SampleJson : JsonSerializerContext;
