using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Timelines;

/// <summary>A story for programs: <c>_feedhub</c> in the items of our JSON Feed.</summary>
/// <param name="About">Where the feeds are explained.</param>
/// <param name="Story">Its number.</param>
/// <param name="Page">Its page here, with all its reports.</param>
public sealed record StoryExtension(
    string About, long Story, string Page, IReadOnlyList<string> Regions, IReadOnlyList<string> Topics, CoverageExtension Coverage,
    IReadOnlyList<ReportExtension> Reports)
{
    public static JsonElement From(Story story, SiteAddress address)
    {
        var coverage = StoryCoverage.From(story.Reports);
        return JsonSerializer.SerializeToElement(
            new StoryExtension(
                address.Absolute("/feeds"),
                story.Id.Value,
                address.Absolute($"/stories/{story.Id}"),
                story.Regions,
                story.Topics,
                new CoverageExtension(coverage.Sources, coverage.Languages, coverage.Countries, [.. coverage.Kinds.Select(k => k.Name())]),
                [.. story.Reports.Select(ReportExtension.From)]),
            StoryJson.Default.StoryExtension);
    }
}

/// <summary>Who reports a story.</summary>
/// <param name="Sources">The number of sources.</param>
/// <param name="Countries">Countries of the sources.</param>
/// <param name="Kinds">Kinds of the sources, as in <c>?kind=</c>.</param>
public sealed record CoverageExtension(
    int Sources, IReadOnlyList<string> Languages, IReadOnlyList<string> Countries, IReadOnlyList<string> Kinds);

/// <param name="Entry">Its ID, which corrections use.</param>
/// <param name="Why">What it shares with its story.</param>
/// <param name="Duplicate">Whether it copies another report's text.</param>
public sealed record ReportExtension(
    string Entry, string Source, string? Url, string? Language, string Title, IReadOnlyList<string>? Why, bool? Duplicate)
{
    public static ReportExtension From(Report report) => new(
        report.Entry.Id.Value,
        report.Source.Id.Value,
        Republication.Link(report),
        report.Entry.Language == "und" ? null : report.Entry.Language,
        Republication.Headline(report),
        report.Why.Count == 0 ? null : report.Why,
        report.DuplicateOf is null ? null : true);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoryExtension))]
internal sealed partial class StoryJson : JsonSerializerContext;
