using FeedHub.Core.Timelines;
using FeedHub.Core.Views;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files.Views;

/// <summary>Reads a file of <c>views/</c>: a query with a name. The file's name is the view's name in addresses.</summary>
internal static class ViewReader
{
    private const string Query = "query";

    /// <param name="sendsMail">Whether the site has a mail server.</param>
    public static View? Read(ConfigFile file, bool sendsMail)
    {
        if (YamlText.Read(file, file.Text!, 0) is not { } yaml)
            return null;
        var id = Path.GetFileNameWithoutExtension(file.Path);
        if (Values.Slug(id).Wrong is { } wrong)
            file.Refuse(1, "", $"the file's name {wrong}");
        var view = new View
        {
            Id = id,
            Title = yaml.Required("title", Values.Title) ?? "",
            Description = yaml.Optional("description", Values.Paragraph, null),
            Query = (yaml.IsMapping(Query) ? Filter(yaml, file) : yaml.Required(Query, ViewQuery.Read)) ?? "",
            Alerts = [.. yaml.Mappings("alerts", "mail").Select(a => Alert(a, file)).OfType<Alert>()],
        };
        yaml.RefuseOthers();
        if (file.Spoilt)
            return null;
        if (view.Alerts.Count > View.MaxAlerts)
            file.Refuse(yaml.LineOf("alerts"), "alerts", $"has {view.Alerts.Count} alerts; the maximum is {View.MaxAlerts}");
        else if (view.Alerts.GroupBy(a => a.IdIn(id)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            file.Refuse(yaml.LineOf("alerts"), "alerts", $"names {twice.First().To} twice; remove one");
        else if (view.Alerts.Count > 0 && AlertValues.WrongWith(view.Query) is { } moving)
            file.Refuse(yaml.LineOf("alerts"), "alerts", moving);
        else if (!sendsMail && view.Alerts.Any(a => a.Channel == AlertChannel.Mail))
            file.Report(yaml.LineOf("alerts"), "alerts", "are not mailed, since site.yaml names no mail server; add 'mail' there");
        return file.Spoilt ? null : view;
    }

    private static string? Filter(YamlMapping yaml, ConfigFile file) =>
        FilterReader.Read(yaml.MappingOrEmpty(Query), file, Query, "to look for", "query: {topic: energy, region: [AZ, GE]}") is { } filter
            ? TimelineQuery.Write(filter)
            : null;

    private static Alert? Alert(YamlMapping yaml, ConfigFile file)
    {
        var (mail, webhook) = (yaml.Optional("mail", AlertValues.Mail, null), yaml.Optional("webhook", AlertValues.Webhook, null));
        var pace = yaml.Optional("when", Values.Word(AlertValues.Paces), AlertPace.AtOnce);
        var (time, zone) = (yaml.Optional("at", AlertValues.TimeOfDay, null), yaml.Optional("zone", Values.TimeZone, null));
        var secret = yaml.Optional("secret_variable", Values.Variable, null);
        yaml.RefuseOthers();
        if (file.Spoilt)
            return null;
        if (mail is null == webhook is null)
        {
            file.Refuse(yaml.LineOf(""), yaml.At("mail"), "must be given, or 'webhook' in its place; each alert has one of the two");
        }
        else if (webhook is not null && secret is null)
        {
            file.Refuse(
                yaml.LineOf(""), yaml.At("secret_variable"),
                "is missing; name the environment variable that holds the secret with which requests are signed (whsec_…)");
        }
        else if (webhook is not null && (pace is not AlertPace.AtOnce || time is not null || zone is not null))
        {
            file.Refuse(yaml.LineOf("when"), yaml.At("when"), "is only for mail; a webhook is told at once");
        }
        return file.Spoilt ? null
            : webhook is not null ? new Alert(AlertChannel.Webhook, webhook, AlertTiming.AtOnce) { SecretVariable = secret }
            : new Alert(
                AlertChannel.Mail, mail!, new AlertTiming(pace, time ?? AlertTiming.UsualTime, zone ?? AlertTiming.UsualZone));
    }
}
