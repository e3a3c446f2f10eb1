using System.Diagnostics.CodeAnalysis;

namespace FeedHub.Fetching.Http;

/// <summary>Addresses whose form allows them to be fetched.</summary>
internal static class WebAddress
{
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out address) && IsWeb(address);

    /// <summary>Where a redirect leads (RFC 9110 §10.2.2).</summary>
    public static bool TryFollow(Uri from, string location, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(from, location, out address) && IsWeb(address);

    /// <summary>The address without user name, password and fragment, which are not sent.</summary>
    public static string Text(Uri address) => address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    /// <summary>The host name by which politeness and circuits are tracked; each IP address is its own host.</summary>
    public static string Host(Uri address) => address.IdnHost.TrimEnd('.').ToLowerInvariant();

    private static bool IsWeb(Uri address) => address.Scheme is "http" or "https" && address.IdnHost.Length > 0;
}
