using System.Xml.Linq;

namespace FeedHub.Tests.Architecture;

/// <summary>Holds the table of projects in ARCHITECTURE.md.</summary>
public class ProjectTests
{
    [Theory]
    [InlineData("FeedHub.Formats", "")]
    [InlineData("FeedHub.Core", "FeedHub.Formats")]
    [InlineData("FeedHub.Fetching", "FeedHub.Core")]
    [InlineData("FeedHub.Storage", "FeedHub.Core")]
    [InlineData("FeedHub.Server", "FeedHub.Core, FeedHub.Fetching, FeedHub.Formats, FeedHub.Storage")]
    public void A_project_refers_only_to_those_it_may(string project, string mayReferTo)
    {
        var file = XDocument.Load(RepositoryFiles.Path("src", project, $"{project}.csproj"));
        var references = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!))
            .Order();
        Assert.Equal(mayReferTo, string.Join(", ", references));
    }

    [Fact]
    public void There_are_five_projects() =>
        Assert.Equal(5, Directory.GetDirectories(RepositoryFiles.Path("src")).Length);

    [Theory]
    [InlineData("Microsoft.Data.Sqlite", "FeedHub.Storage")]
    [InlineData("System.Net.Http.HttpClient", "FeedHub.Fetching")]
    [InlineData("System.ServiceModel.Syndication", "FeedHub.Formats")]
    [InlineData("YamlDotNet", "FeedHub.Server")]
    public void What_has_one_place_is_named_in_no_other(string name, string place)
    {
        var elsewhere = Directory.EnumerateFiles(RepositoryFiles.Path("src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}{place}{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f).Contains($"using {name}", StringComparison.Ordinal));
        Assert.Empty(elsewhere);
    }
}
