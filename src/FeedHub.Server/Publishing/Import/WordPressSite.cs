using System.Globalization;
using System.Text.RegularExpressions;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Publishing.Import;

/// <summary>Reads the REST API of a WordPress site (<c>/wp-json/wp/v2/posts</c>).</summary>
internal sealed partial class WordPressSite(OutsideFetch fetch)
{
    /// <summary>How many posts <see cref="WholeAsync"/> gets with one request.</summary>
    public const int Batch = 20;

    private const int PageSize = 100;
    private const int MaxPages = 50;
    private const string Path = "/wp-json/wp/v2/posts";

    /// <summary>Parts of the addresses of feeds that contain only some of a site's posts, or none.</summary>
    private static readonly string[] Parts = ["/category/", "/tag/", "/author/", "/comments/"];

    /// <summary>Whether an address is that of posts in the API.</summary>
    public static bool IsPosts(string url) =>
        url.Contains("/wp/v2/posts", StringComparison.Ordinal) || url.Contains("rest_route=", StringComparison.Ordinal);

    /// <summary>The API's address of the site whose main feed is at <paramref name="url"/>; null for any other feed.</summary>
    public static string? PostsOfFeed(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var feed) && feed.Query.Length == 0 && feed.AbsolutePath.TrimEnd('/') is var path
        && path.EndsWith("/feed", StringComparison.Ordinal) && !Parts.Any(p => path.Contains(p, StringComparison.Ordinal))
            ? feed.GetLeftPart(UriPartial.Authority) + path[..^"/feed".Length] + Path : null;

    /// <summary>The address of the posts below the root of the API, or of the site.</summary>
    public static string Posts(string root) =>
        root.TrimEnd('/') is var r && r.EndsWith("/wp-json", StringComparison.Ordinal) ? $"{r}/wp/v2/posts" : r + Path;

    /// <summary>
    /// The API's address of the posts of a site, and the number of one, by the guid that WordPress gave it; null for another.
    /// </summary>
    public static (string Posts, long Number)? PostOf(string? guid) =>
        guid is not null && Guid().Match(guid) is { Success: true } match
            && long.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (Posts(match.Groups[1].Value), number) : null;

    /// <summary>
    /// Every post, up to the newest 5000, with just enough to see whether it has changed; WordPress gives such answers no validators. The
    /// list is null if a page of it could not be read: then nothing can be said about posts that are missing from it.
    /// </summary>
    public async Task<PostIndex> IndexAsync(string posts, CancellationToken cancellationToken)
    {
        var found = new Dictionary<long, WordPressPost>();
        var notes = new SortedSet<string>();
        for (var page = 1; page <= MaxPages; page++)
        {
            var query = $"per_page={PageSize}&page={page}&orderby=date&order=desc&_fields={WordPressPost.ListFields}";
            var result = await fetch.AskAsync(With(posts, query), FeedValidators.None, cancellationToken);
            // After the last page, WordPress answers 400 (rest_post_invalid_page_number).
            if (page > 1 && result is FetchResult.Failed { StatusCode: 400 })
            {
                return new([.. found.Values], new FetchResult.NotModified(null, null)) { Notes = [.. notes] };
            }
            if (result is not FetchResult.Fetched body)
            {
                return new(null, result);
            }
            var answer = WordPressAnswer.Read(body.Body);
            if (answer.Posts is not { } list)
            {
                return new(null, new FetchResult.Failed
                {
                    Failure = FetchFailure.NotAFeed,
                    Detail = $"the answer is not a WordPress list of posts: {answer.Fault}",
                    StatusCode = body.StatusCode,
                });
            }
            if (answer.Note is { } note)
            {
                notes.Add(note);
            }
            // A server without pages gives the same list again.
            var before = found.Count;
            foreach (var post in list)
            {
                found.TryAdd(post.Number, post);
            }
            if (list.Count < PageSize || found.Count == before)
            {
                return new([.. found.Values], result) { Notes = [.. notes] };
            }
        }
        return new([.. found.Values], new FetchResult.NotModified(null, null)) { Notes = [.. notes], IsWhole = false };
    }

