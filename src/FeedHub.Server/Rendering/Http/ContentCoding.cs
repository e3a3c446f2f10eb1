using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Rendering.Http;

/// <summary>A content coding that we hold ready; if a client accepts two equally, the later one is chosen.</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}

/// <summary>Chooses by <c>Accept-Encoding</c> (RFC 9110 §12.5.3).</summary>
internal static class ContentCodings
{
    /// <summary>What most clients send, judged once.</summary>
    private static readonly FrozenDictionary<string, ContentCoding> Usual =
        new[] { "identity", "gzip", "gzip, deflate", "gzip,deflate", "deflate, gzip", "gzip, deflate, br", "gzip, br", "br, gzip", "br",
            "gzip, deflate, br, zstd" }
            .ToFrozenDictionary(header => header, header => Judge(header));

    /// <summary>The coding to send; identity if the header is absent or malformed, or if nothing we have is acceptable.</summary>
    public static ContentCoding Choose(StringValues acceptEncoding) =>
        acceptEncoding is [{ } header] && Usual.TryGetValue(header, out var usual) ? usual : Judge(acceptEncoding);

    private static ContentCoding Judge(StringValues acceptEncoding)
    {
        if (StringValues.IsNullOrEmpty(acceptEncoding) || !StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var accepted))
            return ContentCoding.Identity;
        var best = ContentCoding.Identity;
        var bestQuality = Quality(accepted, "identity") ?? 0;
        if (Quality(accepted, "gzip", "x-gzip") is { } gzip && gzip > 0 && gzip >= bestQuality)
        {
            (best, bestQuality) = (
            ContentCoding.Gzip, gzip);
        }

        if (Quality(accepted, "br") is { } brotli && brotli > 0 && brotli >= bestQuality) best = ContentCoding.Brotli;
        return best;
    }

    /// <summary>The value of <c>Content-Encoding</c>; null for identity.</summary>
    public static string? Token(this ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => "gzip",
        ContentCoding.Brotli => "br",
        _ => null,
    };

    /// <summary>
    /// What the client said of a coding by name, else of <c>*</c>. An unnamed identity is acceptable, but only if nothing better is.
    /// </summary>
    private static double? Quality(IList<StringWithQualityHeaderValue> accepted, string name, string? alias = null)
    {
        var named = accepted.FirstOrDefault(a => Is(a, name) || (alias is not null && Is(a, alias)));
        var value = named ?? (name == "identity" ? null : accepted.FirstOrDefault(a => Is(a, "*")));
        return value is null ? null : value.Quality ?? 1;
    }

    private static bool Is(StringWithQualityHeaderValue value, string name) => value.Value.Equals(name, StringComparison.OrdinalIgnoreCase);
}
