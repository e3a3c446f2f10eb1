namespace FeedHub.Core.Alerts;

/// <summary>What is kept of an alert, besides what its view declares.</summary>
public sealed record AlertState
{
    public required string Id { get; init; }
    /// <summary>The ID of its view.</summary>
    public required string View { get; init; }
    /// <summary>Whether its view was saved, and not declared in a file.</summary>
    public required bool IsSaved { get; init; }
    public required AlertStanding Standing { get; init; }
    /// <summary>The last change of which it is known whether it is to be told.</summary>
    public required long Number { get; init; }
    /// <summary>When to tell next.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary><see cref="Views.Alert.Receiver"/>.</summary>
    public required string Receiver { get; init; }
    /// <summary>The secret part of the address at which its reader confirms and unsubscribes.</summary>
    public required string Token { get; init; }

    /// <summary>The queue of its deliveries.</summary>
    public string Queue => QueueOf(Id);

    public static string QueueOf(string id) => QueuePrefix + id;

    public const string QueuePrefix = "alert/";
}
