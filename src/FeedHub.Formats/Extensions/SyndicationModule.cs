using System.Globalization;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>mod_syndication of RSS 1.0: how often a feed says it changes.</summary>
internal static class SyndicationModule
{
    private const string Prefix = "sy";

    private static readonly string[] Periods = ["hourly", "daily", "weekly", "monthly", "yearly"];

    // The module's defaults where a part is missing.
    private static readonly FeedUpdatePeriod Default = new("daily");

    public static void Read(ElementReader xml, FeedDraft draft)
    {
        var period = draft.UpdatePeriod ?? Default;
        switch (xml.Name)
        {
            // Some feeds spell it "dayly".
            case "updateperiod" when xml.ReadText()?.ToLowerInvariant().Replace("dayly", "daily", StringComparison.Ordinal) is { } word && Periods.Contains(word):
                draft.UpdatePeriod = period with { Period = word };
                break;
            case "updatefrequency" when xml.ReadInteger() is >= 1 and var frequency:
                draft.UpdatePeriod = period with { Frequency = frequency };
                break;
            // WordPress sends the same base for all the world; it says nothing of how often.
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
        xml.WriteField(Prefix, "updateBase", XmlNamespaces.Syndication, period.Base is { } origin ? AtomDate.Of(origin) : null);
    }
}
