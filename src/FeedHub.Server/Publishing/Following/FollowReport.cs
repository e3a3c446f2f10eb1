using FeedHub.Core.Sources;
using FeedHub.Server.Publishing.Import;

namespace FeedHub.Server.Publishing.Following;

/// <summary>The result of one poll of what a series follows.</summary>
internal sealed class FollowReport
{
    public required string Series { get; init; }
    /// <summary>The answer from the address that is followed.</summary>
    public FetchResult? Result { get; set; }
    /// <summary>Slugs of briefs.</summary>
    public List<string> New { get; } = [];
    public List<string> Changed { get; } = [];
    public int Unchanged { get; set; }
    /// <summary>Briefs with a proposal that editors must decide on.</summary>
    public List<string> Proposed { get; } = [];
    /// <summary>Briefs whose posts are absent, for the first time or again, and that were not withdrawn because of it.</summary>
    public List<string> Gone { get; } = [];
    /// <summary>Briefs that were withdrawn because their posts are no longer public.</summary>
    public List<string> Withdrawn { get; } = [];
    /// <summary>Withdrawn briefs that are public again because their posts are.</summary>
    public List<string> Restored { get; } = [];
    public List<FollowFault> Failed { get; } = [];
    /// <summary>What had to be passed over in answers that were read all the same, such as a notice of PHP.</summary>
    public List<FollowFault> Notes { get; } = [];

    public bool HasWritten => New.Count + Changed.Count + Withdrawn.Count + Restored.Count > 0;

    public void Add(string url, ImportOutcome outcome)
    {
        switch (outcome.Result)
        {
            case ImportResult.New:
                New.Add(outcome.Slug!);
                break;
            case ImportResult.Changed:
                Changed.Add(outcome.Slug!);
                break;
            case ImportResult.Proposed:
                Proposed.Add(outcome.Slug!);
                break;
            case ImportResult.Unchanged:
                Unchanged++;
                break;
            default:
                Failed.Add(new(url, outcome.Detail));
                break;
        }
        Failed.AddRange(outcome.Notes.Select(n => new FollowFault(url, n)));
        Notes.AddRange(outcome.PassedOver.Select(n => new FollowFault(url, n)));
    }
}
