using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Server.Publishing.Desk;

namespace FeedHub.Server.Pages.Desk;

/// <summary>A series in the list of all.</summary>
/// <param name="Counts">Briefs by standing; without those of which there are none.</param>
/// <param name="Proposals">How many wait for a decision.</param>
/// <param name="Poll">Null for a series that follows nothing.</param>
public sealed record DeskSeries(Series Series, IReadOnlyDictionary<BriefStanding, int> Counts, int Proposals, PollWords? Poll);
