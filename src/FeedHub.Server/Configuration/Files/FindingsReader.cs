using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Core.Sources;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads and writes <c>verified.json</c> in the data folder: what <c>feedhub sources verify</c> found.</summary>
internal static class FindingsReader
{
    /// <summary>Relative to the data folder.</summary>
    public const string Path = "verified.json";

    /// <summary>Enough for ten thousand sources.</summary>
    public const int MaxBytes = 16 << 20;

    /// <summary>The findings by source, or null after refusing the file.</summary>
    public static IReadOnlyDictionary<SourceId, SourceFinding>? Read(ConfigFile file)
    {
        const string Remedy = "correct it, or remove it and run “feedhub sources verify” again";
        try
        {
            var findings = JsonSerializer.Deserialize(file.Text!, FindingsJson.Default.FindingsDocument)?.Sources;
            if (findings is null || findings.Any(f => f is null))
            {
                file.Refuse(1, "", $"has no list of sources; {Remedy}");
                return null;
            }
            foreach (var finding in findings)
            {
                if (Values.Slug(finding.Id).Wrong is { } bad)
                    file.Refuse(1, "id", $"{bad}; {Remedy}");
                foreach (var address in new[] { finding.Asked, finding.Address ?? finding.Asked })
                {
                    if (Values.Url(address).Wrong is { } wrong)
                        file.Refuse(1, finding.Id, $"{wrong}; {Remedy}");
                }
            }
            // A source that is listed twice, by hand, counts as it is listed last.
            return file.Spoilt ? null : findings.GroupBy(f => new SourceId(f.Id)).ToDictionary(g => g.Key, g => g.Last().ToFinding());
        }
        catch (JsonException fault)
        {
            file.Refuse((int)(fault.LineNumber ?? 0) + 1, fault.Path?.TrimStart('$', '.') ?? "", $"cannot be read as JSON; {Remedy}");
            return null;
        }
    }

    public static string Write(IEnumerable<SourceFinding> findings) => JsonSerializer.Serialize(
        new FindingsDocument([.. findings.OrderBy(f => f.Id.Value, StringComparer.Ordinal).Select(FindingRow.From)]),
        FindingsJson.Default.FindingsDocument);
}

/// <summary>The file as a whole.</summary>
internal sealed record FindingsDocument(IReadOnlyList<FindingRow> Sources);

/// <summary>One finding as the file has it.</summary>
internal sealed record FindingRow(
    string Id, string Asked, DateOnly Tried, bool Enabled, string? Address = null, string? Why = null, string? Format = null,
    string? Language = null, double? ItemsAWeek = null, DateTimeOffset? Newest = null)
{
    /// <summary>The day on which the feed was seen to work, for whoever reads the file; null if it was not.</summary>
    public DateOnly? Verified => Address is null ? null : Tried;

    public static FindingRow From(SourceFinding found) => new(
        found.Id.Value, found.Asked, found.Tried, found.Enables, found.Address, found.Why, found.Format, found.Language, found.ItemsAWeek,
        found.Newest);

    public SourceFinding ToFinding() => new()
    {
        Id = new SourceId(Id),
        Asked = Asked,
        Tried = Tried,
        Enables = Enabled,
        Address = Address,
        Why = Why,
        Format = Format,
        Language = Language,
        ItemsAWeek = ItemsAWeek,
        Newest = Newest,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FindingsDocument))]
internal sealed partial class FindingsJson : JsonSerializerContext;
