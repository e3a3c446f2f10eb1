using FeedHub.Core.Stories;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>The subjects of entries as rows, so that a timeline can be filtered by them.</summary>
internal static class SubjectRows
{
    /// <param name="sequence">The entry's place in the order of arrival.</param>
    /// <param name="before">The subjects in its rows until now.</param>
    public static async Task PutAsync(SqlSession sql, long sequence, Subjects before, Subjects now)
    {
        var (old, current) = (From(before), From(now));
        foreach (var (kind, value) in old.Except(current))
        {
            await sql.ExecuteAsync(
                "DELETE FROM entry_subject WHERE kind = @kind AND value = @value AND seq = @seq",
                ("@kind", kind), ("@value", value), ("@seq", sequence));
        }
        foreach (var (kind, value) in current.Except(old))
        {
            await sql.ExecuteAsync(
                "INSERT INTO entry_subject (kind, value, seq) VALUES (@kind, @value, @seq) ON CONFLICT DO NOTHING",
                ("@kind", kind), ("@value", value), ("@seq", sequence));
        }
    }

    private static List<(string Kind, string Value)> From(Subjects subjects) =>
    [
        .. subjects.Regions.Where(r => r.Value >= Subjects.LeastRegion).Select(r => ("region", r.Key)),
        .. subjects.Topics.Where(t => t.Value >= Subjects.LeastTopic).Select(t => ("topic", t.Key)),
    ];
}
