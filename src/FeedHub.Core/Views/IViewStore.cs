namespace FeedHub.Core.Views;

/// <summary>Keeps the views that were saved; those of files are in the catalog.</summary>
public interface IViewStore
{
    /// <summary>All of them, by title.</summary>
    Task<IReadOnlyList<View>> ListAsync(CancellationToken cancellationToken);

    Task<View?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a view, unless there is one of that ID or its owner has as many as one may have.</summary>
    Task<bool> AddAsync(View view, int mostOfOwner, CancellationToken cancellationToken);

    /// <summary>Replaces a view; false if there is none of that ID.</summary>
    Task<bool> ReplaceAsync(View view, CancellationToken cancellationToken);

    /// <summary>Deletes a view with its alerts; false if there is none of that ID.</summary>
    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken);
}
