using FeedHub.Formats.Text;

namespace FeedHub.Formats.Drafts;

/// <summary>What a draft becomes once everything about it has been read.</summary>
internal static class FeedDraftResults
{
    public static FeedItem ToItem(this FeedDraft draft, string? feedLanguage)
    {
        if (draft.MediaCredit is { } credit)
            draft.CreditMedia(first: 0, credit);
        return new FeedItem
        {
            Id = draft.Id.Value,
            IdIsPermaLink = draft.IdIsPermaLink,
            Title = draft.Title.Value,
            Link = draft.Link.Value,
            OriginalLink = draft.OriginalLink,
            Summary = draft.Summary.Value,
            Content = draft.Content.Value,
            Rights = draft.Rights.Value,
            Published = draft.Published.Value,
            Updated = draft.Updated.Value,
            Language = draft.Language.Value ?? feedLanguage,
            Comments = draft.Comments,
            CommentCount = draft.CommentCount,
            InReplyTo = draft.InReplyTo.OrEmpty(),
            Authors = draft.Authors.OrEmpty(),
            Contributors = draft.Contributors.OrEmpty(),
            Categories = draft.Categories.OrEmpty(),
            Links = draft.Links.OrEmpty(),
            Enclosures = draft.Enclosures.OrEmpty(),
            MediaContents = draft.MediaContents.OrEmpty(),
            MediaThumbnails = draft.MediaThumbnails.OrEmpty(),
            Image = draft.ImageOrNull(),
            Point = draft.PointOrNull(),
            Itunes = draft.Itunes,
            Source = draft.Source,
        };
    }

    public static FeedSource ToSource(this FeedDraft draft) => new()
    {
        Title = draft.Title.Value,
        Id = draft.Id.Value,
        FeedUrl = draft.SelfLink,
        Link = draft.Link.Value,
        Subtitle = draft.Summary.Value,
        Rights = draft.Rights.Value,
        Icon = draft.Icon,
        Logo = draft.Logo,
        Updated = draft.Updated.Value,
        Generator = draft.Generator.Value,
        Authors = draft.Authors.OrEmpty(),
        Contributors = draft.Contributors.OrEmpty(),
        Categories = draft.Categories.OrEmpty(),
        Links = draft.Links.OrEmpty(),
    };

    /// <summary>The document made from a feed's draft, still without the fields that only its format can supply.</summary>
    public static FeedDocument ToDocument(this FeedDraft draft, FeedFamily family, string version, IReadOnlyList<FeedItem> items) => new()
    {
        Family = family,
        Version = version,
        Title = draft.Title.Value,
        Description = draft.Summary.Value,
        Rights = draft.Rights.Value,
        Link = draft.Link.Value,
        SelfLink = draft.SelfLink,
        Id = draft.Id.Value,
        Language = draft.Language.Value,
        Updated = draft.Updated.Value,
        Published = draft.Published.Value,
        Generator = draft.Generator.Value,
        Image = draft.ChannelImage.Value,
        Icon = draft.Icon,
        Logo = draft.Logo,
        Authors = draft.Authors.OrEmpty(),
        Contributors = draft.Contributors.OrEmpty(),
        Categories = draft.Categories.OrEmpty(),
        Links = draft.Links.OrEmpty(),
        TtlMinutes = draft.TtlMinutes,
        UpdatePeriod = draft.UpdatePeriod,
        History = draft.History,
        SkipHours = draft.SkipHours ?? [],
        SkipDays = draft.SkipDays ?? [],
        Cloud = draft.Cloud,
        Itunes = draft.Itunes,
        Items = items,
        Deleted = draft.Deleted.OrEmpty(),
    };

    private static IReadOnlyList<T> OrEmpty<T>(this List<T>? list) => (IReadOnlyList<T>?)list ?? Array.Empty<T>();

    private static string? ImageOrNull(this FeedDraft draft) =>
        draft.Image.Value is { } image && !PlaceholderPicture.Is(image)
            ? image
            : draft.MediaThumbnails?.Find(m => !PlaceholderPicture.Is(m.Url))?.Url
                ?? draft.MediaContents?.Find(m => IsImage(m) && !PlaceholderPicture.Is(m.Url))?.Url;

    private static bool IsImage(FeedMedia media) =>
        media.Medium == "image" || media.Type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    private static FeedPoint? PointOrNull(this FeedDraft draft) =>
        draft.Point.Value ?? (draft is { Latitude: { } latitude, Longitude: { } longitude } ? new FeedPoint(latitude, longitude) : null);
}
