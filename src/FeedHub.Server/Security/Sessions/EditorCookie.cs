using System.Globalization;
using System.Security.Cryptography;
using FeedHub.Server.Configuration;
using Microsoft.AspNetCore.DataProtection;

namespace FeedHub.Server.Security.Sessions;

/// <summary>
/// Says that a browser signed in with a key. It holds the hash of the key and two times, encrypted and signed, and never the key. It is
/// sent to the pages of editors only.
/// </summary>
internal sealed class EditorCookie(IDataProtectionProvider protection, CurrentCatalog current, TimeProvider clock)
{
    public const string Name = "feedhub-editor";

    /// <summary>Time without a request after which an editor must sign in again.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>Time after which an editor must sign in again, whatever has happened since.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>How old it grows before a request renews it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("FeedHub.EditorCookie.1");

    /// <summary>The hash of the key with which the browser signed in, or null. Renews the cookie.</summary>
    public string? Read(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 and < 4096 } value || Opened(value) is not { } session)
            return null;
        var now = clock.GetUtcNow();
        // A time in the future was written by a clock that was ahead.
        if ((now - session.Renewed).Duration() > Idle || (now - session.SignedIn).Duration() > Longest)
            return null;
        if ((now - session.Renewed).Duration() > Fresh)
            Write(http, session with { Renewed = now });
        return session.Hash;
    }

    /// <param name="hash">Of the key with which the browser has just signed in.</param>
    public void Write(HttpContext http, string hash)
    {
        var now = clock.GetUtcNow();
        Write(http, new Session(hash, now, now));
    }

    public void Delete(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http));

    private void Write(HttpContext http, Session session)
    {
        var options = Options(http);
        options.MaxAge = Idle;
        http.Response.Cookies.Append(
            Name,
            protector.Protect(string.Create(
                CultureInfo.InvariantCulture,
                $"{session.Hash} {session.SignedIn.ToUnixTimeSeconds()} {session.Renewed.ToUnixTimeSeconds()}")),
            options);
    }

    private CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = current.Value.Site.BasePath + EditorsPath.Root,
        IsEssential = true,
    };

    /// <summary>Null for a value that is not ours, or from before the data folder was replaced.</summary>
    private Session? Opened(string value)
    {
        try
        {
            var parts = protector.Unprotect(value).Split(' ');
            return new(parts[0], Instant(parts[1]), Instant(parts[2]));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static DateTimeOffset Instant(string seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));

    private sealed record Session(string Hash, DateTimeOffset SignedIn, DateTimeOffset Renewed);
}
