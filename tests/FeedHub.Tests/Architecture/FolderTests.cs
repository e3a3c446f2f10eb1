namespace FeedHub.Tests.Architecture;

/// <summary>A folder holds at most a dozen files. Those that may hold more are listed here, each with its reason.</summary>
public class FolderTests
{
    private const int MaxFiles = 12;

    private static readonly (string Folder, int Files, string Reason)[] Allowed =
    [
        (
            "src/FeedHub.Core/Briefs/Following", 16,
            "What is known of a followed post, and what is decided about it; one record or rule a file."),
        ("src/FeedHub.Core/Briefs/Import", 13, "One file for each kind of source, and what becomes of it."),
        ("src/FeedHub.Core/Briefs", 22, "The series and its briefs, one record a file; each is a part of Brief or Series."),
        (
            "src/FeedHub.Core/Ingestion", 15,
            "One poll from request to stored result; PollOutcome, PollReading and PollConclusion name its steps."),
        (
            "src/FeedHub.Core/Gazetteer/Tagging", 22,
            "One text from its letters to what it mentions; words, indexes and the rules between them know one another."),
        ("src/FeedHub.Core/Stories/Features", 13, "One entry from its text to what grouping compares."),
        (
            "src/FeedHub.Core/Stories/Grouping", 17,
            "One entry from the window to its place: what is compared, indexed and learned on the way."),
        ("src/FeedHub.Core/Sources", 13, "A source and what is known of it."),
        ("src/FeedHub.Core/Timelines", 16, "What is asked of the timeline, by page, feed and program, and what answers it."),
        ("src/FeedHub.Fetching/Http", 16, "One request, of a feed or of what is sent, and its answer to the decoded bytes."),
        ("src/FeedHub.Formats/Extensions", 18, "One file for each namespace that feeds use."),
        ("src/FeedHub.Server/Api/Records", 15, "One file for each thing that the API answers with."),
        ("src/FeedHub.Server/Commands", 27, "One file for each command of the command line."),
        ("src/FeedHub.Server/Configuration/Files", 17, "One reader for each kind of file in feeds-config, and for parts that several have."),
        ("src/FeedHub.Server/Publishing/Import", 13, "What finds, reads and keeps a text from elsewhere."),
        (
            "src/FeedHub.Storage/Copying", 14,
            "One copy, from the mark of its target to the last hash; a file for each of what is read, compared and written."),
        ("src/FeedHub.Storage/Postgres", 14, "All that is special to that engine."),
        ("src/FeedHub.Storage/Stories", 16, "Stories as grouping writes them and as the timeline reads them; a table or a rule a file."),
        ("src/FeedHub.Storage/Sql", 16, "All that the stores share to speak to either engine."),
        ("tests/FeedHub.Origin", 14, "The server, what it serves, and the sites that it plays."),
        ("tests/FeedHub.Origin/Faults", 13, "One file for each kind of fault."),
        ("tests/FeedHub.Tests/Formats", 13, "One test class for each thing that is read or written."),
        ("tests/FeedHub.Tests/Server/Commands", 16, "One test class for each command or kind of its failures."),
        ("tests/FeedHub.Tests/Server/Configuration", 15, "One test class for each kind of file, and for reading them all."),
        ("tests/FeedHub.Tests/Server/Endpoints", 35, "One test class for each address, whichever folder answers it."),
        ("tests/FeedHub.Tests/Storage", 21, "One test class for each port of the store, and for each part of SQLite."),
    ];

    [Fact]
    public void No_folder_holds_more_files_than_a_dozen_or_than_it_may() => Assert.Equal(
        Allowed.Select(a => $"{a.Folder}: {a.Files}").Order(),
        from folder in new[] { "src", "tests" }.SelectMany(root => Folders(RepositoryFiles.Path(root)))
        let files = Directory.GetFiles(folder, "*.cs").Length
        where files > MaxFiles
        orderby folder
        select $"{Path.GetRelativePath(RepositoryFiles.Path(), folder).Replace(Path.DirectorySeparatorChar, '/')}: {files}");

    private static IEnumerable<string> Folders(string root) =>
        from folder in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories)
        where !folder.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
        select folder;
}
