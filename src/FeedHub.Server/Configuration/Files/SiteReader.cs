using System.Globalization;
using System.Net;
using FeedHub.Core.Catalog;
using FeedHub.Core.Urls;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads <c>site.yaml</c>: options override the environment, which overrides the file, which overrides defaults.</summary>
internal static class SiteReader
{
    public const string Path = "site.yaml";

    private static readonly Dictionary<string,
        TimelineAccess> Timelines = new() { ["public"] = TimelineAccess.Public, ["key"] = TimelineAccess.Key };

    private static string Version => typeof(SiteReader).Assembly.GetName().Version!.ToString(2);

    /// <param name="permanent">The tag authority in force, which the file must keep; null at a start.</param>
    /// <param name="tagAuthority">What the file, or what overrides it, gives as the tag authority, even if the rest is bad.</param>
    public static Site? Read(ConfigFile file, FeedHubOptions options, string? permanent, out string? tagAuthority)
    {
        tagAuthority = null;
        var overrides = Overrides(options);
        if (YamlText.Read(file, file.Text!, 0, overrides) is not { } yaml)
        {
            return null;
        }
        var title = yaml.Required("title", Values.Title);
        var publicUrl = yaml.Required("public_url", PublicUrl);
        var basePath = yaml.Optional("base_path", BasePath, null);
        tagAuthority = yaml.Required("tag_authority", Values.TagAuthority);
        if (permanent is not null && tagAuthority is not null && tagAuthority != permanent)
        {
            file.Refuse(
                yaml.LineOf("tag_authority"), "tag_authority",
                $"is '{tagAuthority}', but the IDs in force begin with '{permanent}', which is permanent; restore that");
        }
        var contact = yaml.Required("contact", Values.Contact);
        var fetching = yaml.MappingOrEmpty("fetching");
        var api = yaml.MappingOrEmpty("api");
        var mail = yaml.MappingOrEmpty("mail");
        var site = new Site
        {
            Title = title ?? "",
            Address = Address(yaml, file, publicUrl, basePath, tagAuthority),
            BasePath = basePath ?? PathOf(publicUrl),
            Contact = contact ?? "",
            Language = yaml.Optional("language", Values.Language, "en")!,
            UserAgent = yaml.Optional("user_agent", Values.UserAgent, $"FeedHub/{Version} (+{contact})")!,
            AllowedNetworks = [.. yaml.List("allow_networks", Values.Network).OfType<IPNetwork>(), .. options.AllowedNetworks],
            TrustedProxies = [.. yaml.List("trusted_proxies", Values.Network).OfType<IPNetwork>()],
            Timeline = yaml.Optional("timeline", Values.Word(Timelines), TimelineAccess.Public),
            Retention = yaml.Optional("retention", Retention, null),
            Api = new(
                api.Optional("per_minute", Quota, ApiQuota.Usual.PerMinute),
                api.Optional("per_minute_with_key", Quota, ApiQuota.Usual.PerMinuteWithKey)),
            Mail = MailReader.Read(mail, file),
            HostSpacing = fetching.Optional("host_spacing", Values.Duration, null) ?? TimeSpan.FromSeconds(1),
        };
        yaml.RefuseOthers();
        fetching.RefuseOthers();
        api.RefuseOthers();
        mail.RefuseOthers();
        string[] known =
            [.. yaml.Asked.Where(k => k is not ("fetching" or "api" or "mail")), .. fetching.Asked, .. api.Asked, .. mail.Asked];
        foreach (var (key, beats) in overrides.Where(o => !known.Contains(o.Key)))
        {
            file.RefuseElsewhere(beats.Where, key, $"is not a key of {Path}; {Spelling.Suggest(key, known)}");
        }
        return file.Spoilt ? null : site;
    }

    private static Dictionary<string, Override> Overrides(FeedHubOptions options)
    {
        var overrides = options.SiteOverrides.ToDictionary(o => o.Key, o => new Override("environment", o.Value));
        if (options.PublicUrl is { } url)
        {
            overrides["public_url"] = new("--public-url", url);
        }
        return overrides;
    }

    private static SiteAddress Address(YamlMapping yaml, ConfigFile file, string? publicUrl, string? basePath, string? tagAuthority)
    {
        var url = publicUrl ?? "";
        var path = PathOf(publicUrl);
        if (basePath is not null && path.Length > 0 && path != basePath)
        {
            file.Refuse(
                yaml.LineOf("base_path"), "base_path",
                $"is '{basePath}', but public_url ends in '{path}'; make them equal, or leave one out");
        }
        return new(path.Length == 0 ? url + basePath : url, tagAuthority ?? "");
    }

    private static string PathOf(string? publicUrl) => publicUrl is null ? "" : new Uri(publicUrl).AbsolutePath.TrimEnd('/');

    private static Parsed<string> PublicUrl(string text) =>
        Values.Url(text).Wrong is { } wrong ? new Refusal(wrong)
        : new Uri(text) is { Query: "", Fragment: "" } ? text.TrimEnd('/')
        : new Refusal($"'{text}' must end before any '?' or '#'");

    private static Parsed<string> BasePath(string text) =>
        text.Trim('/') is var path && path.Length == 0 ? ""
        : path.Split('/')
            .All(
                p => p.Length > 0 && p is not "." and not ".." && p.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~'))
            ? $"/{path}" : new Refusal($"'{text}' is not a path; write one such as /feedhub");

    private static Parsed<int> Quota(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var requests) && requests is >= 1 and <= 1_000_000
            ? requests
            : new Refusal($"'{text}' is not a whole number from 1 to 1000000");

    private static Parsed<TimeSpan?> Retention(string text) =>
        text == "keep-all" ? (TimeSpan?)null
        : Values.Duration(text) is { Value: { } time } && time >= TimeSpan.FromDays(1) ? time
        : new Refusal($"'{text}' is neither keep-all nor a duration of at least one day, such as 90d");
}
