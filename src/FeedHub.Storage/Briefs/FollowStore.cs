using FeedHub.Core.Briefs.Following;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Briefs;

/// <summary>The followed posts in SQL.</summary>
public sealed class FollowStore(FeedDatabase database) : IFollowStore
{
    public async Task<IReadOnlyList<FollowedPost>> PostsAsync(string series, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.QueryAsync(
            """
            SELECT series, key, slug, url, modified, digest, text, decided, absent, absent_since, checked, absence_decided
            FROM followed_post WHERE series = @series ORDER BY slug, key
            """,
            Post,
            ("@series", series));
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

    private static Task<int> KeepAsync(SqlSession sql, FollowedPost post) => sql.ExecuteAsync(
        """
        INSERT INTO followed_post (series, key, slug, url, modified, digest, text, decided, absent, absent_since, checked, absence_decided)
        VALUES (@series, @key, @slug, @url, @modified, @digest, @text, @decided, @absent, @absentSince, @checked, @absenceDecided)
        ON CONFLICT (series, key) DO UPDATE SET
          slug = excluded.slug, url = excluded.url, modified = excluded.modified, digest = excluded.digest, text = excluded.text,
          decided = excluded.decided, absent = excluded.absent, absent_since = excluded.absent_since, checked = excluded.checked,
          absence_decided = excluded.absence_decided
        """,
        ("@series", post.Series),
        ("@key", post.Key),
        ("@slug", post.Slug),
        ("@url", post.Url),
        ("@modified", post.Modified),
        ("@digest", post.Digest),
        ("@text", post.Text),
        ("@decided", post.Decided),
        ("@absent", post.Absent),
        ("@absentSince", post.AbsentSince.ToColumn()),
        ("@checked", post.Checked.ToColumn()),
        ("@absenceDecided", post.AbsenceDecided));

    private static FollowedPost Post(SqlRow row) => new()
    {
        Series = row.Text("series"),
        Key = row.Text("key"),
        Slug = row.Text("slug"),
        Url = row.TextOrNull("url"),
        Modified = row.TextOrNull("modified"),
        Digest = row.Text("digest"),
        Text = row.Text("text"),
        Decided = row.Text("decided"),
        Absent = (int)row.Number("absent"),
        AbsentSince = row.InstantOrNull("absent_since"),
        Checked = row.InstantOrNull("checked"),
        AbsenceDecided = row.Flag("absence_decided"),
    };
}
