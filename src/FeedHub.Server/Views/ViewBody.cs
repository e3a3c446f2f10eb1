using FeedHub.Core.Timelines;
using FeedHub.Core.Views;
using FeedHub.Server.Api.Records.Views;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Configuration.Files.Views;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Views;

/// <summary>Reads what somebody wants to save as a view.</summary>
internal sealed class ViewBody
{
    private readonly List<QueryProblem> problems = [];

    private readonly bool sendsMail;

    private ViewBody(bool sendsMail) => this.sendsMail = sendsMail;

    /// <param name="id">The ID of the view.</param>
    /// <param name="sendsMail">Whether this server can send mail.</param>
    /// <returns>The view, or what is wrong with which field.</returns>
    public static (View? View, IReadOnlyList<QueryProblem> Problems) Read(ApiViewToSave body, string id, bool sendsMail, SavedBy saved)
    {
        var reading = new ViewBody(sendsMail);
        var view = new View
        {
            Id = id,
            Title = reading.Take("title", body.Title, Values.Title) ?? "",
            Description = string.IsNullOrWhiteSpace(body.Description) ? null : reading.Take("description", body.Description, Description),
            Query = reading.Take("query", body.Query, ViewQuery.Read) ?? "",
            Alerts = [.. (body.Alerts ?? []).Select((a, i) => reading.Alert(a, $"alerts[{i}]")).OfType<Alert>()],
            Saved = saved,
        };
        if (reading.problems.Count == 0)
            reading.CheckAlerts(view);
        return (reading.problems.Count == 0 ? view : null, reading.problems);
    }

    private void CheckAlerts(View view)
    {
        if (view.Alerts.Count > View.MaxAlerts)
            problems.Add(new("alerts", $"At most {View.MaxAlerts} are allowed."));
        if (view.Alerts.GroupBy(a => a.IdIn(view.Id)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            problems.Add(new("alerts", $"{twice.First().To} is named twice."));
        if (view.Alerts.Count > 0 && AlertValues.WrongWith(view.Query) is { } moving)
            problems.Add(new("alerts", moving));
    }

    private Alert? Alert(ApiAlertToSave? alert, string at)
    {
        if (alert is null || alert.Mail is null == alert.Webhook is null)
        {
            problems.Add(new(at, "One of “mail” and “webhook” must be given."));
            return null;
        }
        if (alert.Webhook is not null)
        {
            if (alert.When is not (null or "at once") || alert.At is not null || alert.Zone is not null)
                problems.Add(new(at, "“when”, “at” and “zone” are only for mail; a webhook is told at once."));
            return Take($"{at}.webhook", alert.Webhook, AlertValues.Webhook) is { } address
                ? new Alert(AlertChannel.Webhook, address, AlertTiming.AtOnce)
                : null;
        }
        if (!sendsMail)
            problems.Add(new($"{at}.mail", "This server sends no mail: its operator would have to name a mail server in site.yaml."));
        var pace = alert.When is null ? AlertPace.AtOnce : Take($"{at}.when", alert.When, Values.Word(AlertValues.Paces));
        var time = alert.At is null ? null : Take($"{at}.at", alert.At, AlertValues.TimeOfDay);
        var zone = alert.Zone is null ? null : Take($"{at}.zone", alert.Zone, Values.TimeZone);
        return Take($"{at}.mail", alert.Mail, AlertValues.Mail) is not { } to ? null
            : new Alert(AlertChannel.Mail, to, new(pace, time ?? AlertTiming.UsualTime, zone ?? AlertTiming.UsualZone));
    }

    private T? Take<T>(string field, string? text, Func<string, Parsed<T>> read)
    {
        var parsed = text is null ? new Refusal("is missing") : read(text);
        if (parsed.Wrong is { } wrong)
            problems.Add(new(field, wrong));
        return parsed.Value;
    }

    private static Parsed<string> Description(string text) => text.Length > View.MaxDescriptionChars
        ? new Refusal($"has {text.Length} characters; the maximum is {View.MaxDescriptionChars}")
        : Values.Paragraph(text);
}
