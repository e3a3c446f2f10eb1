using System.Net;
using FeedHub.Core.Catalog;

namespace FeedHub.Tests.Server.Configuration;

public sealed class SiteFileTests : IDisposable
{
    private readonly TemporaryConfig config = new();

    [Theory]
    [InlineData("titel: x", "site.yaml:5: titel: is not a recognised key; did you mean 'title'?")]
    [InlineData("colour: x", "site.yaml:5: colour: is not a recognised key; the keys are title, public_url, base_path, tag_authority, "
        + "contact, fetching, api, mail, language, user_agent, allow_networks, trusted_proxies, timeline, retention")]
    [InlineData("timeline: secret", "site.yaml:5: timeline: 'secret' is not one of public, key")]
    [InlineData("retention: for ever", "site.yaml:5: retention: 'for ever' is neither keep-all nor a duration of at least one day, such "
        + "as 90d")]
    [InlineData("language: English", "site.yaml:5: language: 'English' is not a language tag; write one such as en, az, hy, ka, ru or tr")]
    [InlineData("trusted_proxies:\n  - 10.0.0.0/8\n  - 10.0.0.0/33", "site.yaml:7: trusted_proxies: '10.0.0.0/33' is not a network; "
        + "write an address and the length of its prefix, such as 10.0.0.0/8 or fd00::/8")]
    [InlineData("fetching:\n  host_spacing: soon", "site.yaml:6: fetching.host_spacing: 'soon' is not a duration; write a number and a "
        + "unit, such as 500ms, 1s, 5m, 2h or 90d")]
    [InlineData("fetching:\n  host_spacng: 1s", "site.yaml:6: fetching.host_spacng: is not a recognised key; did you mean 'host_spacing'?")]
    [InlineData("api:\n  per_minute: 0", "site.yaml:6: api.per_minute: '0' is not a whole number from 1 to 1000000")]
    [InlineData("api:\n  per_second: 1", "site.yaml:6: api.per_second: is not a recognised key; the keys are per_minute, "
        + "per_minute_with_key")]
    [InlineData("mail:\n  from: hub@hub.example", "site.yaml:6: mail.server: is missing; add it")]
    [InlineData("mail:\n  server: smtp://mail.example", "site.yaml:6: mail.from: is missing; add it")]
    [InlineData("mail:\n  server: mail.example:587\n  from: hub@hub.example", "site.yaml:6: mail.server: is not the address of a mail "
        + "server; write one such as smtp://mail.example.org:587 or smtps://mail.example.org")]
    [InlineData("mail:\n  server: smtp://hub:secret@mail.example\n  from: hub@hub.example", "site.yaml:6: mail.server: contains a user "
        + "name; write it in 'user', and name the environment variable with the password in 'password_variable'")]
    [InlineData("mail:\n  server: smtp://mail.example\n  from: Hub <hub@hub.example>", "site.yaml:7: mail.from: 'Hub <hub@hub.example>' "
        + "is not an e-mail address alone, such as alerts@example.org; the name before it is the site's title")]
    [InlineData("mail:\n  server: smtp://mail.example\n  from: hub@hub.example\n  user: hub", "site.yaml:8: mail.user: needs "
        + "'password_variable' beside it")]
    [InlineData("mail:\n  server: smtp://mail.example\n  from: hub@hub.example\n  password_variable: MAIL", "site.yaml:8: "
        + "mail.password_variable: needs 'user' beside it")]
    [InlineData("mail:\n  server: smtp://mail.example\n  from: hub@hub.example\n  user: hub\n  password_variable: MAIL\n  tls: none",
        "site.yaml:10: mail.tls: is none, which would send the password unencrypted; leave out 'tls' or 'user'")]
    [InlineData("mail:\n  server: smtps://mail.example\n  from: hub@hub.example\n  tls: none", "site.yaml:8: mail.tls: is none, but "
        + "smtps:// is TLS; leave out 'tls', or write smtp:// in 'server'")]
    [InlineData("mail:\n  server: smtp://mail.example\n  from: hub@hub.example\n  certificate: 5F:3B", "site.yaml:8: mail.certificate: "
        + "'5F:3B' is not the SHA-256 of a certificate; write the 64 hexadecimal digits that openssl x509 -noout -fingerprint -sha256 "
        + "prints")]
    [InlineData("mail:\n  server: smtp://mail.example\n  from: hub@hub.example\n  sender: x", "site.yaml:8: mail.sender: is not a "
        + "recognised key; did you mean 'server'?")]
    [InlineData("fetching: fast", "site.yaml:5: fetching: must have 'key: value' lines below it")]
    [InlineData("base_path: /a b", "site.yaml:5: base_path: '/a b' is not a path; write one such as /feedhub")]
    [InlineData("user_agent:\n  - x", "site.yaml:6: user_agent: must be a single value, not a list")]
    [InlineData("title: again", "site.yaml:5: not YAML: duplicate key title")]
    [InlineData("\"broken", "site.yaml:5: not YAML: while scanning a quoted scalar, found unexpected end of stream")]
    public void A_mistake_is_told_by_line_and_key(string lines, string problem)
    {
        config.Write("site.yaml", TemporaryConfig.Site + lines + "\n");
        var reading = config.Read();
        Assert.Equal(problem, config.Problems(reading));
        Assert.Null(reading.Site);
    }

