using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Server.Configuration;

/// <summary>The tagger of the gazetteer in force; built again when the files declare another.</summary>
internal sealed class CurrentTagger(CurrentCatalog catalog)
{
    private Tagger? tagger;

    public Tagger Value
    {
        get
        {
            var contents = catalog.Value.Gazetteer;
            return tagger is { } made && made.Contents.Version == contents.Version ? made : tagger = new Tagger(contents);
        }
    }
}
