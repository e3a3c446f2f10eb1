using System.Text;

namespace FeedHub.Benchmarks.Fuzzing;

/// <summary>
/// Documents of the largest size that fetching allows, each made to cost a careless reader quadratic time or all memory.
/// </summary>
public static class HostileInputs
{
    private const int Length = 10 * 1024 * 1024;
    private const string Open = "<rss version=\"2.0\"><channel><title>T</title>";

    /// <summary>Every document by name, one at a time.</summary>
    public static IEnumerable<(string Name, byte[] Body)> All()
    {
        yield return Repeated("open elements", Open, "<x>");
        yield return Repeated("end tags without a start", Open, "</x>");
        yield return Repeated("fields in deep nesting, misnested", Open + "<item><title>A<item>" + Times("<x>", 190), "<link/>");
        yield return Repeated("names never seen before", Open, i => $"<n{i}/>");
        yield return Repeated("namespaces", Open + "<x " + string.Concat(Enumerable.Range(0, 250).Select(i => $"xmlns:n{i:D3}='urn:{i}' "))
            + ">", "<zzzz:a/>");
        yield return Repeated("attributes on one element", Open + "<x ", "a='1' ");
        yield return Repeated("elements of 256 attributes", Open, "<link " + Times("b ", 256) + "/>");
        yield return Repeated("quotes that open nothing", Open, "<a b='");
        yield return Repeated("comments without an end", Open, "<!-- x ");
        yield return Repeated("sections without an end", Open + "<item><title>", "<![CDATA[");
        yield return Repeated("instructions without an end", Open, "<?x ");
        yield return Repeated("document types", "", "<!DOCTYPE rss [<!ENTITY a 'b'> ] ");
        yield return Repeated("entities that double", "<!DOCTYPE rss [<!ENTITY a '" + Times("x", 60_000) + "'>]>" + Open, "&a;");
        yield return Repeated("bare ampersands", Open, "&");
        yield return Repeated("bare less-than signs", Open, "< ");
        yield return Repeated("items of nothing", Open, "<item/>");
        yield return Repeated("enclosures of one item", Open + "<item>", i => $"<enclosure url='{i}'/>");
        yield return Repeated("people of one item", Open + "<item>", i => $"<author>{i}</author>");
        yield return Repeated("categories of one item", Open + "<item>", i => $"<category>{i}</category>");
        yield return Repeated(
            "thumbnails",
            Open.Replace("version", "xmlns:media='http://search.yahoo.com/mrss/' version", StringComparison.Ordinal) + "<item>",
            "<media:thumbnail url='a'/>");
        yield return Repeated(
            "short links below a long base", $"<rss xml:base='http://x/{Times("y", 2000)}/'><channel>", "<item><link>a</link></item>");
        yield return Repeated(
            "short links of HTML below a long base", $"<rss xml:base='http://x/{Times("y", 2000)}/'><channel><item><description>",
            "&lt;a href=b&gt;");
        yield return Repeated("bases within bases", "<rss><channel>", $"<x xml:base='{Times("y", 2000)}/'>");
        yield return Repeated(
            "quotes to escape", $"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'><p title='", "\"");
        yield return Repeated("signs to escape", $"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'><p/>", ">");
        yield return Repeated("HTML attributes without quotes' end", Open + "<item><description><![CDATA[", "<a href=\"x ");
        yield return Repeated("dates", Open, "<item><pubDate>Mon, 99 Jaaaaaaaaaaan 2026 99:99:99 +99999999999</pubDate></item>");
        yield return Repeated("text that might be UTF-8 twice", Open + "<description>", "\u00C3\u0090");
        yield return Repeated("numbers of JSON", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"authors\":[", "0,");
        yield return Repeated("numbers of an item of JSON", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"x\":[", "0,");
        yield return Repeated("brackets of JSON", "{\"items\":", "[");
        yield return Repeated("items of JSON cut off", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "{\"id\":1},");
        yield return Repeated("broken items of JSON", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "{\"id\":},");
        yield return Repeated("HTML", "<!DOCTYPE html><html>", "<link rel=alternate type=application/rss+xml href=x>");
        yield return ("bytes of no encoding", [.. Enumerable.Range(0, Length).Select(i => (byte)(0x80 | (i * 7)))]);
        yield return Repeated("outlines", "<opml version='2.0'><body>", "<outline text='a'>");
    }

    private static (string Name, byte[] Body) Repeated(string name, string before, string piece) => Repeated(name, before, _ => piece);

    private static (string Name, byte[] Body) Repeated(string name, string before, Func<int, string> piece)
    {
        var text = new StringBuilder(before, Length + before.Length);
        for (var i = 0; text.Length < Length; i++)
            text.Append(piece(i));
        return (name, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
