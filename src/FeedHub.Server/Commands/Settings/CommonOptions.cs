using System.CommandLine;
using System.CommandLine.Parsing;
using FeedHub.Server.Configuration;
using FeedHub.Server.Terminal;
using FeedHub.Storage;
using FeedHub.Storage.Postgres;

namespace FeedHub.Server.Commands.Settings;

/// <summary>The options that every verb takes, before or after its name, and how they combine with the environment.</summary>
internal sealed class CommonOptions
{
    private static readonly string[] EnvironmentNames =
        ["Config", "Data", "Store", "Urls", "PublicUrl", "Opml", "AllowNetwork", "TimelineKey", "Drain"];

    private readonly Option<string> config = Text("--config", "DIR", "Folder with site.yaml, series/ and sources/ [default: feeds-config]");
    private readonly Option<string> data = Text(
        "--data", "DIR", "Folder for everything FeedHub stores [default: data, or data-sample with --sample]");
    private readonly Option<string> store = Text(
        "--store", "STRING", $"PostgreSQL database to store in, in place of SQLite in the data folder: \"{PostgresAddress.Form}\"");
    private readonly Option<string[]> urls = List(
        "--urls", "URL", "Address to listen on; may be repeated [default: http://127.0.0.1:8080]");
    private readonly Option<string> publicUrl = Text(
        "--public-url", "URL", "Address at which readers reach FeedHub, such as https://feeds.example.org");
    private readonly Option<string> opml = Text(
        "--opml", "FILE", "Read the sources from an OPML file, as any feed reader exports it, instead of sources/");
    private readonly Option<string[]> allowNetwork = List(
        "--allow-network", "CIDR", "Network that FeedHub may reach besides public addresses, such as 10.1.0.0/16; may be repeated");

    public CommonOptions(EnvironmentSettings environment)
    {
        Environment = environment;
        store.Validators.Add(Each(SettingValues.Store));
        urls.Validators.Add(Each(SettingValues.Urls));
        publicUrl.Validators.Add(Each(SettingValues.PublicUrl));
        allowNetwork.Validators.Add(Each(SettingValues.Network));
    }

    public EnvironmentSettings Environment { get; }

    public void AddTo(Command root)
    {
        foreach (var option in new Option[] { config, data, store, urls, publicUrl, opml, allowNetwork })
            root.Add(option);
    }

    /// <summary>
    /// An option overrides the environment, which overrides the default; networks add up. If there is a store, the configuration files may
    /// be missing for now.
    /// </summary>
    public FeedHubOptions Read(ParseResult parsed, bool sample) => Read(parsed, sample, Store(parsed, sample).Exists);

    /// <summary>The same for a verb that does not read the store: the files must exist.</summary>
    public FeedHubOptions ReadWithoutStore(ParseResult parsed) => Read(parsed, sample: false, mayBeGone: false);

    private FeedHubOptions Read(ParseResult parsed, bool sample, bool mayBeGone) => new()
    {
        ConfigDirectory = ConfigLocation.Find(parsed.GetValue(config) ?? Environment["Config"], mayBeGone),
        DataDirectory = DataDirectory(parsed, sample),
        StoreServer = Store(parsed, sample).Server,
        Urls = Urls(parsed),
        PublicUrl = (parsed.GetValue(publicUrl) ?? Environment["PublicUrl"]) is { } address ? SettingValues.PublicUrl(address) : null,
        OpmlFile = (parsed.GetValue(opml) ?? Environment["Opml"]) is { } file
            ? mayBeGone ? Path.GetFullPath(file) : SettingValues.ExistingFile(file) : null,
        AllowedNetworks =
        [
            .. (Environment["AllowNetwork"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(SettingValues.Network),
            .. (parsed.GetValue(allowNetwork) ?? []).Select(SettingValues.Network),
        ],
        SiteOverrides = Environment.SiteKeys(but: EnvironmentNames),
        TimelineKey = Environment["TimelineKey"],
        Drain = Environment["Drain"] is { } drain ? SettingValues.Drain(drain) : TimeSpan.Zero,
        Sample = sample,
    };

    public string DataDirectory(ParseResult parsed, bool sample = false) =>
        Path.GetFullPath(parsed.GetValue(data) ?? Environment["Data"] ?? (sample ? "data-sample" : new FeedHubOptions().DataDirectory));

    /// <summary>Where everything is stored; the invented outlets of the sample never get into a store on a server.</summary>
    public StoreLocation Store(ParseResult parsed, bool sample = false) => new(
        DataDirectory(parsed, sample),
        !sample && (parsed.GetValue(store) ?? Environment["Store"]) is { } server ? SettingValues.Store(server)
        : sample && parsed.GetValue(store) is not null
            ? throw new CommandFailure("--sample stores in a folder of its own; leave out --store.", CommandFailure.Usage)
        : null);

    public IReadOnlyList<string> Urls(ParseResult parsed) => parsed.GetValue(urls) is { Length: > 0 } asked
        ? [.. asked.SelectMany(SettingValues.Urls)]
        : SettingValues.Urls(Environment["Urls"] ?? Environment.AspNetUrls ?? new FeedHubOptions().Urls[0]);

    private static Option<string> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Recursive = true };

    private static Option<string[]> List(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Recursive = true };

    /// <summary>Reports a bad value as the parser reports a wrong option.</summary>
    public static Action<OptionResult> Each<T>(Func<string, T> read) => result =>
    {
        foreach (var token in result.Tokens)
        {
            try
            {
                read(token.Value);
            }
            catch (CommandFailure bad)
            {
                result.AddError(bad.Message);
            }
        }
    };
}
