namespace FeedHub.Core.Content.Characters;

/// <summary>
/// Lower case of single characters from a table: the runtime asks ICU for each one beyond ASCII, which costs more than all else that is
/// done with it.
/// </summary>
internal static class LowerCase
{
    /// <summary>As <see cref="char.ToLowerInvariant"/> has it.</summary>
    private static readonly string Table = string.Create(char.MaxValue + 1, 0, static (all, _) =>
    {
        for (var c = 0; c < all.Length; c++)
            all[c] = (char)c;
    }).ToLowerInvariant();

    public static char From(char c) => Table[c];
}
