namespace FeedHub.Tests.Architecture;

/// <summary>Which namespaces of a project name which others of it.</summary>
internal sealed class NamespaceGraph
{
    private readonly Dictionary<(string From, string To), string> examples = [];
    private readonly string project;
    private readonly ILookup<string, string> types;

    /// <param name="commonTypes">Types whose naming counts for nothing.</param>
    public NamespaceGraph(string project, IEnumerable<string> commonTypes)
    {
        this.project = project;
        var files = SourceFile.Of(project).Where(f => f.Namespace is not null).ToList();
        types = files.SelectMany(f => f.Types.Except(commonTypes).Select(t => (f.Namespace, Type: t))).Distinct()
            .ToLookup(t => t.Namespace!, t => t.Type);
        var spaces = files.Select(f => f.Namespace!).ToHashSet();
        var imported = files.Where(f => f.Name == "_Imports.razor").SelectMany(f => f.WholeNames(project)).Where(spaces.Contains).ToList();
        foreach (var file in files.Where(f => f.Name != "_Imports.razor"))
        {
            foreach (var name in file.WholeNames(project))
                Add(file, Prefixes(name).FirstOrDefault(spaces.Contains), name);
            foreach (var name in file.Names())
            {
                foreach (var within in Ancestors(file.Namespace!))
                    AddRelative(file, within, name);
                if (file.Name.EndsWith(".razor", StringComparison.Ordinal))
                    imported.ForEach(space => AddRelative(file, space, name));
            }
        }
    }

    /// <summary>A line for each name by which one namespace of a circle leads on to another, but for those that are left out.</summary>
    public IReadOnlyList<string> Circles(params IEnumerable<(string From, string To)> leftOut)
    {
        var edges = examples.Keys.Except(leftOut).ToLookup(e => e.From, e => e.To);
        return [.. examples.Where(e => edges[e.Key.From].Contains(e.Key.To) && Reaches(edges, e.Key.To, e.Key.From))
            .Select(e => $"{e.Key.From} → {e.Key.To}: {e.Value}").Order()];
    }

    /// <summary>
    /// The name as one of a type in that namespace or, where it begins with the rest of a namespace's name, in one below it.
    /// </summary>
    private void AddRelative(SourceFile file, string within, string name)
    {
        var parts = name.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            var space = string.Join('.', parts.Take(i).Prepend(within));
            if (types[space].Contains(parts[i])) Add(file, space, name);
        }
    }

    private void Add(SourceFile file, string? space, string name)
    {
        if (space is not null && space != file.Namespace) examples.TryAdd((file.Namespace!, space), $"{name} in {file.Name}");
    }

    private static bool Reaches(ILookup<string, string> edges, string from, string to)
    {
        var (seen, open) = (new HashSet<string>(), new Stack<string>([from]));
        while (open.TryPop(out var at))
        {
            if (at == to) return true;
            if (!seen.Add(at)) continue;
            foreach (var next in edges[at])
                open.Push(next);
        }
        return false;
    }

    /// <summary>A namespace and those around it, up to the project's.</summary>
    private IEnumerable<string> Ancestors(string space) => Prefixes(space).TakeWhile(p => p.Length >= project.Length);

    /// <summary>A name and what is left of it as its last parts go, one after another.</summary>
    private static IEnumerable<string> Prefixes(string name)
    {
        for (var at = name.Length; at > 0; at = name.LastIndexOf('.', at - 1))
            yield return name[..at];
    }
}
