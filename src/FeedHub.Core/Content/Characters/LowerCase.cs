namespace FeedHub.Core.Content.Characters;

/// <summary>
/// Lower-cases single characters by a table: beyond ASCII, the runtime calls ICU for each character, which costs more than everything else
/// that is done with it.
/// </summary>
internal static class LowerCase
{
    /// <summary>The results of <see cref="char.ToLowerInvariant"/>.</summary>
    private static readonly string Table = string.Create(char.MaxValue + 1, 0, static (all, _) =>
    {
        for (var c = 0; c < all.Length; c++)
            all[c] = (char)c;
    }).ToLowerInvariant();

    public static char From(char c) => Table[c];
}
