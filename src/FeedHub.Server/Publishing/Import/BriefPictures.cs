using System.Globalization;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.Blocks;

namespace FeedHub.Server.Publishing.Import;

/// <summary>Fetches the pictures of a brief and stores them beside its file.</summary>
internal sealed class BriefPictures(OutsideFetch fetch, IBriefFiles files)
{
    public async Task<KeptPictures> KeepAsync(string series, string slug, ImportedBrief brief, CancellationToken cancellationToken)
    {
        var (kept, lost, incomplete) = (new Dictionary<string, string>(), new List<string>(), false);
        string?[] wanted = [brief.Picture?.Url, .. brief.Pictures];
        foreach (var url in wanted.OfType<string>().Distinct())
        {
            var (body, wrong) = await fetch.GetAsync(url, cancellationToken);
            if (body is null)
            {
                lost.Add($"{url}: {wrong}");
                incomplete = true;
            }
            else if (PictureFile.From(body.Body.Span) is not { } picture)
            {
                lost.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{url}: not a PNG, JPEG, GIF or WebP of up to {PictureFile.MaxBytes >> 20} MiB and 50 megapixels"));
            }
            else
            {
                var name = picture.NameFor(slug, body.Body.Span);
                await files.WriteMediaAsync(series, name, body.Body, cancellationToken);
                kept[url] = name;
            }
        }
        return new(kept, lost, incomplete);
    }
}
