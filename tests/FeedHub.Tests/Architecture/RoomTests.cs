using System.Text.RegularExpressions;

namespace FeedHub.Tests.Architecture;

/// <summary>Holds the table of Core's rooms: ARCHITECTURE.md states it, and the code may not name more.</summary>
public partial class RoomTests
{
    private const string Core = "FeedHub.Core";
    private static readonly Dictionary<string, string[]> Table = ReadTable();

    [Fact]
    public void Every_room_is_a_row_of_the_table_and_every_row_a_room() =>
        Assert.Equal(Table.Keys.Order(), Rooms().Select(r => Path.GetFileName(r)!).Order());

    [Fact]
    public void A_room_names_only_the_rooms_it_may()
    {
        var breaches =
            from file in SourceFile.Of(Core)
            let name = Room(file.Namespace!)
            from named in file.WholeNames(Core)
            let other = Room(named)
            where other != name && !Table.GetValueOrDefault(name, []).Contains(other)
            select $"{name} names {other} in {file.Name}";
        Assert.Empty(breaches.Distinct());
    }

    [Fact]
    public void No_two_rooms_may_name_each_other()
    {
        var mutual = from a in Table from b in a.Value where Table.GetValueOrDefault(b, []).Contains(a.Key) select $"{a.Key} and {b}";
        Assert.Empty(mutual);
    }

    /// <summary>The room of a namespace or type of Core.</summary>
    private static string Room(string name) => name.Split('.')[2];

    private static IEnumerable<string> Rooms() =>
        Directory.GetDirectories(RepositoryFiles.Path("src", Core)).Where(d => Path.GetFileName(d) is not ("bin" or "obj"));

    /// <summary>The rows <c>| `Room` | holds | may name |</c> below the heading "Rooms of Core".</summary>
    private static Dictionary<string, string[]> ReadTable() => File.ReadLines(RepositoryFiles.Path("ARCHITECTURE.md"))
        .SkipWhile(l => !l.StartsWith("## Rooms of Core", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
        .Select(l => Row().Match(l))
        .Where(m => m.Success)
        .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Split([',', ' ', '–'], StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^\| `(\w+)` \|.*\| ([^|]*) \|$")]
    private static partial Regex Row();
}
