using System.Text;
using FeedHub.Core.Content;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Tests.Formats.Text;

public class EncodingTests
{
    private const string TurkishTitle = "İstanbul’da şiddetli yağış: Dışişleri Bakanlığı açıkladı";
    private const string Icelandic = "Það er gott veður í dag og Þingvellir eru fallegir, sagði ráðherra. Ný lög um þjóðgarða tóku gildi";
    private const string Russian = "Граница открыта для грузов, сообщает корреспондент из Баку";

    [Theory]
    [InlineData("", null)]
    [InlineData("<?xml version='1.0' encoding='UTF-8'?>", null)]
    [InlineData("<?xml version='1.0' encoding='windows-1252'?>", null)]
    [InlineData("<?xml version='1.0' encoding='iso-8859-1'?>", null)]
    [InlineData("<?xml version='1.0' encoding='UTF-8'?>", "text/xml; charset=ISO-8859-1")]
    [InlineData("<?xml version='1.0' encoding='iso-8859-1'?>", "text/xml; charset=utf-8")]
    public void Turkish_is_read_as_Turkish_whatever_its_label(string declaration, string? contentType)
    {
        var document = Read(
            $"{declaration}<rss><channel><item><title>{TurkishTitle}</title></item></channel></rss>", 1254, new(contentType));
        Assert.Equal(TurkishTitle, document.Items[0].Title!.Value);
        Assert.Equal("windows-1254", document.Encoding);
        Assert.Contains(document.Notes, n => n.Message.Contains("windows-1254", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<language>tr-TR</language>", "Ağrı", null)]
    [InlineData("<language>tr</language>", "Şırnak", null)]
    [InlineData("<language>az</language>", "Şuşa", null)]
    [InlineData("<dc:language>tr</dc:language>", "İran", null)]
    [InlineData("", "Şuşa", "az")]
    [InlineData("<language>en-us</language>", "Şuşa", "tr")]
    public void A_short_Turkish_text_is_known_by_the_language_that_feed_or_operator_declares(
        string language, string title, string? operators)
    {
        var body = "<?xml version='1.0' encoding='iso-8859-1'?>"
            + $"<rss><channel>{language}<item><title>{title}</title></item></channel></rss>";
        Assert.Equal(title, Read(body, 1254, new(Language: operators)).Items[0].Title!.Value);
    }

    [Theory]
    [InlineData(Icelandic, null)]
    [InlineData("<language>is</language>Þorri og þýðing", null)]
    [InlineData("Þorri og þýðing", "is")]
    [InlineData("Müller, Straße, größer; façade, garçon; Þór", null)]
    [InlineData("El niño y la señora: ¿qué pasó en Cádiz?", null)]
    public void Other_Latin_texts_stay_what_they_were(string text, string? language)
    {
        var (head, title) = text.StartsWith("<language>", StringComparison.Ordinal) ? (text[..23], text[23..]) : ("", text);
        var body = $"<rss><channel>{head}<item><title>{title}</title></item></channel></rss>";
        Assert.Equal(title, Read(body, 1252, new(Language: language)).Items[0].Title!.Value);
    }

    [Fact]
    public void Russian_labelled_as_Latin_1_is_read_as_Russian()
    {
        var document = Read(
            $"<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>{Russian}</title></item></channel></rss>", 1251, new());
        Assert.Equal(Russian, document.Items[0].Title!.Value);
    }

    [Theory]
    [InlineData(1253, "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία")]
    [InlineData(1255, "הממשלה הודיעה על צעדים חדשים לכלכלה")]
    public void Another_script_under_an_unknown_label_is_not_taken_for_Cyrillic(int codePage, string title)
    {
        var document = Read(
            $"<?xml version='1.0' encoding='x-ours'?><rss><channel><item><title>{title}</title></item></channel></rss>", codePage, new());
        Assert.DoesNotContain(document.Items[0].Title!.Value, c => c is >= 'Ѐ' and <= 'ӿ');
        Assert.Contains(document.Notes, n => n.Message.Contains("x-ours is unknown", StringComparison.Ordinal));
    }

    [Fact]
    public void Russian_under_an_unknown_label_is_still_guessed()
    {
        var document = Read($"<?xml version='1.0' encoding='russian'?><rss><channel><title>{Russian}</title></channel></rss>", 1251, new());
        Assert.Equal(Russian, document.Title!.Value);
    }

    [Theory]
    [InlineData(1251, Russian, "windows-1251")]
    [InlineData(1254, TurkishTitle, "windows-1254")]
    [InlineData(1252, "“Zürich” – déjà vu à l’été", "windows-1252")]
    public void A_part_in_another_encoding_than_the_rest_is_decoded_by_its_own(int codePage, string part, string name)
    {
        var utf8 = string.Concat(Enumerable.Repeat($"<item><title>{Russian} – Gürcistan’da</title></item>", 3));
        var document = Read(
            $"<?xml version='1.0' encoding='UTF-8'?><rss><channel>{utf8}<item><title>", 65001,
            $"{part}</title></item>", codePage, $"<item><title>{Russian}</title></item></channel></rss>", 65001);
        Assert.Equal($"{Russian} – Gürcistan’da", document.Items[0].Title!.Value);
        Assert.Equal(part, document.Items[3].Title!.Value);
        Assert.Equal(Russian, document.Items[4].Title!.Value);
        Assert.Contains(document.Notes, n => n.Message.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void Parts_in_several_encodings_are_each_decoded_by_their_own()
    {
        const string French = "“déjà” vu";
        var document = Read(
            $"<rss><channel><item><title>{Russian}</title></item><item><title>", 65001,
            $"{TurkishTitle}</title></item><item><title>", 1254,
            $"{Russian}</title></item><item><title>", 1251,
            $"{French}</title></item><item><title>", 1252,
            "Iğdır</title></item><item><title>", 1254,
            "Баку</title></item></channel></rss>", 1251);
        Assert.Equal([Russian, TurkishTitle, Russian, French, "Iğdır", "Баку"], document.Items.Select(i => i.Title!.Value));
    }

    [Fact]
    public void A_word_in_another_encoding_within_a_text_is_decoded_by_its_own()
    {
        var document = Read("<rss><channel><title>Сообщение: ", 65001, "Кавказ сегодня", 1251, " и завтра</title></channel></rss>", 65001);
        Assert.Equal("Сообщение: Кавказ сегодня и завтра", document.Title!.Value);
    }

    [Fact]
    public void Quotes_of_Windows_within_UTF_8_are_quotes()
    {
        var document = Read(
            "<rss><channel><title>Газета ", 65001, "“", 1252, "Кавказ", 65001, "”", 1252, "</title></channel></rss>", 65001);
        Assert.Equal("Газета “Кавказ”", document.Title!.Value);
    }

    [Theory]
    [InlineData("windows-1251", 1251, Russian)]
    [InlineData("windows-1254", 1254, TurkishTitle)]
    [InlineData("iso-8859-1", 1252, "“Zürich” – déjà vu à l’été")]
    public void Parts_in_UTF_8_within_a_document_that_declares_another_encoding_are_read_as_UTF_8(string label, int codePage, string text)
    {
        var document = Read(
            $"<?xml version='1.0' encoding='{label}'?><rss><channel><item><title>{text}</title></item><item><title>", codePage,
            $"{text}</title></item>", 65001, $"<item><title>{text}</title></item></channel></rss>", codePage);
        Assert.All(document.Items, i => Assert.Equal(text, i.Title!.Value));
    }

    [Theory]
    [InlineData("Граница открыта\u0001", "Граница открыта\uFFFD")]
    [InlineData("Sınır açıldı, geçişler başladı\u0001", "Sınır açıldı, geçişler başladı\uFFFD")]
    [InlineData("caf\u0001", "caf\uFFFD")]
    public void A_character_cut_in_two_by_an_excerpt_is_no_letter_of_another_encoding(string title, string expected)
    {
        var body = Encoding.UTF8.GetBytes(
            $"<rss><channel><title>Граница открыта для грузов</title><item><title>{title}</title></item></channel></rss>")
            .Select(b => b == 1 ? (byte)0xC3 : b).ToArray();
        Assert.Equal(expected, Readable(body, new()).Items[0].Title!.Value);
    }

    [Theory]
    [InlineData("&#55357;&#56832;", "😀")]
    [InlineData("&#xD83D;&#xDE00;", "😀")]
    [InlineData("&#xd83d;&#56832;", "😀")]
    [InlineData("&#55357&#56832;", "😀")]
    [InlineData("&#55357; &#56832;", " ")]
    [InlineData("&#56832;&#55357;", "")]
    [InlineData("&#55357;&#55357;&#56832;", "😀")]
    [InlineData("&#55356;&#56806;&#55356;&#56831;", "🇦🇿")]
    public void Two_references_to_the_halves_of_a_character_are_one_character(string references, string expected)
    {
        var document = FeedReaderTests.Read(
            $"<rss><channel><item><title>a{references}b</title><category domain=\"a{references}b\">x</category></item></channel></rss>");
        Assert.Equal($"a{expected}b", document.Items[0].Title!.Value);
        Assert.Equal($"a{expected}b", document.Items[0].Categories[0].Scheme);
        Assert.False(document.WellFormed);
    }

    [Fact]
    public void Halves_of_a_character_in_the_HTML_of_JSON_are_one_character()
    {
        var document = FeedReaderTests.Read("""
            {"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"a\ud83d\ude00","content_html":"<p title='&#55357;&#56832;'>b&#55357;&#56832; &#xD83D;&#xDE00;</p>"}]}
            """);
        Assert.Equal("a😀", document.Items[0].Title!.Value);
        Assert.Equal("<p title=\"😀\">b😀 😀</p>", HtmlCleaner.Clean(document.Items[0].Content!.Value, null));
    }

    [Fact]
    public void A_character_whose_halves_are_each_in_UTF_8_is_one_character()
    {
        byte[] body = [.. "<rss><channel><title>"u8, 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80, .. " здесь</title></channel></rss>"u8];
        Assert.Equal("😀 здесь", Readable(body, new()).Title!.Value);
    }

    private static FeedDocument Read(string body, int codePage, FeedOrigin origin) => Readable(Bytes(body, codePage), origin);

    /// <summary>A document of parts, each in its own encoding.</summary>
    private static FeedDocument Read(params object[] partsAndCodePages) =>
        Readable([.. partsAndCodePages.Chunk(2).SelectMany(p => Bytes((string)p[0], (int)p[1]))], new());

    private static byte[] Bytes(string text, int codePage) =>
        (codePage == 65001 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(codePage)!).GetBytes(text);

    private static FeedDocument Readable(byte[] body, FeedOrigin origin) =>
        Assert.IsType<FeedReading.Readable>(FeedReader.Read(body, origin)).Document;
}
