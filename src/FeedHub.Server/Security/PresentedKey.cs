using System.Net.Http.Headers;
using System.Text;

namespace FeedHub.Server.Security;

/// <summary>The key that a request presents in <c>Authorization</c>.</summary>
internal static class PresentedKey
{
    /// <summary>Longer than any key of ours.</summary>
    public const int MaxLength = 1000;

    /// <summary>
    /// The bearer token (RFC 6750 §2.1) or, where Basic is accepted, the password of Basic with any user name (RFC 7617 §2), which browsers
    /// and feed readers support; null if there is none.
    /// </summary>
    public static string? From(HttpRequest request) =>
        !AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var given)
        || given.Parameter is not { Length: <= MaxLength } parameter
            ? null
            : given.Scheme.ToUpperInvariant() switch
            {
                "BEARER" => NotEmpty(parameter),
                "BASIC" when TakesBasic(request) => NotEmpty(Password(parameter)),
                _ => null,
            };

    /// <summary>
    /// Basic is accepted only for requests that change nothing (the safe methods, RFC 9110 §9.2.1): browsers send its credentials
    /// automatically, even with what a page of another site makes them post.
    /// </summary>
    public static bool TakesBasic(HttpRequest request) => ChangesNothing(request);

    public static bool ChangesNothing(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    /// <summary>What follows the first colon.</summary>
    private static string? Password(string credentials)
    {
        var bytes = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password]
            ? password
            : null;
    }

    private static string? NotEmpty(string? key) => string.IsNullOrEmpty(key) ? null : key;
}
