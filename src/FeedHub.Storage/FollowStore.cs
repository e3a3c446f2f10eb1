using System.Diagnostics;
using Dapper;
using FeedHub.Core.Briefs.Following;

namespace FeedHub.Storage;

/// <summary>The followed posts in SQL.</summary>
public sealed class FollowStore(FeedDatabase database) : IFollowStore
{
    private const string IdentifierKind = "identifier";
    private const string SlugKind = "slug";

    public async Task<IReadOnlyList<FollowedPost>> PostsAsync(string series, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT
              series, key_kind AS KeyKind, key, slug, url, modified, digest, incomplete, text, decided, decided_incomplete AS DecidedIncomplete,
              absent, absent_since AS AbsentSince, checked, absence_decided AS AbsenceDecided
            FROM followed_post WHERE series = @series ORDER BY slug, key_kind, key
            """,
            new { series });
        return [.. rows.Select(r => r.ToPost())];
    }

    public Task KeepAsync(IReadOnlyList<FollowedPost> posts, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            INSERT INTO followed_post (
              series, key_kind, key, slug, url, modified, digest, incomplete, text, decided, decided_incomplete,
              absent, absent_since, checked, absence_decided)
            VALUES (
              @Series, @KeyKind, @Key, @Slug, @Url, @Modified, @Digest, @Incomplete, @Text, @Decided, @DecidedIncomplete,
              @Absent, @AbsentSince, @Checked, @AbsenceDecided)
            ON CONFLICT (series, key_kind, key) DO UPDATE SET
              slug = excluded.slug, url = excluded.url, modified = excluded.modified, digest = excluded.digest,
              incomplete = excluded.incomplete, text = excluded.text, decided = excluded.decided,
              decided_incomplete = excluded.decided_incomplete, absent = excluded.absent, absent_since = excluded.absent_since,
              checked = excluded.checked, absence_decided = excluded.absence_decided
            """,
            posts.Select(Row.Of),
            transaction),
        cancellationToken);

    private sealed class Row
    {
        public string Series { get; set; } = "";
        public string KeyKind { get; set; } = "";
        public string Key { get; set; } = "";
        public string Slug { get; set; } = "";
        public string? Url { get; set; }
        public string? Modified { get; set; }
        public string Digest { get; set; } = "";
        public long Incomplete { get; set; }
        public string Text { get; set; } = "";
        public string Decided { get; set; } = "";
        public long DecidedIncomplete { get; set; }
        public int Absent { get; set; }
        public long? AbsentSince { get; set; }
        public long? Checked { get; set; }
        public long AbsenceDecided { get; set; }

        public static Row Of(FollowedPost post)
        {
            var (kind, key) = post.Key switch
            {
                PostKey.Identifier identifier => (IdentifierKind, identifier.Value),
                PostKey.Slug slug => (SlugKind, slug.Value),
                _ => throw new UnreachableException(),
            };
            return new()
            {
                Series = post.Series,
                KeyKind = kind,
                Key = key,
                Slug = post.Slug,
                Url = post.Url,
                Modified = post.Modified,
                Digest = post.Version.Digest,
                Incomplete = post.Version.IsIncomplete ? 1 : 0,
                Text = post.Text,
                Decided = post.Decided.Digest,
                DecidedIncomplete = post.Decided.IsIncomplete ? 1 : 0,
                Absent = post.Absent,
                AbsentSince = post.AbsentSince?.ToColumn(),
                Checked = post.Checked?.ToColumn(),
                AbsenceDecided = post.AbsenceDecided ? 1 : 0,
            };
        }

        public FollowedPost ToPost() => new()
        {
            Series = Series,
            Key = KeyKind == SlugKind ? new PostKey.Slug(Key) : new PostKey.Identifier(Key),
            Slug = Slug,
            Url = Url,
            Modified = Modified,
            Version = new(Digest, Incomplete != 0),
            Text = Text,
            Decided = new(Decided, DecidedIncomplete != 0),
            Absent = Absent,
            AbsentSince = AbsentSince?.ToInstant(),
            Checked = Checked?.ToInstant(),
            AbsenceDecided = AbsenceDecided != 0,
        };
    }
}
