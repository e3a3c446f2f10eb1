using System.ServiceModel.Syndication;
using System.Xml;

namespace FeedHub.Benchmarks.Reading;

/// <summary>
/// Reads a feed with System.ServiceModel.Syndication and touches every field, since the library defers part of the work until then.
/// </summary>
internal static class SyndicationReader
{
    private const string ContentModule = "http://purl.org/rss/1.0/modules/content/";

    /// <summary>Returns the number of items; <paramref name="touched"/> increases, so that no field can be optimised away.</summary>
    public static int Read(byte[] feed, ref long touched)
    {
        using var reader = XmlReader.Create(new MemoryStream(feed));
        var document = SyndicationFeed.Load(reader);
        touched += Length(document.Title) + Length(document.Description) + document.Links.Count + document.LastUpdatedTime.Second
            + (document.Language?.Length ?? 0);
        var items = 0;
        foreach (var item in document.Items)
        {
            items++;
            touched += Length(item.Title) + Length(item.Summary) + Length(item.Content as TextSyndicationContent) + item.Id.Length
                + item.PublishDate.Second + item.LastUpdatedTime.Second
                + item.Links.Sum(link => link.Uri.OriginalString.Length)
                + item.Authors.Sum(author => (author.Name?.Length ?? 0) + (author.Email?.Length ?? 0))
                + item.Categories.Sum(category => category.Name.Length)
                + item.ElementExtensions.ReadElementExtensions<string>("encoded", ContentModule).Sum(text => text.Length)
                + item.ElementExtensions.ReadElementExtensions<string>("creator", "http://purl.org/dc/elements/1.1/")
                    .Sum(text => text.Length);
        }

        return items;
    }

    private static int Length(TextSyndicationContent? text) => text?.Text?.Length ?? 0;
}
