using FeedHub.Core.Timelines;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>A timeline filter as a condition on <c>e</c> (entry) and <c>o</c> (source).</summary>
/// <param name="Condition">Empty for the whole timeline.</param>
/// <param name="Values">The values of its parameters.</param>
internal sealed record TimelineSql(string Condition, IReadOnlyList<(string Name, object? Value)> Values)
{
    /// <summary>Null when nothing can match.</summary>
    public static TimelineSql? From(TimelineFilter filter, SqlDialect dialect)
    {
        var values = new List<(string, object?)>();
        var conditions = new List<string>();
        foreach (var condition in TimelineConditions.All.Where(c => filter[c].Count > 0))
        {
            if (Write(condition, filter[condition], dialect, values) is not { } sql)
                return null;
            conditions.Add(sql);
        }
        return new(string.Join(" AND ", conditions), values);
    }

    private static string? Write(
        TimelineCondition condition, IReadOnlyList<string> asked, SqlDialect dialect, List<(string Name, object? Value)> values)
    {
        switch (condition.Match)
        {
            case EntryMatch.OfText:
                if (dialect.Search(asked[0]) is not { } search)
                    return null;
                values.Add(("@search", search));
                return dialect.IsFound;
            case EntryMatch.OfEntry entry:
                return IsAnyOf($"e.{entry.Field}", entry.WithParts);
            case EntryMatch.OfSource source:
                return IsAnyOf($"o.{source.Field}", withParts: false);
            case EntryMatch.OfSourceCountries:
                return $"e.source_id IN (SELECT source_id FROM source_country WHERE {IsAnyOf("country", withParts: false)})";
            case EntryMatch.OfSubjects subjects:
                return $"e.seq IN (SELECT seq FROM entry_subject WHERE kind = '{subjects.Kind}' AND "
                    + $"{IsAnyOf("value", subjects.WithParts)})";
            case var other:
                throw new InvalidOperationException($"No such match: {other.GetType()}.");
        }

        string IsAnyOf(string column, bool withParts)
        {
            var name = "@" + condition.Name;
            if (!withParts)
            {
                values.Add((name, asked));
                return dialect.AnyOf(column, name);
            }
            values.AddRange(asked.Select((value, i) => ($"{name}{i}", (object?)value)));
            // A text that begins with the value and a hyphen sorts before the value followed by a dot, the character after the hyphen.
            var each = asked.Select((_, i) => $"{column} = {name}{i} OR {column} >= {name}{i} || '-' AND {column} < {name}{i} || '.'");
            return $"({string.Join(" OR ", each)})";
        }
    }
}
