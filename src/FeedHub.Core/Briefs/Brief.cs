using FeedHub.Formats;

namespace FeedHub.Core.Briefs;

/// <summary>One piece in a series.</summary>
public sealed record Brief
{
    /// <summary>Name of its file without <c>.md</c>.</summary>
    public required string Slug { get; init; }
    /// <summary>Permanent ID: the front matter's, else a tag URI given once and kept in the store.</summary>
    public required string Id { get; init; }
    /// <summary>
    /// Number within the series, given once, when it comes out; until then the one that it would get as things stand, which nobody is
    /// shown. Null for one that does not come out.
    /// </summary>
    public required int? Issue { get; init; }
    public required string Title { get; init; }
    /// <summary>The line below the title; plain text.</summary>
    public required string Dek { get; init; }
    /// <summary>What its file says of it; a date in the future holds back a brief of any status.</summary>
    public BriefStatus Status { get; init; } = BriefStatus.Usable;
    public required DateTimeOffset Published { get; init; }
    /// <summary>Until when nobody may know of it, or null.</summary>
    public DateTimeOffset? Embargo { get; init; }
    /// <summary>
    /// When it was last changed in substance; equals <see cref="Released"/> for one never changed. A typing error mended is no change in
    /// substance.
    /// </summary>
    public required DateTimeOffset Updated { get; init; }
    /// <summary>What was put right after it came out, oldest first.</summary>
    public IReadOnlyList<BriefCorrection> Corrections { get; init; } = [];
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];
    public IReadOnlyList<string> Regions { get; init; } = [];
    public IReadOnlyList<string> Topics { get; init; } = [];
    public required string Language { get; init; }
    /// <summary>The address of the original where that is elsewhere.</summary>
    public string? CanonicalUrl { get; init; }
    /// <summary>The same brief in other languages.</summary>
    public IReadOnlyList<BriefTranslation> Translations { get; init; } = [];
    public BriefImage? Image { get; init; }
    /// <summary>Where it is about; null when that follows from its regions.</summary>
    public FeedPoint? Point { get; init; }
    /// <summary>Where its text came from; null for one written here.</summary>
    public BriefProvenance? Provenance { get; init; }
    /// <summary>Slugs of related briefs of the series, or absolute addresses.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];
    public required IReadOnlyList<BriefSection> Sections { get; init; }

    /// <summary>When it becomes public: when it is published, or at the end of an embargo that lasts longer.</summary>
    public DateTimeOffset Released => Embargo > Published ? Embargo.Value : Published;

    /// <summary>From when on the public knows of it; null for one still being written, or taken back before it came out.</summary>
    public DateTimeOffset? KnownFrom => Status switch
    {
        BriefStatus.Draft => null,
        BriefStatus.Withdrawn => Released <= Retraction?.At ? Released : null,
        _ => Released,
    };

    /// <summary>The correction that took it back, or null.</summary>
    public BriefCorrection? Retraction => Corrections.LastOrDefault(c => c.Kind == BriefCorrectionKind.Retraction);

    public bool IsPublicAt(DateTimeOffset now) => Status is BriefStatus.Usable or BriefStatus.Scheduled && Released <= now;

    /// <summary>True for one that was public and was taken back; of one that never was, nobody may learn.</summary>
    public bool IsWithdrawnAt(DateTimeOffset now) => Status == BriefStatus.Withdrawn && KnownFrom <= now;

    /// <summary>Whether it shows a file of its series' <c>media</c> folder: as its picture, or in its text.</summary>
    /// <param name="mediaPath">Path of that folder on our site, from the root of the host, as its HTML has it.</param>
    public bool Shows(string file, string mediaPath)
    {
        var address = $"\"{mediaPath}/{Uri.EscapeDataString(file)}\"";
        return Image?.File == file
            || Sections.SelectMany(s => s.Items.Select(i => i.Html).Append(s.Html))
                .Any(html => html.Contains(address, StringComparison.Ordinal));
    }
}
