using System.Collections;
using System.CommandLine;
using System.Net;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Terminal;

namespace FeedHub.Tests.Server.Commands;

public sealed class CommonOptionsTests : IDisposable
{
    private readonly string config = Directory.CreateTempSubdirectory("feeds-config-").FullName;
    private readonly Hashtable environment = [];

    [Theory]
    [InlineData("--data here verb")]
    [InlineData("verb --data here")]
    [InlineData("--data here")]
    public void An_option_stands_before_or_after_the_verb_or_without_one(string line) =>
        Assert.Equal(Path.GetFullPath("here"), Read(line).DataDirectory);

    [Fact]
    public void An_option_beats_the_environment_which_beats_the_default()
    {
        Assert.Equal(Path.GetFullPath("data"), Read("verb").DataDirectory);
        Assert.Equal(["http://127.0.0.1:8080"], Read("verb").Urls);
        environment["FeedHub__Data"] = "there";
        environment["FeedHub__Urls"] = "http://127.0.0.2:1";
        Assert.Equal(Path.GetFullPath("there"), Read("verb").DataDirectory);
        Assert.Equal(["http://127.0.0.2:1"], Read("verb").Urls);
        Assert.Equal(Path.GetFullPath("here"), Read("verb --data here").DataDirectory);
        Assert.Equal(["http://127.0.0.3:2"], Read("verb --urls http://127.0.0.3:2").Urls);
    }

    [Fact]
    public void Our_own_word_for_the_address_beats_that_of_the_framework()
    {
        environment["ASPNETCORE_URLS"] = "http://127.0.0.1:5000;http://127.0.0.1:5001";
        Assert.Equal(["http://127.0.0.1:5000", "http://127.0.0.1:5001"], Read("verb").Urls);
        environment["FeedHub__Urls"] = "http://127.0.0.2:1";
        Assert.Equal(["http://127.0.0.2:1"], Read("verb").Urls);
    }

    [Fact]
    public void Allowed_networks_add_up()
    {
        environment["FeedHub__AllowNetwork"] = "10.0.0.0/8, fd00::/8";
        Assert.Equal(
            [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("192.168.1.0/24")],
            Read("--allow-network 127.0.0.0/8 verb --allow-network 192.168.1.0/24").AllowedNetworks);
    }

    [Fact]
    public void Any_other_variable_of_ours_stands_for_a_key_of_site_yaml()
    {
        environment["FeedHub__TagAuthority"] = "feeds.example,2026";
        environment["FEEDHUB__TITLE"] = "Ours";
        environment["FeedHub__Fetching__HostSpacing"] = "2s";
        environment["FeedHub__Contact"] = "";
        environment["FeedHub__PublicUrl"] = "https://feeds.example/";
        environment["FeedHub__TimelineKey"] = "secret";
        environment["PATH"] = "/bin";
        var options = Read("verb");
        Assert.Equal(
            new SortedDictionary<string,
                string>
            { ["fetching.host_spacing"] = "2s", ["tag_authority"] = "feeds.example,2026", ["title"] = "Ours" },
            new SortedDictionary<string, string>(options.SiteOverrides.ToDictionary()));
        Assert.Equal("https://feeds.example", options.PublicUrl);
        Assert.Equal("secret", options.TimelineKey);
        Assert.Equal("https://other.example", Read("verb --public-url https://other.example").PublicUrl);
    }

    [Fact]
    public void The_sample_has_a_data_folder_of_its_own()
    {
        Assert.Equal(Path.GetFullPath("data-sample"), Read("verb", sample: true).DataDirectory);
        Assert.Equal(Path.GetFullPath("here"), Read("verb --data here", sample: true).DataDirectory);
    }

    [Theory]
    [InlineData("FeedHub__Urls", "8080")]
    [InlineData("FeedHub__PublicUrl", "feeds.example.org")]
    [InlineData("FeedHub__AllowNetwork", "everywhere")]
    [InlineData("FeedHub__Opml", "no-such-file.opml")]
    [InlineData("FeedHub__Config", "no-such-folder")]
    public void A_bad_value_in_the_environment_is_an_error_of_usage(string name, string value)
    {
        environment[name] = value;
        var failure = Assert.Throws<CommandFailure>(
            () => Read(name == "FeedHub__Config" ? "verb" : $"verb --config {config}", config: null));
        Assert.Equal(CommandFailure.Usage, failure.ExitCode);
        Assert.Contains(value, failure.Message, StringComparison.Ordinal);
    }

    private FeedHubOptions Read(string line, bool sample = false) => Read($"{line} --config {config}", config, sample);

    private FeedHubOptions Read(string line, string? config, bool sample = false)
    {
        Assert.True(config is null || Directory.Exists(config));
        var root = new RootCommand { new Command("verb") };
        root.SetAction(_ => 0);
        var common = new CommonOptions(new EnvironmentSettings(environment));
        common.AddTo(root);
        var parsed = root.Parse(line);
        Assert.Empty(parsed.Errors);
        return common.Read(parsed, sample);
    }

    public void Dispose() => Directory.Delete(config);
}
