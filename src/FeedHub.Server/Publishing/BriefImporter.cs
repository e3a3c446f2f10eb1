using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Content;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing;

/// <summary>Makes the file of a brief of what was read elsewhere, or a new version of it, or a proposal where a file of ours wins.</summary>
public sealed class BriefImporter(OutsideFetch fetch, IFollowStore store, FeedHubOptions options, TimeProvider clock)
{
    /// <param name="from">Where it was read: an address or a file.</param>
    /// <param name="modified">When the other side saved it last, as it spells that; or null.</param>
    /// <param name="published">Date given by a person; wins over the source's.</param>
    public async Task<ImportOutcome> KeepAsync(
        Series series, ImportReading reading, string from, string? modified, DateTimeOffset? published, CancellationToken cancellationToken)
    {
        if (reading is not ImportReading.Read { Brief: var brief })
        {
            return new(ImportResult.Refused, null, ((ImportReading.Refused)reading).Reason);
        }
        if ((published ?? brief.Published) is not { } date)
        {
            return new(ImportResult.Refused, null, Undated(brief));
        }
        brief = brief with { Published = date };
        var posts = await store.PostsAsync(series.Slug, cancellationToken);
        var key = PostKey.Of(brief);
        var known = posts.FirstOrDefault(p => p.Key == key) ?? posts.FirstOrDefault(p => p.Url is not null && p.Url == brief.Url);
        var slug = known?.Slug ?? SlugFor(series, brief, key, posts);
        var folder = new BriefFolder(options, series.Slug);
        var (own, standing) = (await folder.ReadOwnAsync(slug, cancellationToken), await folder.ReadAsync(slug, cancellationToken));
        var digest = BriefFile.DigestOf(brief);
        if (known?.Version == new PostVersion(digest, IsIncomplete: false) && (own ?? standing) is not null)
        {
            await store.KeepAsync([known.Seen() with { Modified = modified ?? known.Modified }], cancellationToken);
            return new(ImportResult.Unchanged, slug, folder.PathOf(slug));
        }
        var (media, lost, again) = await PicturesAsync(folder, slug, brief, cancellationToken);
        var text = BriefFile.Write(brief with { Id = standing is null ? InForce(series, slug) ?? brief.Id : IdIn(standing) }, new()
        {
            Published = date,
            Media = media,
            Related = Related(series, brief, slug),
            SeriesLanguage = series.Language,
            From = brief.Url ?? from,
            Imported = clock.GetUtcNow(),
            Digest = digest,
        });
        // What an editor has written into an imported file, or decided about it, is not written over.
        var wins = own is not null && (standing is null || BriefFile.Supersedes(standing) != BriefFile.HashOf(own));
        var edited = standing is not null && known is not null && standing != known.Text && BriefFile.Supersedes(standing) is null;
        var decided = standing is not null && BriefFile.Supersedes(standing) is not null;
        var post = new FollowedPost
        {
            Series = series.Slug,
            Key = known?.Key ?? key,
            Slug = slug,
            Url = brief.Url ?? known?.Url,
            Modified = modified,
            Text = text,
            Version = new(digest, IsIncomplete: again),
            Decided = new(digest, IsIncomplete: again),
        };
        if (wins || edited || decided)
        {
            await store.KeepAsync([post with { Decided = known?.Decided ?? post.Version }], cancellationToken);
            return new(known is null ? ImportResult.Unchanged : ImportResult.Proposed, slug, $"feeds-config has a file of that name, or an editor has changed it; feedhub brief accept {series.Slug}/{slug} takes what is new");
        }
        if (standing is not null && WithoutImport(standing) == WithoutImport(text))
        {
            await store.KeepAsync([post with { Text = standing }], cancellationToken);
            return new(ImportResult.Unchanged, slug, folder.PathOf(slug)) { Notes = lost };
        }
        await folder.WriteAsync(slug, text, cancellationToken);
        await store.KeepAsync([post], cancellationToken);
        return new(standing is null ? ImportResult.New : ImportResult.Changed, slug, folder.PathOf(slug)) { Notes = lost };
    }

    /// <summary>The text but what is noted of its import: all that counts as a change.</summary>
    private static string WithoutImport(string text) => string.Join(
        '\n', text.Split('\n').Where(l => !l.StartsWith("  imported: ", StringComparison.Ordinal) && !l.StartsWith("  digest: ", StringComparison.Ordinal)));

