using Dapper;
using FeedHub.Core.Timelines;

namespace FeedHub.Storage;

/// <summary>A timeline filter as a condition on <c>e</c> (entry) and <c>o</c> (source).</summary>
internal static class TimelineSql
{
    /// <returns>Empty SQL for the whole timeline; null when nothing can match.</returns>
    public static (string Sql, DynamicParameters Parameters)? Write(TimelineFilter filter, ISearchDialect search)
    {
        var parameters = new DynamicParameters();
        var conditions = new List<string>();
        foreach (var condition in TimelineConditions.All.Where(c => filter[c].Count > 0))
        {
            if (Write(condition, filter[condition], search, parameters) is not { } sql)
                return null;
            conditions.Add(sql);
        }
        return (string.Join(" AND ", conditions), parameters);
    }

    private static string? Write(TimelineCondition condition, IReadOnlyList<string> values, ISearchDialect search, DynamicParameters parameters)
    {
        switch (condition.Match)
        {
            case EntryMatch.OfText:
                var parameter = search.Parameter(values[0]);
                parameters.Add("search", parameter);
                return parameter is null ? null : search.Condition;
            case EntryMatch.OfEntry entry:
                return IsAnyOf($"e.{entry.Field}", entry.WithParts);
            case EntryMatch.OfSource source:
                return IsAnyOf($"o.{source.Field}", withParts: false);
            case EntryMatch.OfSourceCountries:
                return $"e.source_id IN (SELECT source_id FROM source_country WHERE {IsAnyOf("country", withParts: false)})";
            case EntryMatch.OfSubjects subjects:
                return $"e.seq IN (SELECT seq FROM entry_subject WHERE kind = '{subjects.Kind}' AND {IsAnyOf("value", subjects.WithParts)})";
            case var other:
                throw new InvalidOperationException($"No such match: {other.GetType()}.");
        }

        string IsAnyOf(string column, bool withParts)
        {
            var name = condition.Name;
            if (!withParts)
            {
                parameters.Add(name, values);
                return $"{column} IN @{name}";
            }
            foreach (var (i, value) in values.Index())
                parameters.Add($"{name}{i}", value);
            // What begins with a value and a hyphen sorts between that and the value with the character after the hyphen.
            var each = values.Select((_, i) => $"{column} = @{name}{i} OR {column} >= @{name}{i} || '-' AND {column} < @{name}{i} || '.'");
            return $"({string.Join(" OR ", each)})";
        }
    }
}
