using System.Globalization;
using System.Runtime.CompilerServices;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Server.Configuration.Files;

namespace FeedHub.Server.Publishing.Writing;

/// <summary>The names of new briefs in addresses and files.</summary>
internal sealed class NewBriefNames(BriefCheck check, IBriefStore briefs, IBriefFiles files)
{
    /// <summary>How often a name may be given with a number behind it.</summary>
    private const int MostAlike = 100;
    private const int MaxLength = 90;

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

    /// <summary>The name and, where it is taken, the same with a number, as far as they are free.</summary>
    public async IAsyncEnumerable<string> FreeAsync(
        Series series, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        name = name.Length <= MaxLength ? name : name[..MaxLength].TrimEnd('-');
        for (var number = 1; number <= MostAlike; number++)
        {
            var numbered = number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
            var standing = await files.ReadAsync(series.Slug, numbered, cancellationToken);
            if (await FaultAsync(series, numbered, standing, cancellationToken) is null)
                yield return numbered;
        }
    }

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
