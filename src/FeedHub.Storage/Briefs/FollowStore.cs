using System.Diagnostics;
using FeedHub.Core.Briefs.Following;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Briefs;

/// <summary>The followed posts in SQL.</summary>
public sealed class FollowStore(FeedDatabase database) : IFollowStore
{
    private const string IdentifierKind = "identifier";
    private const string SlugKind = "slug";

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

    internal static Task<List<FollowedPost>> PostsAsync(SqlSession sql, string series) => sql.QueryAsync(
        """
        SELECT series, key_kind, key, slug, url, modified, digest, incomplete, text, decided, decided_incomplete, base,
          absent, absent_since, checked, absence_decided
        FROM followed_post WHERE series = @series ORDER BY slug, key_kind, key
        """,
        Post,
        ("@series", series));

    internal static Task<int> KeepAsync(SqlSession sql, FollowedPost post)
    {
        var (kind, key) = post.Key switch
        {
            PostKey.Identifier identifier => (IdentifierKind, identifier.Value),
            PostKey.Slug slug => (SlugKind, slug.Value),
            _ => throw new UnreachableException(),
        };
        return sql.ExecuteAsync(
            """
            INSERT INTO followed_post (
              series, key_kind, key, slug, url, modified, digest, incomplete, text, decided, decided_incomplete, base,
              absent, absent_since, checked, absence_decided)
            VALUES (
              @series, @keyKind, @key, @slug, @url, @modified, @digest, @incomplete, @text, @decided, @decidedIncomplete, @base,
              @absent, @absentSince, @checked, @absenceDecided)
            ON CONFLICT (series, key_kind, key) DO UPDATE SET
              slug = excluded.slug, url = excluded.url, modified = excluded.modified, digest = excluded.digest,
              incomplete = excluded.incomplete, text = excluded.text, decided = excluded.decided,
              decided_incomplete = excluded.decided_incomplete, base = excluded.base, absent = excluded.absent, absent_since = excluded.absent_since,
              checked = excluded.checked, absence_decided = excluded.absence_decided
            """,
            ("@series", post.Series),
            ("@keyKind", kind),
            ("@key", key),
            ("@slug", post.Slug),
            ("@url", post.Url),
            ("@modified", post.Modified),
            ("@digest", post.Version.Digest),
            ("@incomplete", post.Version.IsIncomplete),
            ("@text", post.Text),
            ("@decided", post.Decided.Digest),
            ("@decidedIncomplete", post.Decided.IsIncomplete),
            ("@base", post.Base),
            ("@absent", post.Absent),
            ("@absentSince", post.AbsentSince.ToColumn()),
            ("@checked", post.Checked.ToColumn()),
            ("@absenceDecided", post.AbsenceDecided));
    }

    private static FollowedPost Post(SqlRow row) => new()
    {
        Series = row.Text("series"),
        Key = row.Text("key_kind") == SlugKind ? new PostKey.Slug(row.Text("key")) : new PostKey.Identifier(row.Text("key")),
        Slug = row.Text("slug"),
        Url = row.TextOrNull("url"),
        Modified = row.TextOrNull("modified"),
        Version = new(row.Text("digest"), row.Flag("incomplete")),
        Text = row.Text("text"),
        Decided = new(row.Text("decided"), row.Flag("decided_incomplete")),
        Base = row.TextOrNull("base"),
        Absent = (int)row.Number("absent"),
        AbsentSince = row.InstantOrNull("absent_since"),
        Checked = row.InstantOrNull("checked"),
        AbsenceDecided = row.Flag("absence_decided"),
    };
}
