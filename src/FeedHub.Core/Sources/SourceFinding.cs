namespace FeedHub.Core.Sources;

/// <summary>What <c>feedhub sources verify</c> found when it tried a source.</summary>
public sealed record SourceFinding
{
    public required SourceId Id { get; init; }
    /// <summary>The feed's address in the operator's file; if the file names another one later, the finding no longer counts.</summary>
    public required string Asked { get; init; }
    /// <summary>The day of the try, UTC.</summary>
    public required DateOnly Tried { get; init; }
    /// <summary>Where a feed was found: <see cref="Asked"/>, a fallback or a discovered address; null if none was.</summary>
    public string? Address { get; init; }
    /// <summary>Why no feed was found, in words; null if one was.</summary>
    public string? Why { get; init; }
    /// <summary>Such as <c>RSS 2.0</c>.</summary>
    public string? Format { get; init; }
    /// <summary>BCP 47 tag guessed from the titles; <c>und</c> if they do not show it.</summary>
    public string? Language { get; init; }
    /// <summary>By the dates in the document; null if too few items are dated.</summary>
    public double? ItemsAWeek { get; init; }
    /// <summary>The date of the newest item; null if none is dated.</summary>
    public DateTimeOffset? Newest { get; init; }
    /// <summary>The operator asked to poll the source if it works.</summary>
    public bool Enables { get; init; }

    public bool Works => Address is not null;

    /// <summary>
    /// The source with what was found. Its file comes first: a finding never changes what a source with <c>verified</c> says, and never
    /// the address of a source that the file enables.
    /// </summary>
    public Source AppliedTo(Source source)
    {
        if (source.Verified is not null || source.Url != Asked)
            return source;
        var tried = source with { Tried = Tried };
        if (Address is not { } address || (source.Enabled && address != source.Url))
            return tried;
        return source.Enabled || !Enables
            ? tried with { Verified = Tried }
            : SourceAddress.At(tried, address) with { Verified = Tried, Enabled = true, EnabledByVerification = true };
    }
}
