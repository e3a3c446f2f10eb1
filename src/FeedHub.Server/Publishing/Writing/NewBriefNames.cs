using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Server.Configuration.Files;

namespace FeedHub.Server.Publishing.Writing;

/// <summary>The names of new briefs in addresses and files.</summary>
internal sealed class NewBriefNames(BriefCheck check, IBriefStore briefs)
{
    /// <summary>Stands in for a name while a text has none.</summary>
    public const string None = "brief";

    /// <summary>The name that an editor chose, else one made from the title; empty while the text has mistakes or no title.</summary>
    public string For(Series series, string chosen, string text) =>
        chosen.Trim() is { Length: > 0 } name ? name
        // As a draft, which needs no date.
        : BriefFile.HasFront(text)
            && check.Read(series, None, BriefFile.WithStatus(text, BriefStatus.Draft)).Draft?.Brief.Title is { } title
            ? ImportSlug.From(null, null, title)
        : "";

    /// <summary>Why a new brief cannot have this name, in a sentence; or null.</summary>
    /// <param name="standing">The files of that name.</param>
    public async Task<string?> FaultAsync(Series series, string name, StandingFiles standing, CancellationToken cancellationToken)
    {
        if (Values.Slug(name).Wrong is { } wrong)
        {
            return $"The name in the address: {wrong}. Nothing was saved.";
        }
        if (standing.InForce is not null)
        {
            return $"There is already a brief called “{name}” in this series. Choose another name; nothing was saved.";
        }
        return (await briefs.KnownAsync(series.Slug, cancellationToken)).ContainsKey(name)
            ? $"An earlier brief was called “{name}”, and readers would take this one for it. Choose another name; nothing was saved."
            : null;
    }
}
