using System.Text.RegularExpressions;

namespace FeedHub.Core.Urls;

/// <summary>An address that may be shown to anybody, without what looks like a secret for the outlet's server.</summary>
public static partial class RedactedUrl
{
    /// <summary>
    /// The address without user name and password, and with the values of keys, tokens and passwords in its query hidden.
    /// </summary>
    public static string From(string url) => Keys().Replace(User().Replace(url, ""), "***");

    [GeneratedRegex(@"(?<=^[A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@")]
    private static partial Regex User();

    [GeneratedRegex(
        @"(?<=[?&;](?:[\w.-]*[_.-])?(?:key|apikey|accesskey|token|accesstoken|authtoken|secret|password|passwd|pass|pwd|auth|signature)=)[^&;#]+",
        RegexOptions.IgnoreCase)]
    private static partial Regex Keys();
}
