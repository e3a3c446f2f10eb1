using FeedHub.Formats.Text;

namespace FeedHub.Formats.Drafts;

/// <summary>A feed, an item or an item's source while it is being read: RSS, Atom and the extensions all write to this.</summary>
internal sealed class FeedDraft
{
    /// <summary>No feed intends more values of one field than this.</summary>
    private const int MaxValues = 500;

    private const int MaxPeople = 100;

    public Best<FeedText> Title;
    public Best<FeedText> Summary;
    public Best<FeedText> Content;
    public Best<FeedText> Rights;
    public Best<string> Link;
    public Best<string> Id;
    public Best<string> Language;
    public Best<string> Image;
    public Best<DateTimeOffset?> Published;
    public Best<DateTimeOffset?> Updated;
    public Best<FeedGenerator> Generator;
    public Best<FeedImage> ChannelImage;
    public Best<FeedPoint> Point;

    public bool IsItem { get; init; }
    public bool? IdIsPermaLink { get; set; }
    public string? SelfLink { get; set; }
    public string? OriginalLink { get; set; }
    public string? Icon { get; set; }
    public string? Logo { get; set; }
    public string? Comments { get; set; }
    public int? CommentCount { get; set; }
    public int? TtlMinutes { get; set; }
    public FeedUpdatePeriod? UpdatePeriod { get; set; }
    public FeedHistory History { get; set; }
    public IReadOnlyList<int>? SkipHours { get; set; }
    public IReadOnlyList<DayOfWeek>? SkipDays { get; set; }
    public FeedCloud? Cloud { get; set; }
    public FeedItunes? Itunes { get; set; }
    public FeedSource? Source { get; set; }
    public string? MediaCredit { get; set; }
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }
    public List<FeedPerson>? Authors { get; private set; }
    public List<FeedPerson>? Contributors { get; private set; }
    public List<FeedCategory>? Categories { get; private set; }
    public List<FeedLink>? Links { get; private set; }
    public List<FeedEnclosure>? Enclosures { get; private set; }
    public List<FeedMedia>? MediaContents { get; private set; }
    public List<FeedMedia>? MediaThumbnails { get; private set; }
    public List<FeedReply>? InReplyTo { get; private set; }
    public List<FeedTombstone>? Deleted { get; private set; }

    /// <summary>True when values of one field were dropped because there were too many.</summary>
    public bool Overflowed { get; private set; }

    public void AddAuthor(FeedPerson? person) => Authors = AddPerson(Authors, person);

    public void AddContributor(FeedPerson? person) => Contributors = AddPerson(Contributors, person);

    public void AddCategory(string? term, string? scheme = null, string? label = null)
    {
        if ((term ?? label) is not { Length: > 0 } name)
            return;
        var category = new FeedCategory(name, scheme.OrNull(), label.OrNull());
        if (Categories is not { Count: >= 50 } && Categories?.Contains(category) == true)
            return;
        Categories = Add(Categories, category);
    }

    /// <summary>Adds a link and what its relation implies: the item's page, its own address, its comments page or an enclosure.</summary>
    /// <param name="rank">How good the link is as the item's page, if it is one.</param>
    public void AddLink(FeedLink link, int rank)
    {
        if (link.Href.Length == 0)
            return;
        Links = Add(Links, link);
        switch (link.Rel)
        {
            case "alternate":
                Link.Offer(link.Href, IsPage(link.Type) ? rank : rank - 1);
                break;
            case "self":
                SelfLink ??= link.Href;
                break;
            case "replies" when IsPage(link.Type):
                Comments ??= link.Href;
                break;
            case "enclosure":
                AddEnclosure(new FeedEnclosure(link.Href, link.Type, link.Length));
                break;
        }
    }

    public void AddEnclosure(FeedEnclosure enclosure)
    {
        // Beyond 50 there is no comparison: for thousands of enclosures its cost would grow with their square.
        if (enclosure.Url.Length > 0 && (Enclosures is { Count: >= 50 } || Enclosures?.Contains(enclosure) is not true))
            Enclosures = Add(Enclosures, enclosure);
    }

    public void AddReply(FeedReply reply) => InReplyTo = Add(InReplyTo, reply);

    public void AddTombstone(FeedTombstone tombstone) => Deleted = Add(Deleted, tombstone, FeedReading.MaxItems);

    public void AddMedia(FeedMedia content) => MediaContents = Add(MediaContents, content);

    /// <summary>
    /// Gives the media from index <paramref name="first"/> on the credit of their group, where they have none of their own.
    /// </summary>
    public void CreditMedia(int first, string credit)
    {
        for (var i = first; i < MediaContents?.Count; i++)
            MediaContents[i] = MediaContents[i] with { Credit = MediaContents[i].Credit ?? credit };
    }

    public void AddThumbnail(FeedMedia thumbnail) => MediaThumbnails = Add(MediaThumbnails, thumbnail);

    private static bool IsPage(string? type) => type is null || type.Contains("html", StringComparison.OrdinalIgnoreCase);

    private List<FeedPerson>? AddPerson(List<FeedPerson>? people, FeedPerson? person)
    {
        if (person is null or { Name: null, Email: null, Uri: null })
            return people;
        if (people is { Count: MaxPeople })
        {
            Overflowed = true;
            return people;
        }

        // WordPress and others name the same author in several vocabularies.
        if (people?.Exists(p => p == person || (p.Name == person.Name && person is { Email: null, Uri: null })) == true)
            return people;
        return Add(people, person);
    }

    private List<T> Add<T>(List<T>? list, T value, int max = MaxValues)
    {
        list ??= [];
        if (list.Count < max)
            list.Add(value);
        else
            Overflowed = true;
        return list;
    }
}
