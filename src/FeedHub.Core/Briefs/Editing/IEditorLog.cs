using FeedHub.Core.Briefs.Following;

namespace FeedHub.Core.Briefs.Editing;

/// <summary>Keeps everything that editors do.</summary>
public interface IEditorLog
{
    /// <summary>
    /// Takes a step and writes it down, or does neither. Of the editors of a series, one at a time comes this far, on whichever node, and
    /// sees what the others did.
    /// </summary>
    /// <param name="decides">
    /// The post about which the act decides, as the editor saw it; null if the act decides about none. It counts as decided from then on.
    /// </param>
    /// <param name="work">Does the work, such as writing a file; false if it could not. It may be called again after a fault.</param>
    /// <returns>
    /// The number of the act; null if nothing was done, because the post proposes something else by now or because the step could not be
    /// taken.
    /// </returns>
    Task<long?> AddAsync(
        EditorAct act, FollowedPost? decides, Func<CancellationToken, Task<bool>> work, CancellationToken cancellationToken);

    /// <summary>The latest acts, newest first, without their texts.</summary>
    /// <param name="slug">A brief; null for all of the series.</param>
    /// <param name="before">Only acts with smaller numbers; null for the latest.</param>
    Task<IReadOnlyList<LoggedAct>> LatestAsync(
        string series, string? slug, long? before, int limit, CancellationToken cancellationToken);

    /// <summary>One act with its texts; null if the series has none of that number.</summary>
    Task<LoggedAct?> FindAsync(string series, long number, CancellationToken cancellationToken);
}