    private static string Undated(ImportedBrief brief) =>
        "does not tell in a form for machines when it was published; give the date with --published, such as --published 2026-11-16T08:00:00+04:00"
        + (brief.DateLine is { } line ? $" (its text says “{line}”)" : "");

    /// <summary>The brief of ours that it is already, else its own slug, else that with a mark of its key.</summary>
    private static string SlugFor(Series series, ImportedBrief brief, PostKey key, IReadOnlyList<FollowedPost> posts)
    {
        var ours = series.Briefs.Concat(series.Drafts).ToList();
        if (ours.FirstOrDefault(b => b.Id == brief.Id || (brief.Url is not null && WordPressSite.Same(b.CanonicalUrl, brief.Url))) is { } same)
        {
            return same.Slug;
        }
        if (!posts.Any(p => p.Slug == brief.Slug))
        {
            return brief.Slug;
        }
        // These digits are in addresses that are out, so they must always come of the same words.
        var words = key switch { PostKey.Identifier identifier => identifier.Value, PostKey.Slug { Value: var slug } => $"text:{slug}", _ => throw new UnreachableException() };
        return $"{brief.Slug[..Math.Min(brief.Slug.Length, 80)].TrimEnd('-')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 4))}";
    }

    /// <summary>Related posts by their addresses; those of which only the title is known, where it is that of a brief of ours.</summary>
    private static IReadOnlyList<string> Related(Series series, ImportedBrief brief, string slug)
    {
        var titles = brief.RelatedTitles.Select(PlainText.Normalise).ToHashSet();
        return [.. brief.Related.Concat(brief.Related.Count > 0 ? [] : series.Briefs.Where(b => b.Slug != slug && titles.Contains(PlainText.Normalise(b.Title))).Select(b => b.Slug))];
    }

    /// <summary>The ID that readers know the brief by already; it stays, whatever is learnt of its post later.</summary>
    private static string? InForce(Series series, string slug) => series.Briefs.FirstOrDefault(b => b.Slug == slug)?.Id;

    /// <summary>An ID that the file has already stays; where it names none, the store keeps the one that was given.</summary>
    private static string? IdIn(string standing) =>
        BriefFile.FrontOf(standing).Split('\n').FirstOrDefault(l => l.StartsWith("id: \"", StringComparison.Ordinal)) is { } line ? line["id: \"".Length..].TrimEnd('"') : null;

    private async Task<(Dictionary<string, string> Media, List<string> Lost, bool Again)> PicturesAsync(BriefFolder folder, string slug, ImportedBrief brief, CancellationToken cancellationToken)
    {
        var (media, lost, again) = (new Dictionary<string, string>(), new List<string>(), false);
        string?[] wanted = [brief.Picture?.Url, .. brief.Pictures];
        foreach (var url in wanted.OfType<string>().Distinct())
        {
            var (body, wrong) = await fetch.GetAsync(url, cancellationToken);
            if (body is null)
            {
                lost.Add($"{url}: {wrong}");
                again = true;
                continue;
            }
            if (PictureFile.Of(body.Body.Span) is not { } picture)
            {
                lost.Add(string.Create(CultureInfo.InvariantCulture, $"{url}: no PNG, JPEG, GIF or WebP of up to {PictureFile.MaxBytes >> 20} MiB and 50 megapixels"));
                continue;
            }
            var name = $"{slug}-{Convert.ToHexStringLower(SHA256.HashData(body.Body.Span).AsSpan(0, 6))}{picture.Extension}";
            await folder.WriteMediaAsync(name, body.Body, cancellationToken);
            media[url] = name;
        }
        return (media, lost, again);
    }
}

/// <summary>What became of a text that was imported.</summary>
public enum ImportResult
{
    New,
    Changed,
    Unchanged,
    /// <summary>A file that wins over it stands; an editor decides.</summary>
    Proposed,
    Refused,
}

/// <param name="Slug">Null when refused.</param>
/// <param name="Detail">The file, or why not.</param>
public sealed record ImportOutcome(ImportResult Result, string? Slug, string Detail)
{
    /// <summary>What was left out, such as a picture that could not be had.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
