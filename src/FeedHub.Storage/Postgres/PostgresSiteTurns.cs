using FeedHub.Core.Nodes;
using Npgsql;

namespace FeedHub.Storage.Postgres;

/// <summary>Counts the requests of all nodes in the database, by the database's clock.</summary>
internal sealed class PostgresSiteTurns(PostgresDatabase database) : ISiteTurns
{
    /// <summary>Time between two looks whether a request to a busy site has ended, in milliseconds.</summary>
    private const int Busy = 250;

    public async Task<TimeSpan?> BeginAsync(SiteTurn turn, CancellationToken cancellationToken)
    {
        var wait = await database.CallAsync(
            sql => sql.NumberAsync(
                "SELECT begin_request(@request, @sites, @spacing, @connections, @longest, @busy)",
                ("@request", turn.Id.ToString("N")), ("@sites", turn.Sites), ("@spacing", (long)turn.Spacing.TotalMilliseconds),
                ("@connections", turn.Connections), ("@longest", (long)turn.Longest.TotalMilliseconds), ("@busy", Busy)),
            cancellationToken);
        return wait is { } milliseconds and > 0 ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    public async Task EndAsync(SiteTurn turn)
    {
        try
        {
            await database.CallAsync(
                sql => sql.NumberAsync(
                    "SELECT end_request(@request, @sites)", ("@request", turn.Id.ToString("N")), ("@sites", turn.Sites)),
                CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The answer that was fetched is worth more than the end of its turn, which comes by itself.
        }
    }
}
