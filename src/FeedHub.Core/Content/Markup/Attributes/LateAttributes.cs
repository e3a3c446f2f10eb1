using System.Buffers;

namespace FeedHub.Core.Content.Markup.Attributes;

/// <summary>What a script does with the address in an attribute.</summary>
internal enum LateUse
{
    None,
    /// <summary>It puts it into <c>src</c>.</summary>
    Address,
    /// <summary>It puts it into <c>srcset</c>.</summary>
    Set,
    /// <summary>It shows it when the picture is opened.</summary>
    LargerView,
}

/// <summary>
/// The <c>data-</c> attributes in which scripts keep addresses. Each library has names of its own, so a name is judged by its words.
/// </summary>
internal static class LateAttributes
{
    private static readonly SearchValues<string> NoAddress = Any(
        "thumb", "placeholder", "lqip", "low", "tiny", "blur", "link", "href", "page", "error", "fallback", "avatar", "caption", "title",
        "poster", "author", "icon", "logo", "pin-");

    private static readonly SearchValues<string> Larger = Any(
        "full", "large", "hi-res", "hires", "highres", "high-res", "retina", "zoom", "big", "medium", "orig", "2x");

    private static readonly SearchValues<string> Address = Any("src", "file", "image", "img", "url");

    private static readonly SearchValues<string> PictureTypes = Any(
        ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg", ".jfif", ".bmp");

    /// <summary>What the attribute is for.</summary>
    /// <param name="name">Its name after <c>data-</c>, in lower case.</param>
    /// <param name="value">Its value, not empty.</param>
    public static LateUse Use(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name is "src" or "original" || name.EndsWith("lazy-src", StringComparison.Ordinal))
            return LateUse.Address;
        if (name.Length < 3 || name.ContainsAny(NoAddress))
            return LateUse.None;
        if (name.Contains("srcset", StringComparison.Ordinal) || name.EndsWith("-set", StringComparison.Ordinal))
            return LateUse.Set;
        if (!IsAddress(value))
            return LateUse.None;
        if (name.ContainsAny(Larger))
            return LateUse.LargerView;
        if (name.EndsWith("src", StringComparison.Ordinal) || name.Contains("lazy", StringComparison.Ordinal) || name is "echo")
            return LateUse.Address;
        return name.Contains("src", StringComparison.Ordinal) || (name.ContainsAny(Address) && HasPictureType(value))
            ? LateUse.LargerView
            : LateUse.None;
    }

    /// <summary>Whether the value can be nothing but an address: with its host, or from the root.</summary>
    public static bool IsAddress(ReadOnlySpan<char> value)
    {
        value = value.TrimStart();
        return value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || value is ['/', _, ..];
    }

    /// <summary>Whether the address names a picture's type.</summary>
    public static bool HasPictureType(ReadOnlySpan<char> address) => address.ContainsAny(PictureTypes);

    private static SearchValues<string> Any(params ReadOnlySpan<string> words) =>
        SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}
