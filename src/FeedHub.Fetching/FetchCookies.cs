using System.Buffers;
using System.Globalization;
using System.Net;
using FeedHub.Core.Urls;
using FeedHub.Fetching.Http;

namespace FeedHub.Fetching;

/// <summary>
/// The cookies of one fetch: what an answer sets is sent on with the redirects that follow, as some sites answer nobody else, and forgotten
/// with the fetch. A cookie goes only where RFC 6265 §5 lets it, and never to another site.
/// </summary>
internal sealed class FetchCookies(TimeProvider time)
{
    private const int MaxCookies = 20;

    /// <summary>Maximum characters of one cookie, and of all of them in a request.</summary>
    private const int MaxLength = 4096;

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Append(127).Select(c => (char)c)]);

    private readonly List<Cookie> cookies = [];

    /// <summary>Takes what an answer sets (§5.2, §5.3); what is malformed, too large or not the answer's to set is ignored.</summary>
    /// <param name="from">The address that answered.</param>
    /// <param name="lines">The values of Set-Cookie, as received.</param>
    public void Take(Uri from, IEnumerable<string> lines)
    {
        foreach (var line in lines.Take(MaxCookies))
        {
            if (line.Length > MaxLength || line.AsSpan().ContainsAny(Controls) || Read(from, line) is not { } cookie)
                continue;
            cookies.RemoveAll(c => c.Name == cookie.Name && c.Domain == cookie.Domain && c.Path == cookie.Path);
            if (!cookie.IsOver && cookies.Count < MaxCookies)
                cookies.Add(cookie);
        }
    }

    /// <summary>The value of Cookie for a request; null if there is nothing to send (§5.4).</summary>
    public string? For(Uri address)
    {
        if (cookies.Count == 0)
            return null;
        var host = WebAddress.Host(address);
        var sent = cookies.Where(c => c.GoesTo(host, address)).OrderByDescending(c => c.Path.Length).Select(c => $"{c.Name}={c.Value}");
        var value = string.Join("; ", sent);
        return value.Length is > 0 and <= MaxLength ? value : null;
    }

    private Cookie? Read(Uri from, string line)
    {
        var parts = line.Split(';');
        if (parts[0].Split('=', 2) is not [var name, var value] || name.Trim() is not { Length: > 0 } called)
            return null;
        var host = WebAddress.Host(from);
        var cookie = new Cookie(called, value.Trim(), host, IsHostOnly: true, DefaultPath(from), IsSecure: false, IsOver: false);
        bool? isOverByAge = null;
        foreach (var (attribute, given) in parts.Skip(1).Select(p => p.Split('=', 2))
                     .Select(p => (p[0].Trim().ToLowerInvariant(), p.ElementAtOrDefault(1)?.Trim() ?? "")))
        {
            // Which wins over Expires, wherever it stands.
            if (attribute == "max-age"
                && long.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            {
                isOverByAge = seconds <= 0;
            }

            cookie = attribute switch
            {
                "domain" when given.TrimStart('.').ToLowerInvariant() is { Length: > 0 } domain =>
                    cookie with { Domain = domain, IsHostOnly = domain == host && IsAlone(host) },
                "path" => cookie with { Path = given.StartsWith('/') ? given : DefaultPath(from) },
                "secure" => cookie with { IsSecure = true },
                "expires" when DateTimeOffset.TryParse(
                    given.Replace('-', ' '), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) =>
                    cookie with { IsOver = end <= time.GetUtcNow() },
                _ => cookie,
            };
        }

        cookie = cookie with { IsOver = isOverByAge ?? cookie.IsOver };
        return IsAllowed(cookie, host, from) ? cookie : null;
    }

    /// <summary>Whether what is below the host belongs to others: it is an address or a public suffix.</summary>
    private static bool IsAlone(string host) =>
        IPAddress.TryParse(host, out _) || PublicSuffixes.RegistrableDomain("a." + host).Length > host.Length;

    /// <summary>A host may set cookies for itself and for the domains above it that are not public suffixes.</summary>
    private static bool IsAllowed(Cookie cookie, string host, Uri from) =>
        (cookie.IsHostOnly || (IsWithin(host, cookie.Domain) && IsWithin(cookie.Domain, PublicSuffixes.RegistrableDomain(host))))
        && (!cookie.IsSecure || from.Scheme == Uri.UriSchemeHttps)
        && (cookie.IsSecure || !cookie.Name.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase))
        && (cookie is { IsSecure: true, IsHostOnly: true, Path: "/" }
            || !cookie.Name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a host is the domain or below it.</summary>
    private static bool IsWithin(string host, string domain) =>
        host == domain || (host.EndsWith(domain, StringComparison.Ordinal) && host[^(domain.Length + 1)] == '.');

    /// <summary>The folder of the address (§5.1.4).</summary>
    private static string DefaultPath(Uri address) => address.AbsolutePath.LastIndexOf('/') is var slash and > 0
        ? address.AbsolutePath[..slash]
        : "/";

    private sealed record Cookie(string Name, string Value, string Domain, bool IsHostOnly, string Path, bool IsSecure, bool IsOver)
    {
        public bool GoesTo(string host, Uri address) =>
            (IsHostOnly ? host == Domain : IsWithin(host, Domain))
            && (!IsSecure || address.Scheme == Uri.UriSchemeHttps)
            && address.AbsolutePath.StartsWith(Path, StringComparison.Ordinal)
            && (Path.EndsWith('/') || address.AbsolutePath.Length == Path.Length || address.AbsolutePath[Path.Length] == '/');
    }
}
