using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Catalog;
using FeedHub.Server.Configuration;
using FeedHub.Server.Pages;

namespace FeedHub.Server.Publishing.Writing;

/// <summary>What becomes of a text when an editor saves it, and when it may not be saved like that.</summary>
/// <param name="read">Reads a text as the brief that it is to be.</param>
internal sealed class WritingRules(Func<string, BriefReading> read, string file, WritingStanding standing, DateTimeOffset now)
{
    /// <summary>The text with the status, and if need be the date, that the editor asked for.</summary>
    public string Apply(string text, WritingIntent intent)
    {
        if (!BriefFile.HasFront(text))
        {
            return text;
        }
        switch (intent)
        {
            case WritingIntent.Draft:
                return BriefFile.WithStatus(text, BriefStatus.Draft);
            case WritingIntent.Schedule:
                return BriefFile.WithStatus(text, BriefStatus.Scheduled);
            case WritingIntent.Publish:
                var usable = BriefFile.WithStatus(text, BriefStatus.Usable);
                // A draft needs no date. One that has passed is the editor's, such as that of a brief that came out elsewhere.
                var dated = read(BriefFile.WithStatus(text, BriefStatus.Draft)).Draft?.Brief.Published;
                return dated is { } date && (date == default || date > now) ? BriefFile.WithPublished(usable, now) : usable;
            default:
                return text;
        }
    }

    /// <summary>Why the text, which can be read, is not saved; null if it can be.</summary>
    /// <param name="brief">What it was read as.</param>
    public CatalogProblem? Objection(string text, Brief brief, WritingIntent intent)
    {
        if (standing is WritingStanding.Public && !brief.IsPublicAt(now))
        {
            return At(
                text, brief.Status == BriefStatus.Usable ? "published" : "status",
                "the brief is public, and would disappear without a word to its readers; withdraw it instead, or leave this as it was");
        }
        if (standing is WritingStanding.Withdrawn && brief.Status != BriefStatus.Withdrawn)
        {
            return At(text, "status", "the brief is withdrawn, and its readers were told so; leave this as it was");
        }
        if (intent is WritingIntent.Draft)
        {
            return null;
        }
        if (intent is WritingIntent.Schedule && brief.Released <= now)
        {
            return At(
                text, "published",
                $"this is not in the future: it is {Phrases.Moment(now)} now; write the time at which the brief shall come out, or "
                    + "publish it at once");
        }
        return BriefTemplate.Unwritten(text, file).FirstOrDefault();
    }

    /// <summary>What was done, for the log.</summary>
    public static string Describe(Brief brief, DateTimeOffset now) => brief.Status switch
    {
        BriefStatus.Draft => "as a draft",
        BriefStatus.Withdrawn => "withdrawn",
        _ => brief.IsPublicAt(now) ? "public" : $"to come out on {Phrases.Moment(brief.Released)}",
    };

    /// <summary>What was done, for the editor.</summary>
    /// <param name="inForce">Whether pages show it by now.</param>
    public static string Tell(Brief brief, bool inForce, DateTimeOffset now)
    {
        var later = inForce ? "" : " The other pages show this in a moment.";
        return brief.Status switch
        {
            BriefStatus.Draft => $"Saved as a draft. Nobody but editors sees it.{later}",
            BriefStatus.Withdrawn => $"Saved. The brief remains withdrawn.{later}",
            _ when brief.IsPublicAt(now) => $"Saved. It is public {(inForce ? "now" : "in a moment")}, and in caches within two minutes.",
            _ => $"Saved. It comes out on {Phrases.Moment(brief.Released)}.{later}",
        };
    }

    private CatalogProblem At(string text, string key, string message)
    {
        var line = Array.FindIndex(text.Split('\n'), l => l.StartsWith(key + ":", StringComparison.Ordinal));
        return new(file, Math.Max(line, 0) + 1, key, message);
    }
}
