using System.Globalization;

namespace FeedHub.Core.Urls;

/// <summary>The address of our own pages and feeds, and the basis of our permanent IDs.</summary>
/// <param name="BaseUrl">Public address with the base path, without a trailing slash.</param>
/// <param name="TagAuthority">Domain and date of our tag URIs, such as <c>feedhub.example,2026</c> (RFC 4151 §2.1).</param>
public sealed record SiteAddress(string BaseUrl, string TagAuthority)
{
    /// <summary>The absolute address of one of our paths, which begins with a slash.</summary>
    public string Absolute(string path) => BaseUrl + path;

    /// <summary>A tag URI; never derived from <see cref="BaseUrl"/>, so that moving the site changes no ID.</summary>
    public string Tag(string specific) => $"tag:{TagAuthority}:{specific}";

    /// <summary>
    /// The day from which our tag URIs are valid (<c>yyyy[-mm[-dd]]</c>, RFC 4151 §2.1): used as the date of an empty feed.
    /// </summary>
    public DateTimeOffset TagDate
    {
        get
        {
            var date = TagAuthority[(TagAuthority.LastIndexOf(',') + 1)..];
            return DateTimeOffset.ParseExact(
                date, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        }
    }
}
