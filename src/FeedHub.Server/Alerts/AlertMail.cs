using System.Globalization;
using System.Text;
using FeedHub.Core.Alerts;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Views;
using FeedHub.Server.Configuration;
using FeedHub.Server.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FeedHub.Server.Alerts;

/// <summary>Writes the mail of alerts, as text and as HTML.</summary>
internal sealed class AlertMail(CurrentCatalog current, IServiceScopeFactory scopes, ILoggerFactory logs)
{
    /// <summary>Stories that one mail shows; the page of the view has the others.</summary>
    public const int MostShown = 50;

    /// <summary>A mail without its addresses.</summary>
    internal sealed record Letter(string Subject, string Text, string Html);

    public Letter News(KnownAlert alert, IReadOnlyList<AlertedStory> news)
    {
        var address = current.Value.Site.Address;
        var (view, zone) = (alert.View, alert.Alert.Timing.TimeZone);
        var subject = $"{view.Title}: {(news is [var one] ? Republication.Headline(one.Story.Lead) : Counted(news))}";
        var (page, leave) = (address.Absolute(alert.Timeline.Page), address.Absolute(AlertMessages.PathOf(alert.State.Token)));
        var text = new StringBuilder();
        foreach (var story in news.Take(MostShown))
        {
            text.Append(story.IsGrown ? "[more] " : "").AppendLine(Republication.Headline(story.Story.Lead));
            text.AppendLine(Told(story, zone));
            text.AppendLine(Republication.Link(story.Story.Lead) ?? PageOf(story.Story));
            if (story.Story.Reports.Count > 1)
                text.Append("All reports: ").AppendLine(PageOf(story.Story));
            text.AppendLine();
        }
        if (news.Count > MostShown)
            text.AppendLine(CultureInfo.InvariantCulture, $"And {news.Count - MostShown} more: {page}").AppendLine();
        text.AppendLine("-- ").AppendLine(CultureInfo.InvariantCulture, $"You get this mail {Often(alert.Alert)} from the view “{view.Title}”: {page}");
        text.AppendLine(CultureInfo.InvariantCulture, $"To get no more: {leave}");
        return new(subject, text.ToString(), Html<AlertMailBody>(new()
        {
            [nameof(AlertMailBody.View)] = view,
            [nameof(AlertMailBody.News)] = news,
            [nameof(AlertMailBody.Zone)] = zone,
            [nameof(AlertMailBody.Often)] = Often(alert.Alert),
            [nameof(AlertMailBody.Page)] = page,
            [nameof(AlertMailBody.Leave)] = leave,
        }));
    }

    public Letter Question(View view, AlertState state)
    {
        var site = current.Value.Site;
        var confirm = site.Address.Absolute(AlertMessages.PathOf(state.Token));
        var text = $"""
            {view.Saved?.Owner ?? "Somebody"} has asked {site.Title} to mail you new stories of the view “{view.Title}”.

            If you want that, open this page and confirm it:
            {confirm}

            If you do not, you need do nothing: you will get no other mail about it.

            """;
        return new($"{site.Title}: do you want mail about “{view.Title}”?", text, Html<AlertQuestionBody>(new()
        {
            [nameof(AlertQuestionBody.View)] = view,
            [nameof(AlertQuestionBody.Confirm)] = confirm,
        }));
    }

    /// <summary>“3 new, 1 with more reports”.</summary>
    public static string Counted(IReadOnlyList<AlertedStory> news)
    {
        var grown = news.Count(n => n.IsGrown);
        string?[] parts =
            [news.Count > grown ? $"{news.Count - grown} new" : null, grown > 0 ? $"{grown} with more reports" : null];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>Who tells a story, or who has told it since, and when.</summary>
    public static string Told(AlertedStory story, TimeZoneInfo zone)
    {
        var outlets = story.News.DistinctBy(r => r.Source.Id).Select(r =>
            r.Entry.Language == "und" ? r.Source.Title : $"{r.Source.Title} ({r.Entry.Language})").ToList();
        var names = outlets.Count > 8 ? $"{string.Join(", ", outlets.Take(8))} and {outlets.Count - 8} more" : string.Join(", ", outlets);
        var first = TimeZoneInfo.ConvertTime(story.News.Min(r => r.ReportedAt), zone);
        var at = first.ToString("d MMM HH:mm", CultureInfo.InvariantCulture);
        return story.IsGrown ? $"Now also {names}; {at}" : $"{names}; {(outlets.Count > 1 ? "first at " : "")}{at}";
    }

    public string PageOf(Story story) => current.Value.Site.Address.Absolute($"/stories/{story.Id}");

    private static string Often(Alert alert) => alert.Timing.Pace switch
    {
        AlertPace.AtOnce => "at once",
        AlertPace.Hourly => "every hour in which there is news",
        _ => string.Create(CultureInfo.InvariantCulture, $"every day at {alert.Timing.At:HH:mm} ({alert.Timing.Zone})"),
    };

    private string Html<TBody>(Dictionary<string, object?> parameters)
        where TBody : HubPage
    {
        using var scope = scopes.CreateScope();
        using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        // Nothing that it renders waits for anything.
        return renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TBody>(ParameterView.FromDictionary(parameters))).ToHtmlString()).GetAwaiter().GetResult();
    }
}
