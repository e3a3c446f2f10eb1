using FeedHub.Core.Content;

namespace FeedHub.Tests.Core.Content;

/// <summary>That the cleaner alone is enough: what it lets through is on the list, and every parser reads it as it was written.</summary>
public class HtmlSafetyTests
{
    private static readonly string?[] Bases =
        ["https://oc-media.org/en/story/", "http://e.example", null, "javascript:alert(1)//", "https://e.example/\"><script>"];

    [Fact]
    public void Every_payload_comes_out_harmless_whatever_it_stands_in()
    {
        string[] places =
            ["{0}", "<p>before {0} after</p>", "<table><tr><td>{0}", "<ul><li>{0}</ul>", "<a href=/x>{0}</a>", "<p title=\"{0}\">x</p>",
                "<p title='{0}'>x</p>", "<img alt={0} src=/x>", "<pre>\n{0}", "<![CDATA[{0}]]>", "<!-- {0}", "<svg>{0}",
                "<select>{0}</select>y"];
        foreach (var (i, payload) in HostileHtml.Payloads.Index())
        {
            AssertSafe(payload, Bases[i % Bases.Length]);
            // Each in a few, so that the tricks that are alike share out all of them.
            foreach (var place in places.Where((_, place) => place % 5 == i % 5))
                AssertSafe(place.Replace("{0}", payload, StringComparison.Ordinal), Bases[0]);
        }
    }

    [Fact]
    public void Payloads_cut_spliced_and_coded_anew_come_out_harmless()
    {
        var random = new Random(20261124);
        for (var round = 0; round < 4000; round++)
            AssertSafe(Mutated(random), Bases[random.Next(Bases.Length)]);
    }

    [Fact]
    public void What_is_clean_stays_as_it_is_when_cleaned_again()
    {
        foreach (var payload in HostileHtml.Payloads)
        {
            var clean = HtmlCleaner.Clean(payload, Bases[0]);
            Assert.Equal(clean, HtmlCleaner.Clean(clean, null));
        }
    }

    private static void AssertSafe(string html, string? baseUrl)
    {
        var clean = HtmlCleaner.Clean(html, baseUrl);
        Assert.True(SafeHtml.Fault(clean) is null, $"{SafeHtml.Fault(clean)}\n{html}\n=> {clean}");
        var mutation = SafeHtml.Mutation(clean);
        Assert.True(mutation is null, $"{html}\n=> {clean}\nis read as\n   {mutation}");
    }

    private static string Mutated(Random random)
    {
        var html = "";
        for (var parts = random.Next(1, 4); parts > 0; parts--)
        {
            var payload = HostileHtml.Payloads[random.Next(HostileHtml.Payloads.Length)];
            var from = random.Next(3) == 0 ? random.Next(payload.Length) : 0;
            var to = random.Next(3) == 0 ? random.Next(from, payload.Length) : payload.Length;
            html = html.Insert(random.Next(html.Length + 1), payload[from..to]);
        }
        for (var changes = random.Next(4); changes > 0 && html.Length > 0; changes--)
        {
            var at = random.Next(html.Length);
            html = random.Next(4) switch
            {
                0 => html.Remove(at, 1),
                1 => html[..at] + $"&#{(int)html[at]}" + (random.Next(2) == 0 ? ";" : "") + html[(at + 1)..],
                2 => html.Insert(at, "<>\"'`=/& \n\0\t-![]".Substring(random.Next(16), 1)),
                _ => html[..at] + char.ToUpperInvariant(html[at]) + html[(at + 1)..],
            };
        }
        return html;
    }
}
