namespace FeedHub.Server.Publishing.Drafting;

/// <summary>What became of a draft that was to be sent to WordPress.</summary>
internal abstract record PostSending
{
    private PostSending()
    {
    }

    /// <summary>WordPress has it.</summary>
    /// <param name="EditAddress">Where an editor finishes it.</param>
    public sealed record Sent(SentPost Post, string EditAddress) : PostSending;

    /// <summary>It cannot be sent before somebody changes what the message says.</summary>
    public sealed record Refused(string Message) : PostSending;

    /// <summary>Its name is taken, there or here.</summary>
    /// <param name="EditAddress">Where an editor finishes the post that has the name; null if a brief here has it.</param>
    public sealed record Taken(string Message, string? EditAddress) : PostSending;

    /// <summary>WordPress did not take it, as far as is known.</summary>
    public sealed record Failed(string Message) : PostSending;
}

/// <summary>A draft as a post in WordPress.</summary>
/// <param name="Number">Its number there.</param>
/// <param name="Slug">The name that it got in addresses.</param>
/// <param name="Link">Its address there, at which nobody sees it yet.</param>
/// <param name="Guid">By which following knows it again.</param>
internal sealed record SentPost(long Number, string Slug, string Link, string? Guid);
