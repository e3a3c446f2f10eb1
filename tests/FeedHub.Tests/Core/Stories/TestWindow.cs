using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Core.Stories;

/// <summary>A window into which tests place texts one after another.</summary>
internal sealed class TestWindow(params IReadOnlyList<Correction> corrections)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly FeatureExtractor Extractor = new(ShippedGazetteer.Tagger);
    private readonly StoryWindow window = new(GroupingWeights.Default, corrections);
    private long last;

    /// <param name="source">The outlet; each text has its own if none is given.</param>
    public Placement Place(
        string id, string language, string title, string text = "", int minutes = 0, string? url = null, string? source = null)
    {
        var vector = window.Extract(Extractor, new GroupingEntry
        {
            Id = new EntryId(id),
            Source = new SourceId(source ?? $"source-{id}"),
            Language = language,
            CanonicalUrl = url,
            Title = title,
            Text = text,
            At = Noon.AddMinutes(minutes),
        });
        var placed = window.Place(vector, new StoryId(last + 1));
        last += placed.IsNew ? 1 : 0;
        return placed;
    }
}
