using FeedHub.Formats;

namespace FeedHub.Core.Briefs;

/// <summary>One piece in a series.</summary>
public sealed record Brief
{
    /// <summary>Name of its file without <c>.md</c>.</summary>
    public required string Slug { get; init; }
    /// <summary>Permanent ID: the one in the front matter, else a tag URI assigned once and kept in the store.</summary>
    public required string Id { get; init; }
    /// <summary>
    /// Number within the series, assigned once, on publication. Before that it is provisional and not shown to anybody. Null for a brief
    /// that will not be published.
    /// </summary>
    public required int? Issue { get; init; }
    public required string Title { get; init; }
    /// <summary>The line below the title; plain text.</summary>
    public required string Dek { get; init; }
    /// <summary>The status in its file; a date in the future holds back a brief of any status.</summary>
    public BriefStatus Status { get; init; } = BriefStatus.Usable;
    public required DateTimeOffset Published { get; init; }
    /// <summary>When the embargo ends; until then the brief is not public. Null without an embargo.</summary>
    public DateTimeOffset? Embargo { get; init; }
    /// <summary>
    /// When its substance last changed; equals <see cref="Released"/> if it never has. Fixing a typing error is not a change of substance.
    /// </summary>
    public required DateTimeOffset Updated { get; init; }
    /// <summary>Corrections made after publication, oldest first.</summary>
    public IReadOnlyList<BriefCorrection> Corrections { get; init; } = [];
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];
    public IReadOnlyList<string> Regions { get; init; } = [];
    public IReadOnlyList<string> Topics { get; init; } = [];
    public required string Language { get; init; }
    /// <summary>The address of the original if it was published elsewhere.</summary>
    public string? CanonicalUrl { get; init; }
    /// <summary>The same brief in other languages.</summary>
    public IReadOnlyList<BriefTranslation> Translations { get; init; } = [];
    public BriefImage? Image { get; init; }
    /// <summary>Recordings and other files that go with it, at their own addresses.</summary>
    public IReadOnlyList<FeedEnclosure> Files { get; init; } = [];
    /// <summary>The place it is about, if its file says so; a region is no point.</summary>
    public FeedPoint? Point { get; init; }
    /// <summary>Where its text came from; null for one written here.</summary>
    public BriefProvenance? Provenance { get; init; }
    /// <summary>Related briefs of the series, and pages elsewhere.</summary>
    public IReadOnlyList<RelatedLink> Related { get; init; } = [];
    public required IReadOnlyList<BriefSection> Sections { get; init; }

    /// <summary>When it becomes public: at its publication date, or when its embargo ends if that is later.</summary>
    public DateTimeOffset Released => Embargo > Published ? Embargo.Value : Published;

    /// <summary>When the public first learns of it; null for a draft, or for a brief withdrawn before publication.</summary>
    public DateTimeOffset? KnownFrom => Status switch
    {
        BriefStatus.Draft => null,
        BriefStatus.Withdrawn => Released <= Retraction?.At ? Released : null,
        _ => Released,
    };

    /// <summary>The correction that retracted it, or null.</summary>
    public BriefCorrection? Retraction => Corrections.LastOrDefault(c => c.Kind == BriefCorrectionKind.Retraction);

    public bool IsPublicAt(DateTimeOffset now) => Status is BriefStatus.Usable or BriefStatus.Scheduled && Released <= now;

    /// <summary>True for a brief that was public and has been withdrawn. One that was never public must not be revealed.</summary>
    public bool IsWithdrawnAt(DateTimeOffset now) => Status == BriefStatus.Withdrawn && KnownFrom <= now;

    /// <summary>Whether it shows a file from the <c>media</c> folder of its series, either as its picture or in its text.</summary>
    /// <param name="mediaPath">Path of that folder on our site, from the root of the host, as written in the HTML.</param>
    public bool Shows(string file, string mediaPath)
    {
        var address = $"\"{mediaPath}/{Uri.EscapeDataString(file)}\"";
        return Image?.File == file
            || Sections.SelectMany(s => s.Items.Select(i => i.Html).Append(s.Html))
                .Any(html => html.Contains(address, StringComparison.Ordinal));
    }
}
