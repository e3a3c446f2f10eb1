using System.Text.RegularExpressions;

namespace FeedHub.Tests.Architecture;

/// <summary>A file of a project's source, and what it names.</summary>
/// <param name="Namespace">That of its types; null for a file that has none, such as the entry point.</param>
/// <param name="Types">The types that it declares, those within others left out.</param>
internal sealed partial record SourceFile(string Path, string? Namespace, IReadOnlyList<string> Types, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The text without comments and texts in quotes.</summary>
    public string Code => Literal().Replace(Comment().Replace(Text, ""), "\"\"");

    /// <summary>The files of a project, C# and Razor.</summary>
    public static IReadOnlyList<SourceFile> Of(string project)
    {
        var root = RepositoryFiles.Path("src", project);
        return
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
                .Select(f => (File: f, Folders: System.IO.Path.GetRelativePath(root, System.IO.Path.GetDirectoryName(f)!).Split('/', '\\')))
                .Where(f => f.Folders[0] is not ("bin" or "obj"))
                .Select(f => Read(f.File, project, f.Folders)),
        ];
    }

    /// <summary>
    /// Every whole name of a namespace or type in it that begins with the project's, in comments too:
    /// <c>FeedHub.Core.Urls.CanonicalUrl</c>.
    /// </summary>
    public IEnumerable<string> WholeNames(string project) =>
        Dotted().Matches(Text).Select(m => m.Value).Where(n => n.StartsWith(project + ".", StringComparison.Ordinal));

    /// <summary>Every name in its code that stands for itself, with what follows it by dots: <c>Content.PlainText.Of</c>.</summary>
    public IEnumerable<string> Names() => Dotted().Matches(Code).Select(m => m.Value).Distinct();

    private static SourceFile Read(string file, string project, string[] folders)
    {
        var text = File.ReadAllText(file);
        if (file.EndsWith(".razor", StringComparison.Ordinal))
        {
            return new(
                file, folders[0] == "." ? project : $"{project}.{string.Join('.', folders)}",
                [System.IO.Path.GetFileNameWithoutExtension(file)], text);
        }

        var declared = DeclaredNamespace().Match(text);
        return new(file, declared.Success ? declared.Groups[1].Value : null,
            [.. DeclaredType().Matches(text).Select(m => m.Groups[1].Value)], text);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex DeclaredNamespace();

    [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|struct|record|interface|enum|delegate [\w<>?, \[\]]+?) ([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex DeclaredType();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)*")]
    private static partial Regex Dotted();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex Literal();
}
