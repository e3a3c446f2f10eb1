using System.Text;
using System.Text.Json;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs.Feeds;

/// <summary>A brief as search engines and fact checkers read it: an <c>AnalysisNewsArticle</c> of schema.org, in JSON-LD.</summary>
public static class BriefStructuredData
{
    /// <summary>The object, with every character escaped that could end the surrounding element.</summary>
    public static string From(BriefSelection selection, Brief brief, SiteAddress address)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, selection, brief, address);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, BriefSelection selection, Brief brief, SiteAddress address)
    {
        var series = selection.Series;
        var page = address.Absolute(BriefAddresses.Brief(series.Slug, brief.Slug));
        json.WriteStartObject();
        json.WriteString("@context", "https://schema.org");
        json.WriteString("@type", "AnalysisNewsArticle");
        json.WriteString("@id", brief.Id);
        json.WriteString("headline", brief.Title);
        json.WriteString("description", brief.Dek);
        json.WriteString("url", page);
        json.WriteString("mainEntityOfPage", brief.CanonicalUrl ?? page);
        json.WriteString("inLanguage", brief.Language);
        json.WriteString("datePublished", brief.Released);
        json.WriteString("dateModified", brief.Updated);
        WriteEach(json, "author", brief.Authors.Where(a => a.Name is not null), a => WriteNamed(json, "Person", a.Name!, a.Uri));
        json.WritePropertyName("publisher");
        WriteNamed(json, "Organization", series.Publisher, series.Home);
        json.WritePropertyName("isPartOf");
        WriteNamed(json, "Periodical", series.Title, address.Absolute(BriefAddresses.Series(series.Slug)));
        WriteText(json, "license", series.Licence);
        WriteText(json, "copyrightNotice", series.Rights);
        WriteText(json, "isBasedOn", brief.Provenance?.Url);
        if (brief.Image is { } image)
        {
            json.WriteStartObject("image");
            json.WriteString("@type", "ImageObject");
            json.WriteString("url", address.Absolute(BriefAddresses.Image(series.Slug, image)));
            json.WriteString("caption", image.Alt);
            WriteText(json, "creditText", image.Credit);
            WriteText(json, "license", image.Licence);
            WriteText(json, "copyrightNotice", image.Rights);
            json.WriteEndObject();
        }
        WriteEach(json, "keywords", brief.Topics, json.WriteStringValue);
        WriteEach(json, "contentLocation", brief.Regions, r => WriteNamed(json, "Place", BriefRegion.Name(r), null));
        WriteEach(
            json, "workTranslation", BriefInLanguage.From(brief, series.Slug, selection.Siblings), t => WriteTranslation(json, t, address));
        WriteEach(json, "correction", brief.Corrections, c => WriteCorrection(json, c));
        json.WriteEndObject();
    }

    private static void WriteTranslation(Utf8JsonWriter json, BriefInLanguage translation, SiteAddress address)
    {
        json.WriteStartObject();
        json.WriteString("@type", "AnalysisNewsArticle");
        json.WriteString("url", translation.AbsoluteUrl(address));
        json.WriteString("inLanguage", translation.Language);
        json.WriteEndObject();
    }

    private static void WriteCorrection(Utf8JsonWriter json, BriefCorrection correction)
    {
        json.WriteStartObject();
        json.WriteString("@type", "CorrectionComment");
        json.WriteString("datePublished", correction.At);
        json.WriteString("text", correction.Note);
        json.WriteEndObject();
    }

    private static void WriteNamed(Utf8JsonWriter json, string type, string name, string? url)
    {
        json.WriteStartObject();
        json.WriteString("@type", type);
        json.WriteString("name", name);
        WriteText(json, "url", url);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteEach<T>(Utf8JsonWriter json, string name, IEnumerable<T> values, Action<T> write)
    {
        var all = values.ToList();
        if (all.Count == 0)
        {
            return;
        }
        json.WriteStartArray(name);
        all.ForEach(write);
        json.WriteEndArray();
    }
}
