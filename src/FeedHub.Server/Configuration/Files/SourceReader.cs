using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads one file in <c>sources/</c>.</summary>
internal static class SourceReader
{
    private static readonly Dictionary<string, SourceKind?> Kinds = Enum.GetValues<SourceKind>()
        .ToDictionary(SourceKindNames.Name, k => (SourceKind?)k);

    private static readonly Dictionary<string,
        SourceIdentity> Identities = new() { ["guid"] = SourceIdentity.Guid, ["link"] = SourceIdentity.Link };

    private static readonly Dictionary<string, Republish> Republishes =
        new() { ["title"] = Republish.Title, ["excerpt"] = Republish.Excerpt, ["full"] = Republish.Full };

    private static readonly Dictionary<string,
        PolitenessScope> Scopes = new() { ["domain"] = PolitenessScope.Domain, ["host"] = PolitenessScope.Host };

    private static readonly Dictionary<string, CredentialKind> CredentialKinds =
        new() { ["basic"] = CredentialKind.Basic, ["bearer"] = CredentialKind.Bearer, ["header"] = CredentialKind.Header };

    private static PageSelectors Page(YamlMapping yaml) => new()
    {
        Item = yaml.Required("item", Values.Selector) ?? "",
        Title = yaml.Optional("title", Values.Selector, null),
        Link = yaml.Optional("link", Values.Selector, null),
        Date = yaml.Optional("date", Values.Selector, null),
        Summary = yaml.Optional("summary", Values.Selector, null),
    };

    private static SourceCredential Credential(YamlMapping yaml, ConfigFile file)
    {
        var kind = yaml.Required("kind", Values.Word(CredentialKinds));
        var name = yaml.Optional("name", Values.HeaderName, null);
        if (kind == CredentialKind.Header && name is null)
            file.Refuse(yaml.LineOf("kind"), "credential.name", "is missing; name the header that the outlet requires");
        return new SourceCredential(kind, yaml.Required("variable", Values.Variable) ?? "", name);
    }

    /// <param name="taken">Files of the sources read so far, by ID.</param>
    public static Source? Read(ConfigFile file, IReadOnlyDictionary<string, string> taken)
    {
        if (YamlText.Read(file, file.Text!, 0) is not { } yaml)
        {
            return null;
        }
        var credential = yaml.Mapping("credential");
        var page = yaml.Mapping("page");
        var politeness = yaml.MappingOrEmpty("politeness");
        var source = new Source
        {
            Id = new(yaml.Required("id", Values.Slug) ?? ""),
            Title = yaml.Required("title", Values.Title) ?? "",
            Outlet = yaml.Optional("outlet", Values.Slug, null),
            Home = yaml.Optional("home", Values.Url, null),
            Url = yaml.Required("url", Values.Url) ?? "",
            Page = page is null ? null : Page(page),
            FallbackUrls = yaml.List("fallback_urls", Values.Url),
            Language = yaml.Required("language", Values.Language),
            Countries = yaml.List("countries", Values.Country),
            Regions = yaml.List("regions", Values.Slug),
            Kind = yaml.Required("kind", Values.Word(Kinds)),
            TimeZone = yaml.Optional("timezone", Values.TimeZone, null),
            Identity = yaml.Optional("identity", Values.Word(Identities), SourceIdentity.Guid),
            Interval = yaml.Optional("interval", Values.PollInterval, null),
            Politeness = new SourcePoliteness(
                politeness.Optional("spacing", Values.Duration, null),
                politeness.Optional("connections", Values.Connections, null),
                politeness.Optional("scope", Values.Word(Scopes), PolitenessScope.Domain)),
            Credential = credential is null ? null : Credential(credential, file),
            UserAgent = yaml.Optional("user_agent", Values.UserAgent, null),
            Proxy = yaml.Optional("proxy", Values.Proxy, null),
            ProxyVariable = yaml.Optional("proxy_variable", Values.Variable, null),
            MaxBytes = yaml.Optional("max_size", Values.BodySize, null),
            Republish = yaml.Optional("republish", Values.Word(Republishes), Republish.Excerpt),
            Verified = yaml.Optional("verified", Values.Date, null),
            Enabled = yaml.Optional("enabled", Values.Flag, true),
            Reason = yaml.Optional("reason", Values.Paragraph, null),
        };
        yaml.RefuseOthers();
        politeness.RefuseOthers();
        credential?.RefuseOthers();
        page?.RefuseOthers();
        if (!source.Enabled && source.Reason is null)
        {
            file.Refuse(yaml.LineOf("enabled"), "reason", "is missing; say in a sentence why the source is disabled");
        }
        if (taken.TryGetValue(source.Id.Value, out var other))
        {
            file.Refuse(yaml.LineOf("id"), "id", $"'{source.Id}' is already the ID of {other}; give each source its own");
        }
        return file.Spoilt ? null : source;
    }
}
