using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Urls;

namespace FeedHub.Server.Api.Records;

/// <summary>One piece in a series.</summary>
/// <param name="Id">Permanent; the ID of its item in feeds.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Series">The name of its series in addresses.</param>
/// <param name="Url">Its page.</param>
/// <param name="Issue">Its number within the series.</param>
/// <param name="Dek">The line below the title.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Released">When it became public; lists are in this order.</param>
/// <param name="Updated">When its substance last changed.</param>
/// <param name="Regions">ISO 3166 codes.</param>
/// <param name="CanonicalUrl">The address of the original, if it was published elsewhere.</param>
/// <param name="Translations">The same brief in other languages.</param>
/// <param name="Html">Its whole text as safe HTML with absolute addresses; only where one brief is asked for.</param>
/// <param name="Watching">What it is watching; only where one brief is asked for.</param>
internal sealed record ApiBrief(
    string Id, string Slug, string Series, string Url, int? Issue, string Title, string Dek, string Language, DateTime Released,
    DateTime Updated, IReadOnlyList<string> Authors, IReadOnlyList<string> Regions, IReadOnlyList<string> Topics, string? CanonicalUrl,
    ApiPicture? Picture, IReadOnlyList<ApiTranslation> Translations, IReadOnlyList<ApiCorrection> Corrections,
    IReadOnlyList<ApiRelatedBrief>? Related, string? Html, IReadOnlyList<ApiWatching>? Watching)
{
    public static ApiBrief From(BriefSelection selection, Brief brief, SiteAddress address)
    {
        var series = selection.Series.Slug;
        return new(
            brief.Id,
            brief.Slug,
            series,
            address.Absolute(BriefAddresses.Brief(series, brief.Slug)),
            brief.Issue,
            brief.Title,
            brief.Dek,
            brief.Language,
            brief.Released.UtcDateTime,
            brief.Updated.UtcDateTime,
            [.. brief.Authors.Select(a => a.Name).OfType<string>()],
            brief.Regions,
            brief.Topics,
            brief.CanonicalUrl,
            brief.Image is { } image ? new(
                address.Absolute(BriefAddresses.Image(series, image)), image.MediaType, image.Alt, image.Credit, image.Licence) : null,
            [
                .. BriefInLanguage.From(brief, series, selection.Siblings)
                    .Select(t => new ApiTranslation(t.Language, t.AbsoluteUrl(address))),
            ],
            [.. brief.Corrections.Select(c => new ApiCorrection(c.Kind.ToString().ToLowerInvariant(), c.At.UtcDateTime, c.Note))],
            Related: null, Html: null, Watching: null);
    }

    /// <summary>The same with its text.</summary>
    public static ApiBrief WithText(BriefSelection selection, Brief brief, SiteAddress address)
    {
        var told = From(selection, brief, address);
        return told with
        {
            Related =
            [
                .. RelatedBrief.From(brief, selection.Series.Slug, selection.Siblings)
                    .Select(r => new ApiRelatedBrief(r.Title, r.AbsoluteUrl(address))),
            ],
            Html = BriefHtml.From(brief, told.Url),
            Watching =
            [
                .. brief.Sections.SelectMany(s => s.Items).Select(i => new ApiWatching(i.Label, $"{told.Url}#{i.Anchor}", i.Watch)),
            ],
        };
    }
}

/// <summary>The picture of a brief.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Alt">What it shows, in words.</param>
internal sealed record ApiPicture(string Url, string Type, string Alt, string? Credit, string? Licence);

/// <summary>A brief in another language.</summary>
internal sealed record ApiTranslation(string Language, string Url);

/// <summary>What was corrected in a brief after it came out.</summary>
/// <param name="Kind">typo, correction or retraction.</param>
/// <param name="Note">What readers are told of it.</param>
internal sealed record ApiCorrection(string Kind, DateTime At, string Note);

/// <summary>A brief or page that a brief names as related.</summary>
/// <param name="Url">Absent if only its title is known.</param>
internal sealed record ApiRelatedBrief(string Title, string? Url);

/// <summary>One thing that a brief is watching.</summary>
/// <param name="Url">Where it is in the brief's page.</param>
/// <param name="Filter">The filter of the timeline for it, as the query of an address.</param>
internal sealed record ApiWatching(string Label, string Url, string? Filter);
