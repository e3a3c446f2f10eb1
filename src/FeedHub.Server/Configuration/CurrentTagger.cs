using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Server.Configuration;

/// <summary>The tagger of the gazetteer in force; built again when the files declare another.</summary>
internal sealed class CurrentTagger(CurrentCatalog catalog)
{
    private readonly Lock building = new();
    private Tagger? tagger;

    /// <summary>The same for all who ask at one time: it takes a second to build, and much memory.</summary>
    public Tagger Value
    {
        get
        {
            lock (building)
            {
                var contents = catalog.Value.Gazetteer;
                return tagger is { } made && made.Contents.Version == contents.Version ? made : tagger = new Tagger(contents);
            }
        }
    }
}
