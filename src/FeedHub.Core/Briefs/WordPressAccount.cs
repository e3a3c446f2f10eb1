using System.Text.RegularExpressions;

namespace FeedHub.Core.Briefs;

/// <summary>The account under which the drafts of a series are sent to WordPress.</summary>
/// <param name="Url">Address of the posts in its REST API: one of which <see cref="SiteOf"/> knows the site.</param>
/// <param name="PasswordVariable">The environment variable that holds an application password of the user.</param>
/// <param name="Categories">Numbers of the categories that drafts get; empty for the one that the site gives by itself.</param>
public sealed partial record WordPressAccount(string Url, string User, string PasswordVariable, IReadOnlyList<long> Categories)
{
    /// <summary>The site whose posts are at an address of the REST API, without a slash behind it; null for any other address.</summary>
    public static string? SiteOf(string posts) =>
        Posts().Match(posts) is { Success: true } match && Uri.TryCreate(posts, UriKind.Absolute, out _) ? match.Groups[1].Value : null;

    /// <summary>Where an editor writes on at a post.</summary>
    public string EditAddress(long number) => FormattableString.Invariant($"{SiteOf(Url)}/wp-admin/post.php?post={number}&action=edit");

    /// <summary>The address of the posts with parameters.</summary>
    public string With(string query) => $"{Url}{(Url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";

    [GeneratedRegex(@"^(https?://[^?#\s@]+?)/(?:wp-json/wp/v2/posts|(?:index\.php)?\?rest_route=/wp/v2/posts)\z")]
    private static partial Regex Posts();
}
