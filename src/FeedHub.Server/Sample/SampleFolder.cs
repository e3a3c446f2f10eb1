using System.Globalization;
using FeedHub.Server.Terminal;
using FeedHub.Storage;

namespace FeedHub.Server.Sample;

/// <summary>The marker of a data folder with sample data: a small file with the date of its newest item.</summary>
internal static class SampleFolder
{
    private const string Marker = "sample.txt";
    private static readonly TimeSpan NewestAge = TimeSpan.FromMinutes(4);

    /// <summary>
    /// The date of the newest sample item: fixed when the folder is made, so that a second start finds every item unchanged.
    /// </summary>
    public static async Task<DateTimeOffset> OpenAsync(string folder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var marker = Path.Combine(folder, Marker);
        if (File.Exists(marker))
        {
            var text = (await File.ReadAllTextAsync(marker, cancellationToken)).Trim();
            return DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var kept)
                ? kept
                : throw new CommandFailure($"{marker} contains no date; delete the sample's data folder to start again.");
        }

        if (Directory.Exists(folder) && Directory.EnumerateFiles(folder).Any(file => !file.StartsWith(marker, StringComparison.Ordinal)))
            throw new CommandFailure($"{folder} contains other data, with which the sample would mix; name another folder with --data.");
        PrivateFiles.CreateFolder(folder);
        var newest = now - NewestAge;
        // Written completely or not at all: a kill in between leaves a folder that can be opened again.
        File.Delete(marker + ".new");
        await using (var text = new StreamWriter(PrivateFiles.Create(marker + ".new")))
            await text.WriteAsync(newest.ToString("O", CultureInfo.InvariantCulture).AsMemory(), cancellationToken);
        File.Move(marker + ".new", marker, overwrite: true);
        return newest;
    }

    /// <summary>Refuses to run on invented news as if it were real.</summary>
    public static void RefuseIn(string folder)
    {
        if (File.Exists(Path.Combine(folder, Marker)))
            throw new CommandFailure($"{folder} contains sample data; serve it with --sample, or name another folder with --data.");
    }
}
