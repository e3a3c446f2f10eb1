namespace FeedHub.Storage.Postgres;

/// <summary>A version of a file that nodes share.</summary>
/// <param name="Path">Relative to the data folder, with forward slashes.</param>
/// <param name="Number">Higher than that of every change before it, to whichever file.</param>
/// <param name="Hash">SHA-256 of its bytes, in lower-case hexadecimal; null if it was deleted.</param>
public sealed record SharedFile(string Path, long Number, string? Hash);
