using FeedHub.Core.Views;
using FeedHub.Server.Configuration;

namespace FeedHub.Tests.Server.Configuration;

public sealed class ViewFileTests : IDisposable
{
    private const string File = "views/energy.yaml";
    private const string Start = "title: Energy\n";
    private readonly TemporaryConfig config = new();

    [Theory]
    [InlineData("query: 'topic:energy -football'", "?q=topic%3Aenergy%20-football")]
    [InlineData("query: '?topic=energy&region=ge,az'", "?region=AZ,GE&topic=energy")]
    [InlineData("query: {topic: energy, region: [ge, az]}", "?region=AZ,GE&topic=energy")]
    public void A_query_is_written_in_the_language_as_an_address_or_by_its_parts(string query, string canonical)
    {
        config.Write(File, Start + query + "\n");
        var view = Assert.Single(config.Read().Views);
        Assert.Equal(("energy", "Energy", canonical, true), (view.Id, view.Title, view.Query, view.IsShared));
    }

    [Fact]
    public void An_alert_is_a_mail_at_a_time_of_its_readers_or_a_webhook()
    {
        config.Write(
            File,
            Start + """
                query: topic:energy
                alerts:
                  - desk@example.org
                  - {mail: Leyla@example.org, when: daily, at: "06:45", zone: Asia/Baku}
                  - {webhook: https://example.org/hook, secret_variable: HOOK_SECRET}
                """);
        var reading = config.Read();
        var view = Assert.Single(reading.Views);
        Assert.Equal(
            "views/energy.yaml:4: alerts: are not mailed, since site.yaml names no mail server; add 'mail' there",
            config.Problems(reading).Trim());
        Assert.Equal(
            [
                new Alert(AlertChannel.Mail, "desk@example.org", AlertTiming.AtOnce),
                new Alert(AlertChannel.Mail, "Leyla@example.org", new(AlertPace.Daily, new(6, 45), "Asia/Baku")),
                new Alert(AlertChannel.Webhook, "https://example.org/hook", AlertTiming.AtOnce) { SecretVariable = "HOOK_SECRET" },
            ],
            view.Alerts);
    }

    [Theory]
    [InlineData("query: topic:enérgy", "views/energy.yaml:2: query: q: At character ")]
    [InlineData("query: '?tpic=energy'", "views/energy.yaml:2: query: “tpic” is no parameter of the timeline; allowed: lang, ")]
    [InlineData("query: '?limit=5'", "views/energy.yaml:2: query: “limit” is no parameter of the timeline")]
    [InlineData("query: {lang: english}", "views/energy.yaml:2: query.lang: “english” is not allowed")]
    [InlineData("query: {}", "views/energy.yaml:2: query: names nothing to look for; write a filter")]
    [InlineData("queri: x", "views/energy.yaml:1: query: is missing; add it")]
    [InlineData("query: gas\nalerts: [me]", "views/energy.yaml:3: alerts.mail: 'me' is not a mail address")]
    [InlineData("query: gas\nalerts: ['a@b.example, c@d.example']", "views/energy.yaml:3: alerts.mail: 'a@b.example, c@d.example' is not")]
    [InlineData("query: gas\nalerts: [{when: daily}]", "views/energy.yaml:3: alerts.mail: must be given, or 'webhook' in its place")]
    [InlineData("query: gas\nalerts: [{webhook: 'https://a.example'}]", "views/energy.yaml:3: alerts.secret_variable: is missing; name")]
    [InlineData(
        "query: gas\nalerts: [{webhook: 'https://a.example', secret_variable: S, when: hourly}]",
        "views/energy.yaml:3: alerts.when: is only for mail")]
    [InlineData("query: gas\nalerts: [{mail: a@b.example, at: 7am}]", "views/energy.yaml:3: alerts.at: '7am' is not a time of day")]
    [InlineData("query: gas\nalerts: [{mail: a@b.example, zone: Baku}]", "views/energy.yaml:3: alerts.zone: 'Baku' is not a time zone")]
    [InlineData("query: gas\nalerts: [a@b.example, A@b.example]", "views/energy.yaml:3: alerts: names a@b.example twice")]
    [InlineData("query: gas after:24h\nalerts: [a@b.example]", "views/energy.yaml:3: alerts: cannot be told for a query with a time")]
    public void A_mistake_is_told_by_line_and_key_and_costs_no_other_view(string lines, string problem)
    {
        config.Write(File, Start + lines + "\n");
        config.Write("views/other.yaml", "title: Other\nquery: ports\n");
        var reading = config.Read();
        Assert.StartsWith(problem, config.Problems(reading), StringComparison.Ordinal);
        Assert.Equal("other", Assert.Single(reading.Views).Id);
    }

    [Fact]
    public void A_name_that_cannot_be_an_address_is_told()
    {
        config.Write("views/My View.yaml", Start + "query: gas\n");
        Assert.Contains("the file's name 'My View' may contain only", config.Problems(config.Read()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_with_a_mistake_stays_as_it_was()
    {
        config.Write(File, Start + "query: gas\n");
        var before = config.Read();
        config.Write(File, Start + "query: gas OR\n");
        var after = new CatalogReader(config.Options).Read(before.GoodTexts, null);
        Assert.Equal("?q=gas", Assert.Single(after.Views).Query);
        Assert.Single(after.Problems);
    }

    public void Dispose() => config.Dispose();
}
