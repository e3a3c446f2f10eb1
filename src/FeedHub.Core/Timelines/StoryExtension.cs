using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Timelines;

/// <summary>A story for programs: <c>_feedhub</c> of an item of our JSON Feed, and what the API answers.</summary>
/// <param name="About">Where the feeds are explained.</param>
/// <param name="Story">Its number.</param>
public sealed record StoryExtension(
    string About, long Story, IReadOnlyList<string> Regions, IReadOnlyList<string> Topics, TellersExtension Tellers,
    IReadOnlyList<TellingExtension> Tellings)
{
    public static JsonElement Of(Story story, SiteAddress address)
    {
        var tellers = StoryTellers.Of(story.Tellings);
        return JsonSerializer.SerializeToElement(
            new StoryExtension(
                address.Absolute("/feeds"),
                story.Id.Value,
                story.Regions,
                story.Topics,
                new TellersExtension(tellers.Sources, tellers.Languages, tellers.Countries, [.. tellers.Kinds.Select(k => k.Word())]),
                [.. story.Tellings.Select(TellingExtension.Of)]),
            StoryJson.Default.StoryExtension);
    }
}

/// <summary>Who tells a story.</summary>
/// <param name="Sources">How many outlets.</param>
/// <param name="Countries">Of the outlets.</param>
/// <param name="Kinds">In the words of <c>?kind=</c>.</param>
public sealed record TellersExtension(int Sources, IReadOnlyList<string> Languages, IReadOnlyList<string> Countries, IReadOnlyList<string> Kinds);

/// <param name="Entry">Its ID, by which a correction names it.</param>
/// <param name="Why">What it shares with its story.</param>
/// <param name="Duplicate">Whether it copies another telling's text.</param>
public sealed record TellingExtension(
    string Entry, string Source, string? Url, string? Language, string Title, IReadOnlyList<string>? Why, double? Score, bool? Duplicate)
{
    public static TellingExtension Of(Telling telling) => new(
        telling.Entry.Id.Value,
        telling.Source.Id.Value,
        Republication.Link(telling),
        telling.Entry.Language == "und" ? null : telling.Entry.Language,
        Republication.Headline(telling),
        telling.Why.Count == 0 ? null : telling.Why,
        telling.Score == 0 ? null : telling.Score,
        telling.DuplicateOf is null ? null : true);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoryExtension))]
internal sealed partial class StoryJson : JsonSerializerContext;
