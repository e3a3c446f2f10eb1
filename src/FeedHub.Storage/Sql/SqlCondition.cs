namespace FeedHub.Storage.Sql;

/// <summary>A condition with its parameters.</summary>
public sealed record SqlCondition(string Text, IReadOnlyList<(string Name, object? Value)> Values);