    /// <summary>
    /// The posts with their contents, as far as they could be fetched, and why the others could not be, if that is known.
    /// </summary>
    public async Task<(IReadOnlyList<WordPressPost> Posts, string? WhyNot)> WholeAsync(
        string posts, IReadOnlyList<WordPressPost> wanted, CancellationToken cancellationToken)
    {
        var whole = wanted.Where(p => p.HasContent).ToDictionary(p => p.Number);
        string? whyNot = null;
        foreach (var batch in wanted.Where(p => !p.HasContent).Chunk(Batch))
        {
            var numbers = batch.Select(p => p.Number).ToHashSet();
            var address = With(posts, $"per_page={Batch}&_embed=1&include={string.Join(',', numbers)}");
            var (body, wrong) = await fetch.GetAsync(address, cancellationToken);
            var answer = body is null ? null : WordPressAnswer.Read(body.Body);
            whyNot = wrong ?? answer?.Fault ?? whyNot;
            foreach (var post in answer?.Posts ?? [])
            {
                if (post.HasContent && numbers.Contains(post.Number))
                {
                    whole.TryAdd(post.Number, post);
                }
            }
        }
        return ([.. wanted.Where(p => whole.ContainsKey(p.Number)).Select(p => whole[p.Number])], whyNot);
    }

    /// <summary>
    /// What the newest hundred of these names are now, as far as the site says. Those that it does not give are missing.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        string posts, IGrouping<WordPressNameKind, WordPressName> names, CancellationToken cancellationToken)
    {
        var (path, fields) = WordPressName.ListOf(names.Key);
        var numbers = string.Join(',', names.Select(n => n.Number).Distinct().OrderDescending().Take(PageSize));
        var address = With(Beside(posts, $"/{path}"), $"per_page={PageSize}&_fields={fields}&include={numbers}");
        return (await fetch.GetAsync(address, cancellationToken)).Body is { } body
            ? WordPressName.Read(names.Key, body.Body) : PostListing.NoNames;
    }

    /// <summary>What the site says of a single post that its list does not have.</summary>
    /// <param name="listed">The number of one that the list has.</param>
    public async Task<PostAbsence> AbsenceOfAsync(string posts, long number, long listed, CancellationToken cancellationToken)
    {
        return await AskAsync(number) switch
        {
            // A site that refuses every single post says nothing about this one.
            FetchResult.Failed { StatusCode: 401 or 403 } when await AskAsync(listed) is FetchResult.Fetched => PostAbsence.Withheld,
            FetchResult.Failed { StatusCode: 404 or 410 } => PostAbsence.Gone,
            _ => PostAbsence.Missing,
        };

        Task<FetchResult> AskAsync(long one) => fetch.AskAsync(
            With(Beside(posts, string.Create(CultureInfo.InvariantCulture, $"/posts/{one}")), "_fields=id"), FeedValidators.None,
            cancellationToken);
    }

    /// <summary>The post at an address of the site, or null.</summary>
    public async Task<WordPressPost?> FindAsync(string posts, string link, CancellationToken cancellationToken)
    {
        var slug = new Uri(link).AbsolutePath.TrimEnd('/').Split('/')[^1];
        return slug.Length > 0 && (await fetch.GetAsync(With(posts, $"_embed=1&slug={slug}"), cancellationToken)).Body is { } body
            ? WordPressAnswer.Read(body.Body).Posts?
                .FirstOrDefault(p => p.IsPublic && p.HasContent && PostAddress.Same(p.Link, link))
            : null;
    }

    /// <summary>Another address of the same API, without the filters of the list of posts.</summary>
    private static string Beside(string posts, string path)
    {
        var root = posts.LastIndexOf("/posts", StringComparison.Ordinal);
        return root < 0 ? posts : posts[..root] + path;
    }

    private static string With(string posts, string query) =>
        $"{posts}{(posts.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";

    [GeneratedRegex(@"^(https?://[^?#\s]+?)/?\?p=(\d{1,18})\z")]
    private static partial Regex Guid();
}
