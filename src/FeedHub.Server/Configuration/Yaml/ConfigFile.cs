using FeedHub.Core.Catalog;

namespace FeedHub.Server.Configuration.Yaml;

/// <summary>One file while it is being read, with the problems found in it.</summary>
/// <param name="path">Relative to <c>feeds-config/</c>, with forward slashes.</param>
/// <param name="name">The path as the user knows it.</param>
internal sealed class ConfigFile(string path, string name, string? text)
{
    private const int MaxProblems = 100;
    private readonly List<CatalogProblem> problems = [];

    public string Path => path;
    /// <summary>Null when it could not be read.</summary>
    public string? Text => text;
    public IReadOnlyList<CatalogProblem> Problems => problems;
    /// <summary>True if a problem keeps the file from being used.</summary>
    public bool Spoilt { get; private set; }

    /// <summary>
    /// What <paramref name="read"/> makes of the file. An exception is reported as a problem of this file alone, since one bad file must
    /// take nothing else off the site.
    /// </summary>
    public T? Read<T>(Func<ConfigFile, T?> read)
        where T : class
    {
        try
        {
            return text is null ? null : read(this);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            var description = $"{fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}";
            Refuse(1, "", $"cannot be read because of a fault of FeedHub ({description}); write it more simply, and report the fault");
            return null;
        }
    }

    /// <summary>Reports what keeps the file from being used.</summary>
    public void Refuse(int line, string key, string message)
    {
        Spoilt = true;
        Report(line, key, message);
    }

    /// <summary>Reports what is left out while the rest of the file is used.</summary>
    public void Report(int line, string key, string message) => Add(new(name, line, key, message));

    /// <summary>Reports what is wrong with a value that did not come from the file.</summary>
    public void RefuseElsewhere(string where, string key, string message)
    {
        Spoilt = true;
        Add(new(where, 1, key, message));
    }

    /// <summary>The first problems are enough for a file that is wrong throughout; a million would fill the log and the page.</summary>
    private void Add(CatalogProblem problem)
    {
        if (problems.Count < MaxProblems)
        {
            problems.Add(problem);
        }
        else if (problems.Count == MaxProblems)
        {
            problems.Add(problem with { Key = "", Message = "there are more problems; fix the ones above first" });
        }
    }
}
