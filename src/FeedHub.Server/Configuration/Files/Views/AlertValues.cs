using System.Globalization;
using System.Net.Mail;
using FeedHub.Core.Timelines;
using FeedHub.Core.Views;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files.Views;

/// <summary>One reader for each kind of value of an alert, for files and for the API.</summary>
internal static class AlertValues
{
    /// <summary>Longest address (RFC 5321 §4.5.3.1.3).</summary>
    private const int MaxMailChars = 254;
    private const int MaxUrlChars = 2000;

    public static readonly IReadOnlyDictionary<string, AlertPace> Paces = new Dictionary<string, AlertPace>
    {
        ["at once"] = AlertPace.AtOnce,
        ["hourly"] = AlertPace.Hourly,
        ["daily"] = AlertPace.Daily,
    };

    /// <summary>The address alone, without a name; so nothing that is read here can add a header or a second reader.</summary>
    public static Parsed<string> Mail(string text) =>
        text.Length <= MaxMailChars && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>')
        && MailAddress.TryCreate(text, out var address) && address.Address == text
            ? text
            : new Refusal($"'{text}' is not a mail address; write one such as desk@example.org");

    public static Parsed<string> Webhook(string text) =>
        text.Length > MaxUrlChars ? new Refusal($"has {text.Length} characters; the maximum is {MaxUrlChars}")
        : Values.Url(text).Wrong is { } wrong ? new Refusal(wrong)
        : text;

    public static Parsed<TimeOnly?> TimeOfDay(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : new Refusal($"'{text}' is not a time of day; write hours and minutes, such as 07:30");

    public static string WordOf(AlertPace pace) => Paces.First(p => p.Value == pace).Key;

    /// <summary>What keeps alerts from working with a query; null if nothing does.</summary>
    public static string? WrongWith(string query) =>
        TimelineQuery.Parse(query) is TimelineReading.Understood { Filter.Query.NamesMovingTime: true }
            ? "cannot be told for a query with a time that moves with the clock, such as “24h”: leave that time out, or the alerts"
            : null;
}
