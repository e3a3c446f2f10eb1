namespace FeedHub.Storage;

/// <summary>The store has migrations that this version does not know, so what it holds may mean something else by now.</summary>
/// <param name="store">The folder or the database, for people.</param>
/// <param name="migration">The last of those migrations.</param>
public sealed class NewerStoreException(string store, string migration) : UnusableDataException(
    $"{store} was brought up to date by a newer FeedHub ({migration}). Use that version, or restore a backup from before", null)
{
    /// <param name="store">The folder or the database, for people.</param>
    /// <param name="applied">The names of the migrations that the store has had.</param>
    /// <param name="known">The names of those that this version has.</param>
    /// <exception cref="NewerStoreException">There is one that is not known.</exception>
    internal static void ThrowIfNewer(string store, IEnumerable<string> applied, IEnumerable<string> known)
    {
        if (applied.Except(known).Max(StringComparer.Ordinal) is { } newer)
            throw new NewerStoreException(store, newer);
    }
}
