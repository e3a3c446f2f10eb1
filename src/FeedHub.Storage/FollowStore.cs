using Dapper;
using FeedHub.Core.Briefs.Following;

namespace FeedHub.Storage;

/// <summary>The followed posts in SQL.</summary>
public sealed class FollowStore(FeedDatabase database) : IFollowStore
{
    public async Task<IReadOnlyList<FollowedPost>> PostsAsync(string series, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT series, key, slug, url, modified, digest, text, decided, absent, absent_since AS AbsentSince, checked, absence_decided AS AbsenceDecided
            FROM followed_post WHERE series = @series ORDER BY slug, key
            """,
            new { series });
        return [.. rows.Select(r => r.ToPost())];
    }

    public Task KeepAsync(IReadOnlyList<FollowedPost> posts, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            INSERT INTO followed_post (series, key, slug, url, modified, digest, text, decided, absent, absent_since, checked, absence_decided)
            VALUES (@Series, @Key, @Slug, @Url, @Modified, @Digest, @Text, @Decided, @Absent, @AbsentSince, @Checked, @AbsenceDecided)
            ON CONFLICT (series, key) DO UPDATE SET
              slug = excluded.slug, url = excluded.url, modified = excluded.modified, digest = excluded.digest, text = excluded.text, decided = excluded.decided,
              absent = excluded.absent, absent_since = excluded.absent_since, checked = excluded.checked, absence_decided = excluded.absence_decided
            """,
            posts.Select(p => new
            {
                p.Series,
                p.Key,
                p.Slug,
                p.Url,
                p.Modified,
                p.Digest,
                p.Text,
                p.Decided,
                p.Absent,
                AbsentSince = p.AbsentSince?.ToColumn(),
                Checked = p.Checked?.ToColumn(),
                AbsenceDecided = p.AbsenceDecided ? 1 : 0,
            }),
            transaction),
        cancellationToken);

    private sealed class Row
    {
        public string Series { get; set; } = "";
        public string Key { get; set; } = "";
        public string Slug { get; set; } = "";
        public string? Url { get; set; }
        public string? Modified { get; set; }
        public string Digest { get; set; } = "";
        public string Text { get; set; } = "";
        public string Decided { get; set; } = "";
        public int Absent { get; set; }
        public long? AbsentSince { get; set; }
        public long? Checked { get; set; }
        public long AbsenceDecided { get; set; }

        public FollowedPost ToPost() => new()
        {
            Series = Series,
            Key = Key,
            Slug = Slug,
            Url = Url,
            Modified = Modified,
            Digest = Digest,
            Text = Text,
            Decided = Decided,
            Absent = Absent,
            AbsentSince = AbsentSince?.ToInstant(),
            Checked = Checked?.ToInstant(),
            AbsenceDecided = AbsenceDecided != 0,
        };
    }
}
