using System.Globalization;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>mod_syndication of RSS 1.0: how often the feed changes.</summary>
internal static class SyndicationModule
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static void Read(ElementReader xml, FeedDraft draft)
    {
        switch (xml.Name)
        {
            case "updateperiod":
                draft.UpdatePeriod ??= Period(xml.ReadText());
                break;
            case "updatefrequency":
                draft.UpdateFrequency ??= double.TryParse(xml.ReadText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var times) && times > 0 ? times : null;
                break;
        }
    }

    /// <summary>The period over the frequency, whose defaults are a day and once; null when the feed tells neither.</summary>
    public static TimeSpan? Interval(FeedDraft draft)
    {
        if (draft is { UpdatePeriod: null, UpdateFrequency: null })
            return null;
        var days = (draft.UpdatePeriod ?? TimeSpan.FromDays(1)).TotalDays / (draft.UpdateFrequency ?? 1);
        return days < Longest.TotalDays ? TimeSpan.FromSeconds(Math.Round(days * 86_400)) : Longest;
    }

    /// <summary>Feeds also spell it "dayly" and put "always" or a number where the module has no word for what they mean.</summary>
    private static TimeSpan? Period(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "always" => TimeSpan.Zero,
        "hourly" => TimeSpan.FromHours(1),
        "daily" or "dayly" => TimeSpan.FromDays(1),
        "weekly" => TimeSpan.FromDays(7),
        "monthly" => TimeSpan.FromDays(30),
        "yearly" => TimeSpan.FromDays(365),
        _ => null,
    };
}
