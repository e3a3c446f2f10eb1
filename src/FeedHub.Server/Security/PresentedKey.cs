using System.Net.Http.Headers;
using System.Text;

namespace FeedHub.Server.Security;

/// <summary>The key that a request presents in <c>Authorization</c>; null where there is none.</summary>
internal static class PresentedKey
{
    /// <summary>Longer than any key of ours.</summary>
    private const int MaxLength = 1000;

    /// <summary>As a bearer token (RFC 6750 §2.1): what changes something takes no other, since browsers send Basic credentials unasked.</summary>
    public static string? Bearer(HttpRequest request) => Parse(request) is ("BEARER", { } key) ? key : null;

    /// <summary>As a bearer token, or as the password of Basic with any name (RFC 7617 §2), which browsers and feed readers know.</summary>
    public static string? BearerOrBasic(HttpRequest request) => Parse(request) switch
    {
        ("BEARER", { } key) => key,
        ("BASIC", { } credentials) => Password(credentials),
        _ => null,
    };

    private static (string Scheme, string Parameter)? Parse(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var given) && given.Parameter is { Length: > 0 and <= MaxLength } parameter
            ? (given.Scheme.ToUpperInvariant(), parameter)
            : null;

    /// <summary>What follows the first colon.</summary>
    private static string? Password(string credentials)
    {
        var bytes = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password] ? password : null;
    }
}
