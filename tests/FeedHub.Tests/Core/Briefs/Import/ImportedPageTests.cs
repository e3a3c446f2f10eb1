using FeedHub.Core.Briefs.Import;

namespace FeedHub.Tests.Core.Briefs.Import;

public sealed class ImportedPageTests
{
    [Fact]
    public void Try()
    {
        foreach (var f in new[] { "gutenberg.html", "elementor.html" })
        {
            var r = HtmlBrief.Read(File.ReadAllText(RepositoryFiles.Path("tests", "FeedHub.Tests", "Core", "Briefs", "Import", "Pages", f)), "https://desk.example/a-ferry-a-port-and-a-price/");
            Print(f, r);
        }
        Print("txt", PlainTextBrief.Read(File.ReadAllText(RepositoryFiles.Path("tests", "FeedHub.Tests", "Core", "Briefs", "Import", "Pages", "page.txt"))));
    }

    private static void Print(string f, ImportReading r)
    {
        var b = ((ImportReading.Read)r).Brief;
        Console.WriteLine($"=== {f}\n{b with { Markdown = "" }}\nAuthors {string.Join(';', b.Authors)} Topics {string.Join(';', b.Topics)} Regions {string.Join(';', b.Regions)} Related {string.Join(';', b.Related)} titles {string.Join(';', b.RelatedTitles)}\n{b.Markdown}");
    }
}
