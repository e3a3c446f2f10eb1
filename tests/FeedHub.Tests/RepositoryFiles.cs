namespace FeedHub.Tests;

/// <summary>Where the repository is, and what may stand beside it.</summary>
public static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A folder of <c>../shared</c>; skips the test, saying so, on a machine that has only the repository.</summary>
    public static string SharedOrSkip(params string[] parts)
    {
        var path = System.IO.Path.Combine([Root, "..", "shared", .. parts]);
        Assert.SkipUnless(System.IO.Path.Exists(path), $"{System.IO.Path.Combine(["../shared", .. parts])} is not beside the repository");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "FeedHub.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run from a folder below the repository.");
    }
}
