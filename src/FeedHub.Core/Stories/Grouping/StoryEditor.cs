using FeedHub.Core.Entries;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// Corrects grouping permanently: the algorithm follows these corrections, both now and when everything is grouped again.
/// </summary>
public sealed class StoryEditor(IGroupingStore store, TimeProvider clock)
{
    /// <summary>Splits entries from their story, together, into a new one.</summary>
    /// <returns>The new story; null if the entries are not reports of the story, or are all of its reports.</returns>
    public Task<StoryId?> SplitAsync(StoryId story, IReadOnlyList<EntryId> entries, CancellationToken cancellationToken) =>
        store.StepAsync<StoryId?>(
        async step =>
        {
            var reports = await step.ReportsAsync(story);
            // Copies of an entry move with it.
            var leaving = reports.Where(t => entries.Contains(t.Id) || (t.DuplicateOf is { } original && entries.Contains(original)))
                .ToList();
            if (!entries.All(e => leaving.Exists(t => t.Id == e)) || leaving.Count == 0 || leaving.Count == reports.Count)
                return null;
            foreach (var report in leaving)
            {
                foreach (var staying in reports.Except(leaving))
                    await step.CorrectAsync(new Correction(report.Id, staying.Id, Together: false));
                if (report != leaving[0])
                    await step.CorrectAsync(new Correction(leaving[0].Id, report.Id, Together: true));
            }
            var founded = new StoryId(await step.LastStoryAsync() + 1);
            await step.MoveAsync([.. leaving.Select(t => t.Id)], story, founded);
            await step.ConcludeAsync();
            return founded;
        },
        clock.GetUtcNow(),
        cancellationToken);

    /// <summary>Merges two stories.</summary>
    /// <returns>The older of the two, which remains; null if one of them does not exist or both are the same.</returns>
    public Task<StoryId?> MergeAsync(StoryId one, StoryId other, CancellationToken cancellationToken) => store.StepAsync<StoryId?>(
        async step =>
        {
            var (kept, gone) = one.Value < other.Value ? (one, other) : (other, one);
            var (staying, coming) = (await step.ReportsAsync(kept), await step.ReportsAsync(gone));
            if (kept == gone || staying.Count == 0 || coming.Count == 0)
                return null;
            foreach (var report in staying)
            {
                foreach (var joining in coming)
                    await step.CorrectAsync(new Correction(report.Id, joining.Id, Together: true));
            }
            await step.MergeAsync(new MergedStory(gone, 1, [Correction.JoinedReason]), kept);
            await step.ConcludeAsync();
            return kept;
        },
        clock.GetUtcNow(),
        cancellationToken);
}
