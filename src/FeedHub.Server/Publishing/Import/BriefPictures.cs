using System.Globalization;
using System.Security.Cryptography;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing.Import;

/// <summary>Fetches the pictures of a brief and stores them beside its file.</summary>
internal sealed class BriefPictures(OutsideFetch fetch)
{
    public async Task<KeptPictures> KeepAsync(BriefFolder folder, string slug, ImportedBrief brief, CancellationToken cancellationToken)
    {
        var (files, lost, incomplete) = (new Dictionary<string, string>(), new List<string>(), false);
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
                var name = $"{slug}-{Convert.ToHexStringLower(SHA256.HashData(body.Body.Span).AsSpan(0, 6))}{picture.Extension}";
                await folder.WriteMediaAsync(name, body.Body, cancellationToken);
                files[url] = name;
            }
        }
        return new(files, lost, incomplete);
    }
}
