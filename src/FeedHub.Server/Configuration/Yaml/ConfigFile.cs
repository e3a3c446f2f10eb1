using FeedHub.Core.Catalog;

namespace FeedHub.Server.Configuration.Yaml;

/// <summary>One file while it is being read, with what was found wrong in it.</summary>
/// <param name="path">Relative to <c>feeds-config/</c>, with forward slashes.</param>
/// <param name="name">The path as the user knows it.</param>
internal sealed class ConfigFile(string path, string name, string? text)
{
    private readonly List<CatalogProblem> problems = [];

    public string Path => path;
    /// <summary>Null when it could not be read.</summary>
    public string? Text => text;
    public IReadOnlyList<CatalogProblem> Problems => problems;
    /// <summary>True when something is wrong that keeps the file from being used.</summary>
    public bool Spoilt { get; private set; }

    /// <summary>Reports what keeps the file from being used.</summary>
    public void Refuse(int line, string key, string message)
    {
        Spoilt = true;
        Report(line, key, message);
    }

    /// <summary>Reports what is left out while the rest of the file is used.</summary>
    public void Report(int line, string key, string message) => problems.Add(new(name, line, key, message));

    /// <summary>Reports what is wrong with a value that did not come from the file.</summary>
    public void RefuseElsewhere(string where, string key, string message)
    {
        Spoilt = true;
        problems.Add(new(where, 1, key, message));
    }
}
