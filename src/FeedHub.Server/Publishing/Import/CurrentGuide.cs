using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Catalog;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing.Import;

/// <summary>What the configuration in force tells the readers of posts.</summary>
internal sealed class CurrentGuide(CurrentCatalog catalog, CurrentTagger tagger)
{
    private (Tagger Tagger, GazetteerSubjects Subjects)? made;

    public ImportGuide Value
    {
        get
        {
            var current = tagger.Value;
            var subjects = made is { } before && before.Tagger == current ? before.Subjects : new GazetteerSubjects(current);
            made = (current, subjects);
            return new() { Headings = catalog.Value.Headings, Subjects = subjects };
        }
    }
}
