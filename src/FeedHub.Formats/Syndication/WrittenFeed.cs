using System.ServiceModel.Syndication;
using System.Xml;

namespace FeedHub.Formats.Syndication;

/// <summary>A feed in the library's model that writes itself what the library would get wrong.</summary>
internal sealed class WrittenFeed(Action<FeedXmlWriter> writeRest) : SyndicationFeed
{
    protected override void WriteElementExtensions(XmlWriter writer, string version) => writeRest((FeedXmlWriter)writer);
}

/// <summary>An item in the library's model that writes itself what the library would get wrong.</summary>
internal sealed class WrittenItem(Action<FeedXmlWriter> writeRest, string? language = null) : SyndicationItem
{
    protected override void WriteAttributeExtensions(XmlWriter writer, string version) => ((FeedXmlWriter)writer).WriteLanguage(language);

    protected override void WriteElementExtensions(XmlWriter writer, string version) => writeRest((FeedXmlWriter)writer);
}
