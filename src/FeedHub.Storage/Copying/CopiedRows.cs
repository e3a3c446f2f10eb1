namespace FeedHub.Storage.Copying;

/// <summary>What both sides of a copy have of a table.</summary>
/// <param name="Hash">SHA-256 of the rows in the order of their keys, in hexadecimal.</param>
public sealed record CopiedRows(string Table, long Count, string Hash);
