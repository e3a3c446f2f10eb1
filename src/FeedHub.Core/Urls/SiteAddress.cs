using System.Globalization;

namespace FeedHub.Core.Urls;

/// <summary>Where our own pages and feeds live, and how our permanent IDs are minted.</summary>
/// <param name="BaseUrl">Public address with the base path, without a trailing slash.</param>
/// <param name="TagAuthority">Domain and date of our tag URIs, such as <c>feedhub.example,2026</c> (RFC 4151 §2.1).</param>
public sealed record SiteAddress(string BaseUrl, string TagAuthority)
{
    /// <summary>The absolute address of a path of ours, which begins with a slash.</summary>
    public string Absolute(string path) => BaseUrl + path;

    /// <summary>A tag URI; never derived from <see cref="BaseUrl"/>, so that moving the site changes no ID.</summary>
    public string Tag(string specific) => $"tag:{TagAuthority}:{specific}";

    /// <summary>
    /// The day from which our tag URIs hold (<c>yyyy[-mm[-dd]]</c>, RFC 4151 §2.1): the date of a feed in which nothing has happened yet.
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
