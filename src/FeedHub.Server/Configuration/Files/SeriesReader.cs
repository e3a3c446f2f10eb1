using FeedHub.Core.Briefs;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration.Yaml;

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
            Follow = yaml.Mappings("follow", "url").Select(Follow).FirstOrDefault(),
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
