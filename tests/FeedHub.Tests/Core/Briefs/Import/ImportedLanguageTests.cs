using System.Text.Json.Nodes;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Server.Configuration;

namespace FeedHub.Tests.Core.Briefs.Import;

/// <summary>Posts in our six languages: their language, their translations, and the names of their sections.</summary>
public class ImportedLanguageTests
{
    /// <summary>Title, section of what is watched, section of why it matters, and a paragraph.</summary>
    private static readonly Dictionary<string, string[]> Texts = new()
    {
        ["en"] = ["Who pays for the road?", "What we are watching", "Why the world should care",
            "This week the road to the border was opened, and nobody knows who will pay for it in the end."],
        ["ru"] = ["Кто платит за дорогу?", "За чем мы следим", "Почему это важно миру",
            "На этой неделе открыли дорогу к границе, и никто не знает, кто за неё в итоге заплатит."],
        ["az"] = ["Yolun pulunu kim ödəyir?", "Nəyi izləyirik?", "Bu dünya üçün niyə vacibdir?",
            "Bu həftə sərhədə gedən yol açıldı və heç kim bilmir ki, onun pulunu son nəticədə kim ödəyəcək."],
        ["hy"] = ["Ո՞վ է վճարում ճանապարհի համար", "Ինչի՞ն ենք հետևում", "Ինչո՞ւ է դա կարևոր աշխարհի համար",
            "Այս շաբաթ բացվեց դեպի սահման տանող ճանապարհը, և ոչ ոք չգիտի, թե ով կվճարի դրա համար։"],
        ["ka"] = ["ვინ იხდის გზის ფულს?", "რას ვაკვირდებით", "რატომ არის ეს მნიშვნელოვანი",
            "ამ კვირაში საზღვრისკენ მიმავალი გზა გაიხსნა და არავინ იცის, საბოლოოდ ვინ გადაიხდის მის ფულს."],
        ["tr"] = ["Yolun parasını kim ödüyor?", "NEYİ İZLİYORUZ", "Bu dünya için neden önemli?",
            "Bu hafta sınıra giden yol açıldı ve parasını sonunda kimin ödeyeceğini kimse bilmiyor; bir karar da yok."],
    };

    private static readonly ImportGuide Shipped = new()
    {
        Headings = new CatalogReader(new FeedHubOptions { ConfigDirectory = RepositoryFiles.Path("feeds-config") })
            .Read(new Dictionary<string, string>(), null).Headings,
    };

    public static TheoryData<string> Languages => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_sections_of_the_house_are_known_in_each_language(string language)
    {
        var brief = Read(Post(language), Shipped);
        var text = BriefMarkdown.Read(brief.Markdown, "/series/weekly", "x", watching: false, Shipped.Headings);
        Assert.Equal(
            [BriefSectionKind.Body, BriefSectionKind.Watching, BriefSectionKind.WhyItMatters], text.Sections.Select(s => s.Kind));
        Assert.Equal(["Toll 1", "Toll 2"], text.Sections[1].Items.Select(i => i.Label));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_post_has_the_language_of_its_text_if_nothing_declares_another(string language) =>
        Assert.Equal(language, Read(Post(language), Shipped).Language);

    [Theory]
    [InlineData("lang", "\"tr\"", "tr")]
    [InlineData("lang", "\"tr_TR\"", "tr")]
    [InlineData("wpml_current_locale", "\"tr_TR\"", "tr")]
    [InlineData("lang", "\"en\"", "az")]
    [InlineData("lang", "[1]", "az")]
    public void What_a_plug_in_declares_holds_unless_the_text_disproves_it(string field, string value, string language)
    {
        var post = Post("az");
        post[field] = JsonNode.Parse(value);
        Assert.Equal(language, Read(post, Shipped).Language);
    }

    [Fact]
    public void Translations_are_found_by_numbers_and_by_addresses()
    {
        var post = Post("en");
        post["translations"] = JsonNode.Parse("""{"en":7,"az":8,"ru":9,"x":"y"}""");
        post["wpml_translations"] = JsonNode.Parse("""
            [{"locale":"hy_AM","href":"https://desk.example/hy/road/"},{"locale":"ka_GE","href":"javascript:1"}]
            """);
        var guide = Shipped with { LinkOf = n => n == 8 ? "https://desk.example/8/" : null };
        Assert.Equal(
            [new("az", "https://desk.example/8/"), new ImportedTranslation("hy", "https://desk.example/hy/road/")],
            Read(post, guide).Translations);
    }

    [Fact]
    public void A_page_names_its_translations_for_search_engines()
    {
        var page = """
            <!doctype html><html lang="en"><head><title>Road</title><link rel="canonical" href="https://desk.example/road/">
            <link rel="alternate" hreflang="en" href="https://desk.example/road/"><link rel="alternate" hreflang="az" href="/az/yol/">
            <link rel="alternate" hreflang="x-default" href="https://desk.example/road/"></head>
            <body><article><h1>Road</h1><p>The road to the border was opened, and nobody knows who will pay for it.</p>
            <p>More.</p></article></body></html>
            """;
        var read = Assert.IsType<ImportReading.Read>(HtmlBrief.Read(page, "https://desk.example/road/", Shipped));
        Assert.Equal([new ImportedTranslation("az", "https://desk.example/az/yol/")], read.Brief.Translations);
    }

    private static JsonObject Post(string language)
    {
        var (title, watching, why, text) = (Texts[language][0], Texts[language][1], Texts[language][2], Texts[language][3]);
        return new JsonObject
        {
            ["id"] = 7,
            ["slug"] = "road",
            ["link"] = "https://desk.example/7/",
            ["status"] = "publish",
            ["date_gmt"] = "2026-11-20T05:00:00",
            ["modified_gmt"] = "2026-11-20T05:00:00",
            ["title"] = new JsonObject { ["rendered"] = title },
            ["content"] = new JsonObject
            {
                ["rendered"] = $"<p>{text}</p><p>{text} {text}</p><h2>{watching}</h2><h3>Toll 1</h3><p>{text}</p><h3>Toll 2</h3><p>{text}</p>"
                    + $"<h2>{why}</h2><p>{text}</p>",
            },
        };
    }

    private static ImportedBrief Read(JsonObject post, ImportGuide guide)
    {
        var answer = WordPressAnswer.Read(System.Text.Encoding.UTF8.GetBytes(post.ToJsonString()));
        return Assert.IsType<ImportReading.Read>(Assert.Single(answer.Posts!).Read(guide)).Brief;
    }
}
