using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Core.Urls;
using FeedHub.Formats;

namespace FeedHub.Core.Briefs.Feeds;

/// <summary>What JSON Feed has nothing for: <c>_feedhub</c> in the items of a series.</summary>
/// <param name="About">Where the feeds are explained.</param>
/// <param name="Rights">The rights line of the series.</param>
/// <param name="License">Address of the licence of the series.</param>
/// <param name="CanonicalUrl">Address of the original, if the brief was published elsewhere.</param>
internal sealed record BriefExtension(string About, string? Rights, string? License, string? CanonicalUrl)
{
    public static IReadOnlyDictionary<string, JsonElement> From(Series series, Brief brief, SiteAddress address)
    {
        if ((series.Rights ?? series.Licence ?? brief.CanonicalUrl) is null)
            return FeedExtension.None;
        var extension = new BriefExtension(address.Absolute("/feeds"), series.Rights, series.Licence, brief.CanonicalUrl);
        return new Dictionary<string, JsonElement>
        {
            [FeedExtension.Name] = JsonSerializer.SerializeToElement(extension, BriefJson.Default.BriefExtension),
        };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BriefExtension))]
internal sealed partial class BriefJson : JsonSerializerContext;
