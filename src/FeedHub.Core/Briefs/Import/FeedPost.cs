using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Pages;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Content;
using FeedHub.Formats;

namespace FeedHub.Core.Briefs.Import;

/// <summary>Reads a brief from an item of a feed.</summary>
public static class FeedPost
{
    /// <summary>Items with fewer characters of text than this are taken to hold an excerpt.</summary>
    private const int Whole = 600;

    /// <summary>Whether the item holds the full text rather than an excerpt.</summary>
    public static bool IsWhole(FeedItem item) => item.Content is { } content && PlainText.FromHtml(content.Value).Length >= Whole;

    /// <param name="language">As the feed declares it.</param>
    /// <param name="guide">Null for none.</param>
    public static ImportReading Read(FeedItem item, string? language, ImportGuide? guide = null) =>
        ImportReading.From(() => ReadItem(item, language, guide ?? ImportGuide.None));

    /// <summary>
    /// A brief read from the page at an item's address, completed from the item: the feed has the guid that its subscribers know, which can
    /// only be guessed from the page.
    /// </summary>
    /// <param name="item">The result of <see cref="Read"/> for the item.</param>
    public static ImportedBrief Named(ImportedBrief brief, ImportReading item) => item is ImportReading.Read { Brief: var own }
        ? brief with { Id = own.Id ?? brief.Id, Published = brief.Published ?? own.Published } : brief;

    private static ImportReading ReadItem(FeedItem item, string? language, ImportGuide guide)
    {
        using var document = PageMarkup.Parse(Html(item.Content ?? item.Summary));
        if (document is null)
        {
            return new ImportReading.Refused($"has a text of more than {PageMarkup.MaxLength >> 20} MiB");
        }
        if (PageMarkup.IsPasswordForm(document))
        {
            return ImportReading.Protected;
        }
        var address = Uri.TryCreate(item.Link, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" ? link : null;
        var picture = item.MediaContents.FirstOrDefault(
            m => m.Medium == "image" || m.Type?.StartsWith("image/", StringComparison.Ordinal) == true);
        var enclosure = item.Enclosures.FirstOrDefault(e => e.Type?.StartsWith("image/", StringComparison.Ordinal) == true);
        var pictureUrl = PageMarkup.Address(picture?.Url ?? enclosure?.Url ?? item.Image, address);
        var text = BlockReader.Read(document.Body ?? document.DocumentElement, address);
        return BriefShape.From(new ImportMaterial
        {
            Guide = guide,
            Id = item.Id,
            Title = item.Title is { } title ? title.Kind == FeedTextKind.Text ? title.Value : PageLine.From(title.Value) : "",
            Excerpt = item.Content is not null && item.Summary is { } summary ? PageLine.From(Html(summary)) : null,
            Published = item.Published,
            Updated = item.Updated,
            Authors = [.. item.Authors.Select(a => a.Name).OfType<string>().Distinct()],
            Tags = [.. item.Categories.Select(c => c.Label ?? c.Term)],
            Language = item.Language ?? language,
            Url = address?.AbsoluteUri,
            Picture = pictureUrl is null ? null : new(pictureUrl, null, picture?.Credit, picture?.Licence),
            Blocks = text.Blocks,
            Footnotes = text.Footnotes,
            // A feed may name a recording that its text does not show.
            Files = [.. item.Enclosures.Select(e => ImportedFile.At(e.Url)).OfType<ImportedFile>(), .. text.Files],
            Lost = text.Lost,
        });
    }

    private static string Html(FeedText? text) =>
        text is null ? "" : text.Kind == FeedTextKind.Text ? TextToHtml.Convert(text.Value) : text.Value;
}
