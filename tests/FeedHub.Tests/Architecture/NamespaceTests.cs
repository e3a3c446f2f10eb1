namespace FeedHub.Tests.Architecture;

/// <summary>Namespaces lie in layers: none leads back to itself by way of others. What may, stands here with its reason.</summary>
public class NamespaceTests
{
    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(RepositoryFiles.Path("src")).Select(d => Path.GetFileName(d)!)];

    /// <summary>Types that each namespace below theirs may name.</summary>
    private static readonly (string Project, string Type, string Reason)[] CommonTypes =
    [
        (
            "FeedHub.Fetching", "FetchingOptions",
            "What a host sets is one record at the root of the project, and each part of fetching reads its own values there."),
        (
            "FeedHub.Server", "FeedHubOptions",
            "What the command line sets is one record, and each reader of files takes its folder or its override from there."),
    ];

    /// <summary>Namespaces that may name another though that leads back to them.</summary>
    private static readonly (string From, string To, string Reason)[] Allowed =
    [
        ("FeedHub.Storage", "FeedHub.Storage.Sqlite", "The location of the store opens the engine that it names."),
        ("FeedHub.Storage", "FeedHub.Storage.Postgres", "The location of the store opens the engine that it names."),
        (
            "FeedHub.Server.Security", "FeedHub.Server.Background",
            "Who judges keys tells a background loop of each use, so that no request waits for its being written."),
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_namespace_of_a_project_leads_back_to_itself(string project)
    {
        var circles = new NamespaceGraph(project, CommonTypes.Select(t => t.Type)).Circles(Allowed.Select(a => (a.From, a.To)));
        Assert.True(circles.Count == 0, string.Join('\n', circles));
    }

    [Fact]
    public void What_is_allowed_is_there_and_leads_in_a_circle()
    {
        foreach (var (from, to, _) in Allowed)
        {
            var others = Allowed.Where(a => (a.From, a.To) != (from, to)).Select(a => (a.From, a.To));
            Assert.True(Graph(from).Circles(others).Count > 0, $"{from} may name {to}, and need not: take it out of the list.");
        }
        foreach (var (project, type, _) in CommonTypes)
        {
            var others = CommonTypes.Where(t => t.Type != type).Select(t => t.Type);
            Assert.True(
                new NamespaceGraph(project, others).Circles(Allowed.Select(a => (a.From, a.To))).Count > 0,
                $"{type} may be named everywhere in {project}, and need not: take it out of the list.");
        }

        static NamespaceGraph Graph(string space) => new(string.Join('.', space.Split('.').Take(2)), CommonTypes.Select(t => t.Type));
    }
}
