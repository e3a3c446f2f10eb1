using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Formats.Writing;

namespace FeedHub.Core.Briefs.Feeds;

/// <summary>Turns a series, or a part of one, into the feed documents that readers and partners subscribe to.</summary>
public static class BriefFeed
{
    /// <summary>Briefs in a feed: almost a year of a weekly, and well over what a reader needs to catch up.</summary>
    public const int MaxItems = 50;

    /// <summary>
    /// The document to subscribe to: the newest briefs, all that are in no closed archive, and those changed or withdrawn after their
    /// archive was closed.
    /// </summary>
    /// <param name="limit">
    /// Only that many of the newest, from 1 to <see cref="MaxItems"/>, and no link to an archive: what is in neither would be lost to those
    /// who follow it. For readers that come from another feed and must see no item of ours that theirs did not have.
    /// </param>
    public static FeedDocument ToDocument(BriefSelection selection, SiteAddress address, FeedFormat format, int? limit = null)
    {
        if (limit is { } most)
        {
            return Document(selection, [.. Items(selection, format).Take(most)], address, format) with
            {
                SelfLink = address.Absolute(BriefAddresses.Feed(selection.Series.Slug, selection.Facet, format, most)),
                Links = [.. Licence(selection.Series)],
            };
        }
        var closed = selection.ClosedYears;
        var shown = Items(selection, format).Where(
            (b, i) => i < MaxItems || !closed.Contains(BriefSelection.YearOf(b)) || ChangedSinceClosed(b, selection))
            .ToList();
        return Document(selection, shown, address, format) with
        {
            SelfLink = address.Absolute(BriefAddresses.Feed(selection.Series.Slug, selection.Facet, format)),
            Links =
                [.. Licence(selection.Series), .. closed.TakeLast(1).Select(year =>
                    Archive(selection, address, format, year, Older(format)))],
        };
    }

    /// <summary>The archive of a year (RFC 5005 §4), whose briefs stay in it; null for a year that is not closed.</summary>
    public static FeedDocument? ToArchive(BriefSelection selection, int year, SiteAddress address, FeedFormat format)
    {
        var closed = selection.ClosedYears;
        if (!closed.Contains(year))
        {
            return null;
        }
        var of = selection.In(year);
        return Document(of, Items(of, format), address, format) with
        {
            History = FeedHistory.Archive,
            SelfLink = address.Absolute(BriefAddresses.Archive(selection.Series.Slug, selection.Facet, year, format)),
            Links =
            [
                .. Licence(selection.Series),
                new(address.Absolute(BriefAddresses.Feed(selection.Series.Slug, selection.Facet, format)), "current"),
                .. closed.Where(y => y < year).TakeLast(1).Select(y => Archive(selection, address, format, y, Older(format))),
                .. closed.Where(y => y > year).Take(1).Select(y => Archive(selection, address, format, y, "next-archive")),
            ],
        };
    }

    /// <summary>
    /// When a change to a file last changed the bytes of such a document. Fixed typing errors are included here, but not in the document's
    /// <c>updated</c>.
    /// </summary>
    public static DateTimeOffset? LastModified(BriefSelection selection) =>
        selection.Known.SelectMany(b => b.Corrections.Select(c => c.At).Append(b.Updated))
            .Max(at => (DateTimeOffset?)at);

    private static FeedDocument Document(BriefSelection selection, IReadOnlyList<Brief> shown, SiteAddress address, FeedFormat format)
    {
        var series = selection.Series;
        var withdrawn = selection.Withdrawn.OrderByDescending(b => b.Retraction!.At).Take(MaxItems).ToList();
        return new()
        {
            Id = address.Tag(selection.Facet is { } facet ? $"series/{series.Slug}/{facet.TagPath}" : $"series/{series.Slug}"),
            Title = FeedText.Plain(selection.Title),
            Description = FeedText.Plain(series.Description),
            Language = series.Language,
            Rights = series.Rights is null ? null : FeedText.Plain(series.Rights),
            Link = address.Absolute(BriefAddresses.Part(series.Slug, selection.Facet)),
            Authors = [BriefItem.Publisher(series)],
            Updated = shown.Select(b => b.Updated).Concat(withdrawn.Select(b => b.Retraction!.At)).DefaultIfEmpty(address.TagDate).Max(),
            Items = [.. shown.Select(b => BriefItem.From(selection, b, address, format))],
            Deleted = [.. withdrawn.Select(b => new FeedTombstone(b.Id, b.Retraction!.At, Comment: FeedText.Plain(b.Retraction.Note)))],
        };
    }

    /// <summary>The briefs that are items: a withdrawn brief stays one where the format has no tombstones.</summary>
    private static IReadOnlyList<Brief> Items(BriefSelection selection, FeedFormat format) =>
        format.HasTombstones ? selection.Briefs : selection.Known;

    /// <summary>Readers that have stored a closed archive see the change only in the current feed.</summary>
    private static bool ChangedSinceClosed(Brief brief, BriefSelection selection) => brief.Updated > brief.Released
        && brief.Updated >= selection.Known.Where(b => BriefSelection.YearOf(b) > BriefSelection.YearOf(brief))
            .Min(b => (DateTimeOffset?)b.Released);

    /// <summary>Formats without link relations have only one link to older items (<c>next_url</c> of JSON Feed).</summary>
    private static string Older(FeedFormat format) => format.HasLinkRelations ? "prev-archive" : "next";

    private static IEnumerable<FeedLink> Licence(Series series) => series.Licence is null ? [] : [new(series.Licence, "license")];

    private static FeedLink Archive(BriefSelection selection, SiteAddress address, FeedFormat format, int year, string relation) =>
        new(address.Absolute(BriefAddresses.Archive(selection.Series.Slug, selection.Facet, year, format)), relation);
}
