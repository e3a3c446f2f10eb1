namespace FeedHub.Formats;

/// <summary>A feed, an item or an item's source while it is being read: RSS, Atom and the extensions all write to this.</summary>
internal sealed class FeedDraft
{
    /// <summary>More values of one field than this are no feed's intent.</summary>
    private const int MaxValues = 500;

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
    public string? Icon { get; set; }
    public string? Logo { get; set; }
    public string? Comments { get; set; }
    public int? TtlMinutes { get; set; }
    public TimeSpan? UpdatePeriod { get; set; }
    public double? UpdateFrequency { get; set; }
    public IReadOnlyList<int>? SkipHours { get; set; }
    public IReadOnlyList<DayOfWeek>? SkipDays { get; set; }
    public FeedCloud? Cloud { get; set; }
    public FeedItunes? Itunes { get; set; }
    public FeedSource? Source { get; set; }
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }
    public List<FeedPerson>? Authors { get; private set; }
    public List<FeedPerson>? Contributors { get; private set; }
    public List<FeedCategory>? Categories { get; private set; }
    public List<FeedLink>? Links { get; private set; }
    public List<FeedEnclosure>? Enclosures { get; private set; }
    public List<FeedMedia>? MediaContents { get; private set; }
    public List<FeedMedia>? MediaThumbnails { get; private set; }

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

    /// <summary>Adds a link and what follows from its relation: the item's page, its own address, an enclosure.</summary>
    public void AddLink(FeedLink link)
    {
        if (link.Href.Length == 0)
            return;
        Links = Add(Links, link);
        switch (link.Rel)
        {
            case "alternate":
                Link.Offer(link.Href, IsPage(link.Type) ? Rank.Core : Rank.StrongExtension);
                break;
            case "self":
                SelfLink ??= link.Href;
                break;
            case "enclosure":
                AddEnclosure(new FeedEnclosure(link.Href, link.Type, link.Length));
                break;
        }
    }

    public void AddEnclosure(FeedEnclosure enclosure)
    {
        if (enclosure.Url.Length > 0 && Enclosures?.Contains(enclosure) is not true)
            Enclosures = Add(Enclosures, enclosure);
    }

    public void AddMedia(FeedMedia content) => MediaContents = Add(MediaContents, content);

    public void AddThumbnail(FeedMedia thumbnail) => MediaThumbnails = Add(MediaThumbnails, thumbnail);

    private static bool IsPage(string? type) => type is null || type.Contains("html", StringComparison.OrdinalIgnoreCase);

    private static List<FeedPerson>? AddPerson(List<FeedPerson>? people, FeedPerson? person)
    {
        if (person is null or { Name: null, Email: null, Uri: null })
            return people;
        // WordPress and others name the same author in several vocabularies.
        if (people?.Exists(p => p == person || (p.Name == person.Name && person is { Email: null, Uri: null })) == true)
            return people;
        return Add(people, person, max: 100);
    }

    private static List<T> Add<T>(List<T>? list, T value, int max = MaxValues)
    {
        list ??= [];
        if (list.Count < max)
            list.Add(value);
        return list;
    }
}