    [Theory]
    [InlineData("title: Test hub", "title:", "site.yaml:1: title: is missing; add it")]
    [InlineData("title: Test hub", "", "site.yaml:2: title: is missing; add it")]
    [InlineData("https://hub.example", "hub.example", "site.yaml:2: public_url: 'hub.example' is not a web address; write it in full, "
        + "such as https://example.org/feed")]
    [InlineData("https://hub.example", "https://hub.example/?a", "site.yaml:2: public_url: 'https://hub.example/?a' must end before any "
        + "'?' or '#'")]
    [InlineData("hub.example,2026", "hub", "site.yaml:3: tag_authority: 'hub' is not a tag authority; write a domain of yours, a comma "
        + "and a date on which you owned it, such as example.org,2026")]
    [InlineData("hub.example,2026", "hub.example,2026-02-31", "site.yaml:3: tag_authority: 'hub.example,2026-02-31' is not a tag "
        + "authority; write a domain of yours, a comma and a date on which you owned it, such as example.org,2026")]
    [InlineData("desk@hub.example", "the desk", "site.yaml:4: contact: 'the desk' is neither an e-mail address nor a web address")]
    public void A_bad_value_is_told_at_its_line(string good, string bad, string problem)
    {
        config.Write("site.yaml", TemporaryConfig.Site.Replace(good, bad, StringComparison.Ordinal));
        Assert.Equal(problem, config.Problems(config.Read()));
    }

    [Theory]
    [InlineData("", "site.yaml:1: is empty; write 'key: value' lines")]
    [InlineData("- a\n- b\n", "site.yaml:1: must be 'key: value' lines, not a list or a single value")]
    [InlineData("a: 1\n---\nb: 2\n", "site.yaml:3: a second YAML document begins here; write only one in each file")]
    [InlineData("a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
        "site.yaml:1: nested more than 20 levels deep; nothing here needs more than three")]
    public void A_file_of_another_shape_is_told(string text, string problem)
    {
        config.Write("site.yaml", text);
        Assert.Equal(problem, config.Problems(config.Read()));
    }

    [Fact]
    public void A_site_file_that_is_absent_too_large_or_not_UTF8_is_told()
    {
        config.WriteBytes("site.yaml", [(byte)'a', 0xff]);
        Assert.Equal("site.yaml:1: is not UTF-8; save it in that encoding", config.Problems(config.Read()));
        config.WriteBytes("site.yaml", new byte[(1 << 20) + 1]);
        Assert.Equal("site.yaml:1: is larger than 1 MiB; no file here needs to be", config.Problems(config.Read()));
        config.Delete("site.yaml");
        Assert.Equal("site.yaml:1: is missing; create it", config.Problems(config.Read()));
    }

