using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Pages;
using FeedHub.Server.Publishing.Writing;

namespace FeedHub.Server.Publishing.Drafting;

/// <summary>
/// Makes the draft of a brief from stories of the timeline: each is an item of “What we are watching”, and all else is left to the editor.
/// </summary>
internal sealed class BriefDrafter(
    StoryChooser chooser, CurrentCatalog current, Func<Tagger> tagger, NewBriefNames names, BriefWriter writer, TimeProvider clock)
{
    /// <summary>Reports that are listed of each story: fewer, if their addresses and titles would make the brief too long.</summary>
    private static readonly int[] Sources = [8, 4, 2, 1];

    /// <summary>Characters of a brief that the draft leaves for what is written into its front matter.</summary>
    private const int Room = 1_000;

    /// <summary>Regions, and topics, that the front matter takes from the stories.</summary>
    private const int MaxSubjects = 4;

    /// <summary>The file of a draft, which is written nowhere yet; or why there is none.</summary>
    /// <param name="title">The title that the brief is to have; null for one that tells the editor to write one.</param>
    public async Task<(StoryDraft? Draft, DraftRefusal? Refusal)> MakeAsync(
        Series series, StoryChoice choice, string? title, CancellationToken cancellationToken)
    {
        title = title is null ? null : ForeignText.Line(title);
        if (title is not null && Values.Title(title).Wrong is { } wrong)
            return (null, new("title", $"It {wrong}."));
        var (stories, refusal) = await chooser.ReadAsync(choice, cancellationToken);
        if (refusal is not null)
            return (null, refusal);
        var now = clock.GetUtcNow();
        var filling = Filling(series, stories, title, now);
        var items = Items(series, stories);
        var text = Sources.Select(most => BriefTemplate.For(series, now, filling with { Items = items(most) }))
            .First(t => t.Length <= BriefWriter.MaxLength - Room);
        var name = title is null
            ? string.Create(CultureInfo.InvariantCulture, $"draft-{now.UtcDateTime:yyyy-MM-dd}") : ImportSlug.From(null, null, title);
        return (new(name, BriefFile.WithStatus(text, BriefStatus.Draft), [.. stories.Select(s => s.Id)]), null);
    }

    /// <summary>Writes it where editors find it, as if one of them had.</summary>
    /// <returns>The name that it got; null if every name like its own is taken.</returns>
    public async Task<string?> SaveAsync(Series series, StoryDraft draft, Editor by, CancellationToken cancellationToken)
    {
        await foreach (var name in names.FreeAsync(series, draft.Name, cancellationToken))
        {
            var form = await writer.TakeAsync(
                series, null, new(WritingIntent.Draft, name, draft.Text, "", WrittenPicture.None), by, cancellationToken);
            if (form.Saved is not null)
                return form.Saved;
            // Somebody else took the name in between.
            if (form.Status != StatusCodes.Status409Conflict)
                throw new InvalidOperationException($"What we drafted is no brief: {string.Join(' ', form.Problems ?? [])} {form.Fault}");
        }
        return null;
    }

    private TemplateFilling Filling(Series series, IReadOnlyList<Story> stories, string? title, DateTimeOffset now)
    {
        var (words, catalog) = (DraftWording.In(series.Language), current.Value);
        var count = stories.Count == 1 ? "1 story" : $"{stories.Count} stories";
        return new()
        {
            Title = title ?? $"Draft of {Phrases.Date(now)} from {count}{BriefTemplate.Untitled}",
            Dek = BriefTemplate.DekStandIn,
            Regions = [.. Commonest(stories.SelectMany(s => s.Regions)).Where(r => Values.Region(r).Wrong is null)],
            Topics = [.. Commonest(stories.SelectMany(s => s.Topics)).Where(t => Values.Slug(t).Wrong is null)],
            Watching = Known(words.Watching, BriefSectionKind.Watching) ?? BriefTemplate.Watching,
            WhyItMatters = Known(words.WhyItMatters, BriefSectionKind.WhyItMatters) ?? BriefTemplate.WhyItMatters,
        };

        // An operator may have taken the names of a language out of section-names.yaml; the English ones are always known.
        string? Known(string heading, BriefSectionKind kind) => catalog.Headings.KindOf(heading) == kind ? heading : null;
    }

    /// <summary>The items with their labels, by how many reports of each story are listed.</summary>
    private Func<int, string> Items(Series series, IReadOnlyList<Story> stories)
    {
        var (words, known, labels) = (DraftWording.In(series.Language), tagger(), new HashSet<string>());
        var items = stories.Select(s => new DraftItem(s, words, known)).Select(i => (Item: i, Label: i.Labels.First(labels.Add))).ToList();
        return most => string.Join('\n', items.Select(i => i.Item.Markdown(i.Label, most, current.Value.Site.Address))).TrimEnd();
    }

    private static IEnumerable<string> Commonest(IEnumerable<string> values) =>
        values.CountBy(v => v).OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Take(MaxSubjects)
            .Select(v => v.Key);
}

/// <summary>A draft made from stories.</summary>
/// <param name="Name">The slug that it is to have, if that is free.</param>
/// <param name="Text">The whole file.</param>
/// <param name="Stories">Those that it tells, in their order.</param>
internal sealed record StoryDraft(string Name, string Text, IReadOnlyList<StoryId> Stories);
