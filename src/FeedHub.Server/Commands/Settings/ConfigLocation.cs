using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands.Settings;

/// <summary>Where <c>feeds-config</c> is.</summary>
internal static class ConfigLocation
{
    private const string Default = "feeds-config";

    /// <summary>
    /// The folder that was named, else <c>feeds-config</c> in the working folder, else the nearest one beside or above the program: a
    /// published FeedHub may bring its own, and a build lies inside the repository.
    /// </summary>
    /// <param name="mayBeGone">The folder that was named may be missing for now, since the store keeps its last good texts.</param>
    public static string Find(string? named, bool mayBeGone)
    {
        if (named is not null)
            return Directory.Exists(named) || mayBeGone ? Path.GetFullPath(named) : throw Missing($"There is no folder '{named}'");

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); !Directory.Exists(Default); folder = folder.Parent)
        {
            if (folder is null)
                throw Missing($"There is no folder '{Default}' in {Directory.GetCurrentDirectory()}, nor beside or above the program");
            if (Directory.Exists(Path.Combine(folder.FullName, Default)))
                return Path.Combine(folder.FullName, Default);
        }
        return Path.GetFullPath(Default);
    }

    private static CommandFailure Missing(string what) =>
        new($"{what}. Name the folder that holds site.yaml with --config DIR or FeedHub__Config.", CommandFailure.Usage);
}
