namespace FeedHub.Core.Views;

/// <summary>A query with a name: a timeline with a page, feeds and alerts of its own.</summary>
public sealed record View
{
    public const int MaxTitleChars = 200;
    public const int MaxDescriptionChars = 1000;
    public const int MaxAlerts = 10;

    /// <summary>Its name in addresses: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    /// <summary>
    /// What it asks for, as the address of the timeline has it: in canonical spelling, such as “?region=AZ&amp;topic=energy”.
    /// </summary>
    public required string Query { get; init; }
    public IReadOnlyList<Alert> Alerts { get; init; } = [];
    /// <summary>By whom and when it was saved; null for a view that a file declares.</summary>
    public SavedBy? Saved { get; init; }

    /// <summary>Whether lists show it to everybody who may read the timeline. Whoever knows its address may read it in any case.</summary>
    public bool IsShared => Saved is null or { IsShared: true };
}

/// <summary>By whom and when a view was saved.</summary>
/// <param name="Owner">The name of the key, or the key's ID if it has none: who has another key of that name owns the view too.</param>
/// <param name="IsShared">Whether lists show it to others.</param>
public sealed record SavedBy(string Owner, bool IsShared, DateTimeOffset Created, DateTimeOffset Updated);
