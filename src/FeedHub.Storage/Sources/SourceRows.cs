using System.Text.Json;
using FeedHub.Core.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Sources;

/// <summary>How sources are stored in their table: declaration and state are JSON, and fields used in searches have columns.</summary>
internal static class SourceRows
{
    public static Source Declaration(SqlRow row) => row.Json("declaration", StoredJson.Default.Source);

    public static SourceState State(SqlRow row) => row.Json("state", StoredJson.Default.SourceState);

    public static string Json(Source source) => JsonSerializer.Serialize(source, StoredJson.Default.Source);

    /// <summary>What a statement that writes a state must set, and <see cref="Values"/> gives.</summary>
    public const string SetState = "state = @state, standing = @standing, missed = @missed";

    /// <summary>The parameters of <see cref="SetState"/>.</summary>
    public static (string Name, object? Value)[] Values(SourceState state) =>
    [
        ("@state", JsonSerializer.Serialize(state, StoredJson.Default.SourceState)), ("@standing", SourceStandings.Lasting(state).Name()),
        ("@missed", state.Habits.Arrivals.LastMissed.ToColumn()),
    ];

    /// <summary>Counts entries anew after some were deleted: of a source, or of all.</summary>
    public static async Task CountEntriesAsync(SqlSession sql, SourceId? only)
    {
        const string Which = "WHERE CAST(@only AS TEXT) IS NULL OR id = @only";
        var which = ("@only", (object?)only?.Value);
        // First the rows alone: polls that have added to them commit before entries are counted, and others add to them afterwards.
        await sql.ExecuteAsync($"UPDATE source SET entries = entries {Which}", which);
        await sql.ExecuteAsync($"UPDATE source SET entries = (SELECT count(*) FROM entry WHERE source_id = source.id) {Which}", which);
    }

    /// <summary>The value of the column <c>host</c>: the host of an address, or the address itself when it has none.</summary>
    public static string HostOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.IdnHost.ToLowerInvariant().TrimEnd('.') : address;
}
