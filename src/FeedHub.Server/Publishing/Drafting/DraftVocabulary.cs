using FeedHub.Core.Content;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Server.Publishing.Drafting;

/// <summary>The words for languages, kinds of outlet and topics in the languages of drafts.</summary>
internal static class DraftVocabulary
{
    /// <summary>The columns of the tables beside English, whose words are known elsewhere.</summary>
    private static readonly string[] Columns = ["ru", "az", "hy", "ka", "tr"];

    private static readonly Dictionary<string, string[]> Languages = new()
    {
        ["en"] = ["английский", "ingilis", "անգլերեն", "ინგლისური", "İngilizce"],
        ["ru"] = ["русский", "rus", "ռուսերեն", "რუსული", "Rusça"],
        ["az"] = ["азербайджанский", "Azərbaycan", "ադրբեջաներեն", "აზერბაიჯანული", "Azerbaycanca"],
        ["hy"] = ["армянский", "erməni", "հայերեն", "სომხური", "Ermenice"],
        ["ka"] = ["грузинский", "gürcü", "վրացերեն", "ქართული", "Gürcüce"],
        ["tr"] = ["турецкий", "türk", "թուրքերեն", "თურქული", "Türkçe"],
    };

    private static readonly Dictionary<SourceKind, string[]> Kinds = new()
    {
        [SourceKind.State] = ["государственные", "dövlət", "պետական", "სახელმწიფო", "devlet"],
        [SourceKind.Official] = ["официальные", "rəsmi", "պաշտոնական", "ოფიციალური", "resmî"],
        [SourceKind.Party] = ["партийные", "partiya", "կուսակցական", "პარტიული", "parti"],
        [SourceKind.Independent] = ["независимые", "müstəqil", "անկախ", "დამოუკიდებელი", "bağımsız"],
        [SourceKind.Press] = ["пресса", "mətbuat", "մամուլ", "პრესა", "basın"],
        [SourceKind.Agency] = ["агентства", "agentlik", "գործակալություն", "სააგენტო", "ajans"],
        [SourceKind.Broadcaster] = ["телерадиокомпании", "yayımçı", "հեռարձակող", "მაუწყებელი", "yayıncı"],
        [SourceKind.Diaspora] = ["диаспора", "diaspor", "սփյուռք", "დიასპორა", "diaspora"],
        [SourceKind.Exile] = ["в изгнании", "mühacirət", "վտարանդի", "ემიგრაცია", "sürgün"],
        [SourceKind.ThinkTank] =
            ["аналитические центры", "analitik mərkəz", "վերլուծական կենտրոն", "ანალიტიკური ცენტრი", "düşünce kuruluşu"],
    };

    private static readonly Dictionary<string, string[]> Topics = new()
    {
        ["border"] = ["граница", "sərhəd", "սահման", "საზღვარი", "sınır"],
        ["climate"] = ["климат", "iqlim", "կլիմա", "კლიმატი", "iklim"],
        ["conflict"] = ["конфликт", "münaqişə", "հակամարտություն", "კონფლიქტი", "çatışma"],
        ["culture"] = ["культура", "mədəniyyət", "մշակույթ", "კულტურა", "kültür"],
        ["diplomacy"] = ["дипломатия", "diplomatiya", "դիվանագիտություն", "დიპლომატია", "diplomasi"],
        ["disaster"] = ["бедствие", "fəlakət", "աղետ", "კატასტროფა", "afet"],
        ["economy"] = ["экономика", "iqtisadiyyat", "տնտեսություն", "ეკონომიკა", "ekonomi"],
        ["election"] = ["выборы", "seçki", "ընտրություն", "არჩევნები", "seçim"],
        ["energy"] = ["энергетика", "enerji", "էներգետիկա", "ენერგეტიკა", "enerji"],
        ["human-rights"] = ["права человека", "insan hüquqları", "մարդու իրավունքներ", "ადამიანის უფლებები", "insan hakları"],
        ["justice"] = ["правосудие", "ədalət mühakiməsi", "արդարադատություն", "მართლმსაჯულება", "yargı"],
        ["protest"] = ["протест", "etiraz", "բողոք", "პროტესტი", "protesto"],
        ["security"] = ["безопасность", "təhlükəsizlik", "անվտանգություն", "უსაფრთხოება", "güvenlik"],
        ["sport"] = ["спорт", "idman", "սպորտ", "სპორტი", "spor"],
        ["transport"] = ["транспорт", "nəqliyyat", "տրանսպորտ", "ტრანსპორტი", "ulaşım"],
    };

    /// <summary>The name of a language; the tag itself if we have none.</summary>
    /// <param name="tag">BCP 47 primary tag of the language that is named.</param>
    /// <param name="language">BCP 47 primary tag of the language in which it is named.</param>
    public static string Language(string tag, string language) => language == "en"
        ? EnglishNames.Language(tag)
        : In(Languages.GetValueOrDefault(tag), language) ?? tag;

    public static string Kind(SourceKind kind, string language) => In(Kinds[kind], language) ?? kind.Name();

    /// <summary>A topic that the operator has added is called by its ID.</summary>
    public static string Topic(string id, string language) => In(Topics.GetValueOrDefault(id), language) ?? id.Replace('-', ' ');

    private static string? In(string[]? row, string language) =>
        row is not null && Array.IndexOf(Columns, language) is >= 0 and var column ? row[column] : null;
}