    [Fact]
    public void Every_key_is_read()
    {
        config.Write("site.yaml", """
            title: Hub
            public_url: https://hub.example/feeds/
            tag_authority: hub.example,2026-11
            contact: https://hub.example/about
            language: az
            user_agent: Mine/1
            allow_networks: [10.0.0.0/8]
            trusted_proxies: 127.0.0.1
            timeline: key
            retention: 90d
            fetching: { host_spacing: 500ms }
            api: { per_minute: 5, per_minute_with_key: 50 }
            """);
        var site = config.Read().Site!;
        Assert.Equal("https://hub.example/feeds", site.Address.BaseUrl);
        Assert.Equal("/feeds", site.BasePath);
        Assert.Equal("tag:hub.example,2026-11:x", site.Address.Tag("x"));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), site.Address.TagDate);
        Assert.Equal("Mine/1", site.UserAgent);
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8")], site.AllowedNetworks);
        Assert.Equal([IPNetwork.Parse("127.0.0.1/32")], site.TrustedProxies);
        Assert.Equal(TimelineAccess.Key, site.Timeline);
        Assert.Equal(TimeSpan.FromDays(90), site.Retention);
        Assert.Equal(TimeSpan.FromMilliseconds(500), site.HostSpacing);
        Assert.Equal(new ApiQuota(5, 50), site.Api);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var site = config.Read().Site!;
        Assert.Equal("FeedHub/0.1 (+desk@hub.example)", site.UserAgent);
        Assert.Equal(
            ("en", "", TimelineAccess.Public, TimeSpan.FromSeconds(1)), (site.Language, site.BasePath, site.Timeline, site.HostSpacing));
        Assert.Null(site.Retention);
        Assert.Equal(new ApiQuota(60, 600), site.Api);
        Assert.Empty(site.AllowedNetworks);
    }

    [Fact]
    public void An_option_beats_the_environment_which_beats_the_file_and_networks_are_added()
    {
        config.Write("site.yaml", TemporaryConfig.Site + "allow_networks: [10.0.0.0/8]\nlanguage: az\n");
        var options = config.Options with
        {
            PublicUrl = "https://option.example",
            AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")],
            SiteOverrides = new Dictionary<string, string>
            {
                ["public_url"] = "https://environment.example",
                ["title"] = "From the environment",
                ["fetching.host_spacing"] = "2s",
                ["trusted_proxies"] = "10.1.0.0/16, 10.2.0.0/16",
            },
        };
        var site = TemporaryConfig.Read(options).Site!;
        Assert.Equal("https://option.example", site.Address.BaseUrl);
        Assert.Equal("From the environment", site.Title);
        Assert.Equal("az", site.Language);
        Assert.Equal(TimeSpan.FromSeconds(2), site.HostSpacing);
        Assert.Equal(2, site.TrustedProxies.Count);
        Assert.Equal(["10.0.0.0/8", "127.0.0.0/8"], site.AllowedNetworks.Select(n => n.ToString()));
    }

    [Theory]
    [InlineData("titel", "x", "environment:1: titel: is not a key of site.yaml; did you mean 'title'?")]
    [InlineData("timeline", "x", "environment:1: timeline: 'x' is not one of public, key")]
    public void A_mistake_in_the_environment_is_told_as_such(string key, string value, string problem)
    {
        var options = config.Options with { SiteOverrides = new Dictionary<string, string> { [key] = value } };
        Assert.Equal(problem, config.Problems(TemporaryConfig.Read(options)));
    }

    [Fact]
    public void A_base_path_that_contradicts_the_public_address_is_told()
    {
        config.Write(
            "site.yaml",
            TemporaryConfig.Site.Replace("hub.example\n", "hub.example/feeds\n", StringComparison.Ordinal) + "base_path: /other\n");
        Assert.Contains(
            "site.yaml:5: base_path: is '/other', but public_url ends in '/feeds'; make them equal, or leave one out",
            config.Problems(config.Read()));
    }

    public void Dispose() => config.Dispose();
}
