using System.Globalization;
using FeedHub.Formats.Drafts;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text.Dates;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>mod_syndication of RSS 1.0: how often a feed says it changes.</summary>
internal static class SyndicationModule
{
    private const string Prefix = "sy";

    // The module's default for a missing part.
    private static readonly FeedUpdatePeriod Default = new("daily");

    public static void Read(ElementReader xml, FeedDraft draft)
    {
        var period = draft.UpdatePeriod ?? Default;
        switch (xml.Name)
        {
            case "updateperiod" when Period(xml.ReadText()) is { } word:
                draft.UpdatePeriod = period with { Period = word };
                break;
            // Feeds write 0.1 for every ten periods, which the module cannot express.
            case "updatefrequency" when double.TryParse(xml.ReadText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var times)
                && times > 0 && double.IsFinite(times):
                draft.UpdatePeriod = period with { Frequency = times };
                break;
            // WordPress sends the same base everywhere; it says nothing about how often.
            case "updatebase" when xml.ReadDate() is { } origin:
                draft.UpdatePeriod = period with { Base = origin };
                break;
        }
    }

    public static void Write(FeedXmlWriter xml, FeedUpdatePeriod? period)
    {
        if (period is null)
            return;
        xml.WriteField(Prefix, "updatePeriod", XmlNamespaces.Syndication, period.Period);
        xml.WriteField(Prefix, "updateFrequency", XmlNamespaces.Syndication, period.Frequency.ToString(CultureInfo.InvariantCulture));
        xml.WriteField(Prefix, "updateBase", XmlNamespaces.Syndication, period.Base is { } origin ? AtomDate.Format(origin) : null);
    }

    private static string? Period(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "dayly" => "daily",
        { } known when FeedUpdatePeriod.Knows(known) => known,
        _ => null,
    };
}
