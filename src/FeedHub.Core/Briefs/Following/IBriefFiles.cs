namespace FeedHub.Core.Briefs.Following;

/// <summary>Where the texts of briefs are, and where imports and editors write them. What is in the configuration is only read.</summary>
public interface IBriefFiles
{
    Task<StandingFiles> ReadAsync(string series, string slug, CancellationToken cancellationToken);

    /// <summary>Writes the text of the file that imports and editors write, whole or not at all.</summary>
    /// <param name="seen">The files on which the text is based.</param>
    /// <returns>False, with nothing written, if that file is no longer the one that was seen.</returns>
    /// <exception cref="ArgumentException">The name leads out of the series' folder.</exception>
    Task<bool> WriteAsync(string series, string slug, string text, StandingFiles seen, CancellationToken cancellationToken);

    /// <summary>Stores a picture, whose name identifies its content.</summary>
    /// <exception cref="ArgumentException">The name leads out of the series' folder.</exception>
    Task WriteMediaAsync(string series, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Where the file is that imports and editors write, for the person who runs the server.</summary>
    string PlaceOf(string series, string slug);
}
