using System.Diagnostics;
using System.Text.Json;
using FeedHub.Core.Briefs.Following;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Briefs;

/// <summary>The followed posts in SQL.</summary>
public sealed class FollowStore(FeedDatabase database) : IFollowStore
{
    private const string IdentifierKind = "identifier";
    private const string SlugKind = "slug";

    private const string All =
        """
        series, key_kind, key, slug, url, stamp, number, names, read_at, digest, incomplete, text, decided, decided_incomplete, base,
        absent, absent_since, checked, absence_decided, withdrawn_as, withdrawn_before, withdrawn_by_editor
        """;

    public async Task<IReadOnlyList<FollowedPost>> PostsAsync(string series, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await PostsAsync(sql, series);
    }

    public Task KeepAsync(IReadOnlyList<FollowedPost> posts, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.None,
        async sql =>
        {
            foreach (var post in posts)
                await KeepAsync(sql, post);
            return posts.Count;
        },
        cancellationToken);

    public Task<FollowedPost> ChangeAsync(
        FollowedPost post, Func<FollowedPost, FollowedPost> change, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Editing(post.Series),
        async sql =>
        {
            var stored = await FindAsync(sql, post);
            var changed = change(stored ?? post);
            if (stored is not null && changed != stored)
                await KeepAsync(sql, changed);
            return changed;
        },
        cancellationToken);

    public Task<bool> ReplaceAsync(FollowedPost? read, FollowedPost post, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Editing(post.Series),
        async sql =>
        {
            if (await FindAsync(sql, post) != read)
                return false;
            await KeepAsync(sql, post);
            return true;
        },
        cancellationToken);

    internal static async Task<FollowedPost?> FindAsync(SqlSession sql, FollowedPost post)
    {
        var (kind, key) = Columns(post.Key);
        var found = await sql.QueryAsync(
            $"SELECT {All} FROM followed_post WHERE series = @series AND key_kind = @keyKind AND key = @key",
            Post,
            ("@series", post.Series),
            ("@keyKind", kind),
            ("@key", key));
        return found.FirstOrDefault();
    }

    public Task KeepEventAsync(FollowEvent happened, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Following(happened.Series),
        sql => sql.ExecuteAsync(
            """
            INSERT INTO follow_event (series, at, broke, detail)
            SELECT @series, @at, @broke, @detail
            WHERE coalesce((SELECT broke FROM follow_event WHERE series = @series ORDER BY id DESC LIMIT 1), 0) <> @broke
            """,
            ("@series", happened.Series), ("@at", happened.At.ToColumn()), ("@broke", happened.Broke), ("@detail", happened.Detail)),
        cancellationToken);

    public async Task<IReadOnlyList<FollowEvent>> EventsAsync(int max, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.QueryAsync(
            "SELECT id, series, at, broke, detail FROM follow_event ORDER BY id DESC LIMIT @max",
            row => new FollowEvent(row.Number("id"), row.Text("series"), row.Instant("at"), row.Flag("broke"), row.Text("detail")),
            ("@max", max));
    }

    private static Task<List<FollowedPost>> PostsAsync(SqlSession sql, string series) => sql.QueryAsync(
        $"SELECT {All} FROM followed_post WHERE series = @series ORDER BY slug, key_kind, key", Post, ("@series", series));

    private static (string Kind, string Key) Columns(PostKey key) => key switch
    {
        PostKey.Identifier identifier => (IdentifierKind, identifier.Value),
        PostKey.Slug slug => (SlugKind, slug.Value),
        _ => throw new UnreachableException(),
    };

    internal static Task<int> KeepAsync(SqlSession sql, FollowedPost post)
    {
        var (kind, key) = Columns(post.Key);
        return sql.ExecuteAsync(
            """
            INSERT INTO followed_post (
              series, key_kind, key, slug, url, stamp, number, names, read_at, digest, incomplete, text, decided, decided_incomplete,
              base, absent, absent_since, checked, absence_decided, withdrawn_as, withdrawn_before, withdrawn_by_editor)
            VALUES (
              @series, @keyKind, @key, @slug, @url, @stamp, @number, @names, @read, @digest, @incomplete, @text, @decided,
              @decidedIncomplete, @base, @absent, @absentSince, @checked, @absenceDecided, @withdrawnAs, @withdrawnBefore,
              @withdrawnByEditor)
            ON CONFLICT (series, key_kind, key) DO UPDATE SET
              slug = excluded.slug, url = excluded.url, stamp = excluded.stamp, number = excluded.number, names = excluded.names,
              read_at = excluded.read_at, digest = excluded.digest, incomplete = excluded.incomplete, text = excluded.text,
              decided = excluded.decided, decided_incomplete = excluded.decided_incomplete, base = excluded.base, absent = excluded.absent,
              absent_since = excluded.absent_since, checked = excluded.checked, absence_decided = excluded.absence_decided,
              withdrawn_as = excluded.withdrawn_as, withdrawn_before = excluded.withdrawn_before,
              withdrawn_by_editor = excluded.withdrawn_by_editor
            """,
            ("@series", post.Series),
            ("@keyKind", kind),
            ("@key", key),
            ("@slug", post.Slug),
            ("@url", post.Url),
            ("@stamp", post.Listing?.Stamp),
            ("@number", post.Listing?.Number),
            ("@names", post.Listing is null
                ? null
                : JsonSerializer.Serialize(post.Listing.Names, StoredJson.Default.IReadOnlyDictionaryStringString)),
            ("@read", post.Read.ToColumn()),
            ("@digest", post.Version.Digest),
            ("@incomplete", post.Version.IsIncomplete),
            ("@text", post.Text),
            ("@decided", post.Decided.Digest),
            ("@decidedIncomplete", post.Decided.IsIncomplete),
            ("@base", post.Base),
            ("@absent", post.Absent),
            ("@absentSince", post.AbsentSince.ToColumn()),
            ("@checked", post.Checked.ToColumn()),
            ("@absenceDecided", post.AbsenceDecided),
            ("@withdrawnAs", post.Withdrawal?.As),
            ("@withdrawnBefore", post.Withdrawal?.Before),
            ("@withdrawnByEditor", post.Withdrawal?.ByEditor ?? false));
    }

    private static FollowedPost Post(SqlRow row) => new()
    {
        Series = row.Text("series"),
        Key = row.Text("key_kind") == SlugKind ? new PostKey.Slug(row.Text("key")) : new PostKey.Identifier(row.Text("key")),
        Slug = row.Text("slug"),
        Url = row.TextOrNull("url"),
        Listing = row.TextOrNull("stamp") is { } stamp
            ? new(
                stamp, row.NumberOrNull("number"),
                row.IsNull("names") ? PostListing.NoNames : row.Json("names", StoredJson.Default.IReadOnlyDictionaryStringString))
            : null,
        Read = row.InstantOrNull("read_at"),
        Version = new(row.Text("digest"), row.Flag("incomplete")),
        Text = row.Text("text"),
        Decided = new(row.Text("decided"), row.Flag("decided_incomplete")),
        Base = row.TextOrNull("base"),
        Absent = (int)row.Number("absent"),
        AbsentSince = row.InstantOrNull("absent_since"),
        Checked = row.InstantOrNull("checked"),
        AbsenceDecided = row.Flag("absence_decided"),
        Withdrawal = row.TextOrNull("withdrawn_as") is { } withdrawn
            ? new(withdrawn, row.TextOrNull("withdrawn_before"), row.Flag("withdrawn_by_editor"))
            : null,
    };
}
