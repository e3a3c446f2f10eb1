using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Formats.Sitemap;
using FeedHub.Server.Configuration.Disk;

namespace FeedHub.Server.Publishing.Import;

/// <summary>
/// Finds every post of an archive: by the REST API if there is one, else by a feed with its further pages, else by a sitemap.
/// </summary>
internal sealed class ArchiveFinder(OutsideFetch fetch, WordPressSite site, PostFinder finder, CurrentGuide guide)
{
    private const int MaxPages = 100;
    private const int MaxPosts = 5000;

    /// <param name="address">Web address of a feed, sitemap or list of posts, or the path of a file that contains one.</param>
    /// <exception cref="InvalidDataException">It is none of these, or cannot be read; the message says why.</exception>
    public async Task<FoundArchive> ListAsync(string address, CancellationToken cancellationToken)
    {
        var local = File.Exists(address);
        if (local && RegularFile.WhyNot(address) is { } other)
        {
            throw new InvalidDataException($"{address} {other}.");
        }
        if (!local && await FromApiAsync(address, cancellationToken) is { } whole)
        {
            return whole;
        }
        var body = await (local ? FromFileAsync(address, cancellationToken) : FromWebAsync(address, cancellationToken));
        var answer = WordPressAnswer.Read(body.Body);
        if (answer.Posts is { } posts)
        {
            return new(
                [
                    .. posts.Where(p => p.IsPublic)
                        .Select(p => new ArchivedPost(p.Link ?? address, _ => Task.FromResult(p.Read(guide.Value)))),
                ],
                answer.Note is { } note ? [note] : []);
        }
        var reading = FeedReader.Read(body.Body, PostFinder.Origin(body));
        if (reading is FeedReading.Readable { Document: var document })
        {
            return new(await FromFeedAsync(document, local ? null : body.FinalUrl, cancellationToken), []);
        }
        using var stream = new MemoryStream(body.Body.ToArray());
        if (SitemapReader.Read(stream) is { } map)
        {
            return new(
                [.. (await PagesAsync(map, cancellationToken)).Select(p => new ArchivedPost(p, token => finder.ReadAsync(p, token)))], []);
        }
        var what = WordPressSite.IsPosts(address) ? answer.Fault : ((FeedReading.Unreadable)reading).Reason;
        throw new InvalidDataException($"{address} is neither a feed nor a sitemap nor a WordPress list of posts: {what}.");
    }

    private static async Task<FetchResult.Fetched> FromFileAsync(string path, CancellationToken cancellationToken) =>
        new() { Body = await File.ReadAllBytesAsync(path, cancellationToken), FinalUrl = new Uri(Path.GetFullPath(path)).AbsoluteUri };

    private async Task<FetchResult.Fetched> FromWebAsync(string address, CancellationToken cancellationToken)
    {
        var (body, wrong) = await fetch.GetAsync(address, cancellationToken);
        return body ?? throw new InvalidDataException($"{address}: {wrong}");
    }

    private async Task<FoundArchive?> FromApiAsync(string address, CancellationToken cancellationToken)
    {
        if ((WordPressSite.IsPosts(address) ? address : WordPressSite.PostsOfFeed(address)) is not { } posts
            || await site.IndexAsync(posts, cancellationToken) is not { Posts: { } list } index)
        {
            return null;
        }
        var whole = await site.WholeAsync(posts, [.. list.Where(p => p.IsPublic).OrderBy(p => p.Number)], cancellationToken);
        var links = index.LinksIn(guide.Value);
        return new([.. whole.Posts.Select(p => new ArchivedPost(p.Link ?? address, _ => Task.FromResult(p.Read(links))))], index.Notes);
    }

    private async Task<IReadOnlyList<ArchivedPost>> FromFeedAsync(FeedDocument first, string? url, CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, (FeedItem Item, string? Language)>();
        var (document, page) = ((FeedDocument?)first, 1);
        while (document is not null && items.Count < MaxPosts)
        {
            var before = items.Count;
            foreach (var item in document.Items)
            {
                items.TryAdd(item.Id ?? item.Link ?? $"{items.Count}", (item, document.Language));
            }
            // Pages as the feed names them (RFC 5005), else as WordPress numbers them.
            var next = document.Links.FirstOrDefault(l => l.Rel is "next" or "prev-archive")?.Href
                ?? (url is not null && first.Generator?.Name.Contains("wordpress", StringComparison.OrdinalIgnoreCase) == true
                    ? $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}paged={page + 1}" : null);
            document = next is not null && items.Count > before && ++page <= MaxPages
                && (await fetch.GetAsync(next, cancellationToken)).Body is { } body
                && FeedReader.Read(body.Body, PostFinder.Origin(body)) is FeedReading.Readable { Document: var further } ? further : null;
        }
        return
        [
            .. items.Values.Reverse().Select(
                i => new ArchivedPost(i.Item.Link ?? i.Item.Id ?? url ?? "", token => ReadAsync(i.Item, i.Language, token))),
        ];
    }

    private async Task<ImportReading> ReadAsync(FeedItem item, string? language, CancellationToken cancellationToken)
    {
        var own = FeedPost.Read(item, language, guide.Value);
        return !FeedPost.IsWhole(item) && item.Link is not null
            && await finder.ReadAsync(item.Link, cancellationToken) is ImportReading.Read read
                ? read with { Brief = FeedPost.Named(read.Brief, own) } : own;
    }

    private async Task<IReadOnlyList<string>> PagesAsync(SitemapAddresses map, CancellationToken cancellationToken)
    {
        if (!map.IsIndex)
        {
            return [.. map.Addresses.Distinct().Take(MaxPosts)];
        }
        var pages = new List<string>();
        // WordPress lists pages, tags and people in sitemaps of their own.
        var posts = map.Addresses.Where(a => a.Contains("post", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var address in (posts.Count > 0 ? posts : map.Addresses).Take(MaxPages))
        {
            if ((await fetch.GetAsync(address, cancellationToken)).Body is { } body)
            {
                using var stream = new MemoryStream(body.Body.ToArray());
                pages.AddRange(SitemapReader.Read(stream) is { IsIndex: false } inner ? inner.Addresses : []);
            }
        }
        return [.. pages.Distinct().Take(MaxPosts)];
    }
}
