namespace FeedHub.Core.Push;

/// <summary>A mail to one reader.</summary>
public sealed record OutgoingMail
{
    /// <summary>The Message-ID without angle brackets, such as <c>id@host</c>; the same whenever this mail is tried again.</summary>
    public required string MessageId { get; init; }
    /// <summary>The address alone, without a name.</summary>
    public required string To { get; init; }
    /// <summary>Any text; what would end its line becomes a space.</summary>
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }
    public required DateTimeOffset Date { get; init; }
    /// <summary>BCP 47 tag.</summary>
    public string? Language { get; init; }
    /// <summary>The https address that ends the subscription by one POST (RFC 8058); null if there is no subscription.</summary>
    public string? Unsubscribe { get; init; }
}
