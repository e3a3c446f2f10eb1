using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Urls;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration.Yaml;
using Microsoft.AspNetCore.WebUtilities;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads a <c>series.yaml</c>.</summary>
internal static class SeriesReader
{
    private static readonly Dictionary<string, FeedFormat> Formats = FeedFormats.From(FeedOffer.Series).ToDictionary(f => f.Extension);

    private static readonly Dictionary<string, WithdrawalRule> Rules = new()
    {
        ["when the site says so"] = WithdrawalRule.WhenSiteSaysSo,
        ["at once"] = WithdrawalRule.AtOnce,
        ["ask"] = WithdrawalRule.Ask,
    };

    /// <param name="taken">Aliases of other series by path, with the file that has each.</param>
    public static Series? Read(ConfigFile file, string slug, IReadOnlyDictionary<string, string> taken)
    {
        if (YamlText.Read(file, file.Text!, 0) is not { } yaml)
        {
            return null;
        }
        var follow = yaml.Mappings("follow", "url").Select(Follow).FirstOrDefault();
        var series = new Series
        {
            Slug = slug,
            Title = yaml.Required("title", Values.Title) ?? "",
            Description = yaml.Required("description", Values.Paragraph) ?? "",
            Language = yaml.Required("language", Values.Language) ?? "",
            Publisher = yaml.Required("publisher", Values.Title) ?? "",
            Home = yaml.Optional("home", Values.Url, null),
            Rights = yaml.Optional("rights", Values.Paragraph, null),
            Licence = yaml.Optional("licence", Values.Url, null),
            Aliases = [.. yaml.Mappings("aliases", "path").Select(a => Alias(a, file, taken)).OfType<FeedAlias>()],
            Follow = follow,
            WordPress = yaml.Mapping("wordpress") is { } account ? WordPress(account, follow?.Url) : null,
            Demonstration = yaml.Optional("demonstration", Values.Flag, false),
        };
        yaml.RefuseOthers();
        return file.Spoilt ? null : series;
    }

    private static FollowedAddress? Follow(YamlMapping yaml)
    {
        var (url, interval) = (yaml.Required("url", Values.Url), yaml.Optional("interval", Values.PollInterval, null));
        var withdraw = yaml.Optional("withdraw", Values.Word(Rules), WithdrawalRule.WhenSiteSaysSo);
        yaml.RefuseOthers();
        return url is null ? null : new(url, interval ?? FollowedAddress.UsualInterval, withdraw);
    }

    /// <param name="followed">The address that the series follows. Without another, its site is the one, and its categories are.</param>
    private static WordPressAccount? WordPress(YamlMapping yaml, string? followed)
    {
        var posts = followed?.Split(followed.Contains("?rest_route=", StringComparison.Ordinal) ? '&' : '?')[0];
        posts = posts is not null && WordPressAccount.SiteOf(posts) is not null ? posts : null;
        var url = posts is null ? yaml.Required("url", Posts) : yaml.Optional("url", Posts, posts);
        var (user, variable) = (yaml.Required("user", User), yaml.Required("password_variable", Values.Variable));
        var given = yaml.List("category", Category).OfType<long>().ToList();
        yaml.RefuseOthers();
        if (url is null || user is null || variable is null)
            return null;
        // A draft outside of the category that is followed would never come back.
        return new(url, user, variable, given.Count == 0 && url == posts ? CategoriesOf(followed!) : given);
    }

    private static List<long> CategoriesOf(string followed) =>
    [
        .. QueryHelpers.ParseQuery(new Uri(followed).Query).GetValueOrDefault("categories").OfType<string>().SelectMany(c => c.Split(','))
            .Select(c => Category(c).Value).OfType<long>(),
    ];

    private static Parsed<string> Posts(string text) => WordPressAccount.SiteOf(text) is not null
        ? text
        : new Refusal($"'{RedactedUrl.From(text)}' is not the address of the posts in WordPress' REST API; write one such as "
            + "https://example.org/wp-json/wp/v2/posts, without a user name and without what follows a question mark");

    /// <summary>Basic authentication divides name and password at the first colon (RFC 7617 §2).</summary>
    private static Parsed<string> User(string text) =>
        text.Contains(':', StringComparison.Ordinal)
            ? new Refusal("contains a colon, which no user name of WordPress does") : Values.Line(text);

    private static Parsed<long?> Category(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : new Refusal($"'{text}' is not the number of a category; it is the tag_ID in the address at which WordPress edits it");

    private static FeedAlias? Alias(YamlMapping yaml, ConfigFile file, IReadOnlyDictionary<string, string> taken)
    {
        var (path, format) = (yaml.Required("path", Path), yaml.Optional("format", Values.Word(Formats), null) ?? FeedFormats.Rss);
        yaml.RefuseOthers();
        if (path is not null && taken.TryGetValue(path, out var other))
        {
            file.Refuse(yaml.LineOf("path"), yaml.At("path"), $"'{path}' already leads to the series of {other}; remove it from one");
        }
        return path is null ? null : new(path, format);
    }

    private static Parsed<string> Path(string text) =>
        text.StartsWith('/') && text.Trim('/').Length > 0 && !text.Any(c => char.IsWhiteSpace(c) || c is '?' or '#')
            ? text.TrimEnd('/') : new Refusal(
                $"'{text}' is not a path of this site; write one such as /category/brief/feed, without the host");
}
