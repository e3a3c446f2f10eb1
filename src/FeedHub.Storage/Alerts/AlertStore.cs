using FeedHub.Core.Alerts;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Stories;
using FeedHub.Storage.Push;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Alerts;

/// <summary>What alerts have told, in SQL.</summary>
public sealed class AlertStore(FeedDatabase database) : IAlertStore
{
    private const string Columns = "id, view_id, saved, standing, number, due, receiver, token";

    /// <summary>A story that old does not change any more, unless somebody corrects it by hand.</summary>
    private static readonly TimeSpan ToldFor = TimeSpan.FromDays(90);

    private static readonly IReadOnlyList<SqlColumn> ToldColumns = [new("alert"), new("story", "bigint"), new("at", "bigint")];

    public async Task<IReadOnlyList<AlertState>> ListAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.QueryAsync($"SELECT {Columns} FROM alert ORDER BY id", Read);
    }

    public async Task<AlertState?> FindAsync(string token, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return (await sql.QueryAsync($"SELECT {Columns} FROM alert WHERE token = @token", Read, ("@token", token))).FirstOrDefault();
    }

    public Task BeginAsync(AlertState state, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken) =>
        database.WriteAsync(
            WriteScope.None,
            async sql =>
            {
                var began = await sql.ExecuteAsync(
                    $"""
                    INSERT INTO alert ({Columns}) VALUES (@id, @view, @saved, @standing, @number, @due, @receiver, @token)
                    ON CONFLICT (id) DO NOTHING
                    """,
                    ("@id", state.Id), ("@view", state.View), ("@saved", state.IsSaved ? 1 : 0), ("@standing", NameOf(state.Standing)),
                    ("@number", state.Number), ("@due", state.Due.ToColumn()), ("@receiver", state.Receiver), ("@token", state.Token));
                if (began > 0 && !(state.Standing == AlertStanding.Unconfirmed && await IsAskedTooOftenAsync(sql, state.Receiver)))
                    await DeliveryRows.AddAsync(sql, deliveries);
                return began;
            },
            cancellationToken);

    public async Task<IReadOnlySet<StoryId>> ToldAsync(string alert, IReadOnlyList<StoryId> stories, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        List<long> ids = [.. stories.Select(s => s.Value)];
        var told = await sql.QueryAsync(
            $"""
            SELECT story AS id FROM alert_told WHERE alert = @alert AND {sql.Dialect.AnyOf("story", "@ids")}
            UNION
            SELECT r.target FROM story_redirect r JOIN alert_told t ON t.story = r.id
            WHERE t.alert = @alert AND {sql.Dialect.AnyOf("r.target", "@ids")}
            """,
            row => new StoryId(row.Number("id")), ("@alert", alert), ("@ids", ids));
        return told.ToHashSet();
    }

    public Task<bool> TellAsync(
        AlertState before, AlertState after, IReadOnlyList<StoryId> told, IReadOnlyList<Delivery> deliveries, DateTimeOffset now,
        CancellationToken cancellationToken) => database.WriteAsync(
            WriteScope.None,
            async sql =>
            {
                // Of two that tell the same at one time, one finds that the number has changed.
                var advanced = await sql.ExecuteAsync(
                    """
                    UPDATE alert SET number = @number, due = @due
                    WHERE id = @id AND number = @before AND standing = @standing
                    """,
                    ("@number", after.Number), ("@due", after.Due.ToColumn()), ("@id", before.Id), ("@before", before.Number),
                    ("@standing", NameOf(before.Standing)));
                if (advanced == 0)
                    return false;
                await sql.Dialect.InsertAsync(
                    sql,
                    new SqlRows("alert_told", ToldColumns, [.. told.Select(s => (object?[])[before.Id, s.Value, now.ToColumn()])]),
                    "ON CONFLICT (alert, story) DO NOTHING");
                await sql.ExecuteAsync(
                    "DELETE FROM alert_told WHERE alert = @alert AND at < @before", ("@alert", before.Id),
                    ("@before", (now - ToldFor).ToColumn()));
                await DeliveryRows.AddAsync(sql, deliveries);
                return true;
            },
            cancellationToken);

    public Task SetStandingAsync(string alert, AlertStanding standing, long number, CancellationToken cancellationToken) =>
        database.WriteAsync(
            WriteScope.None,
            sql => sql.ExecuteAsync(
                """
                UPDATE alert
                SET standing = @standing, number = CASE WHEN @standing = 'active' THEN @number ELSE number END,
                  due = CASE WHEN @standing = 'active' THEN 0 ELSE due END
                WHERE id = @id AND standing <> @standing
                """,
                ("@standing", NameOf(standing)), ("@number", number), ("@id", alert)),
            cancellationToken);

    public Task ForgetAsync(IReadOnlyList<string> alerts, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.None,
        async sql =>
        {
            await sql.ExecuteAsync(
                $"DELETE FROM alert_told WHERE {sql.Dialect.AnyOf("alert", "@ids")}", ("@ids", alerts));
            // Else whoever removes an alert and adds it again could mail somebody who does not want it.
            await sql.ExecuteAsync(
                $"DELETE FROM alert WHERE standing NOT IN ('unconfirmed', 'unsubscribed') AND {sql.Dialect.AnyOf("id", "@ids")}",
                ("@ids", alerts));
            return 0;
        },
        cancellationToken);

    private static async Task<bool> IsAskedTooOftenAsync(SqlSession sql, string receiver) =>
        await sql.NumberAsync(
            "SELECT count(*) FROM alert WHERE receiver = @receiver AND standing = 'unconfirmed'", ("@receiver", receiver))
        > IAlertStore.MostUnconfirmed;

    private static string NameOf(AlertStanding standing) => standing.ToString().ToLowerInvariant();

    private static AlertState Read(SqlRow row) => new()
    {
        Id = row.Text("id"),
        View = row.Text("view_id"),
        IsSaved = row.Number("saved") == 1,
        Standing = Enum.Parse<AlertStanding>(row.Text("standing"), ignoreCase: true),
        Number = row.Number("number"),
        Due = row.Instant("due"),
        Receiver = row.Text("receiver"),
        Token = row.Text("token"),
    };
}
