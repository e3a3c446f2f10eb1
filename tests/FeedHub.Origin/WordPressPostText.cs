namespace FeedHub.Origin;

/// <summary>A post as written by its editor.</summary>
public sealed record WordPressPostText(int Number, string Slug, string Title, string Content, DateTimeOffset Published)
{
    public DateTimeOffset Modified { get; init; } = Published;
    public string Author { get; init; } = "Desk";
    /// <summary>What its editor wrote as the excerpt, as HTML; without it, WordPress makes one of the first words.</summary>
    public string? Excerpt { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>Path of its picture on the origin, or null.</summary>
    public string? Picture { get; init; }
    /// <summary>
    /// <c>publish</c>, <c>draft</c>, <c>private</c>, <c>future</c> or <c>trash</c>: all but the first are in no list, and the API refuses
    /// them.
    /// </summary>
    public string Status { get; init; } = "publish";
    /// <summary>True when it can be read with a password only.</summary>
    public bool Protected { get; init; }
    /// <summary>What WordPress gives in place of a protected text.</summary>
    public string Shown => !Protected ? Content : """
        <form action="/wp-login.php?action=postpass" class="post-password-form" method="post"><p>This content is password protected. To view it
        please enter your password below:</p><p><label>Password: <input name="post_password" type="password"></label></p></form>
        """;
    /// <summary>As Polylang gives it; null where there is one language only.</summary>
    public string? Language { get; init; }
    /// <summary>Numbers of the same post in other languages, as Polylang gives them.</summary>
    public IReadOnlyDictionary<string, int> Translations { get; init; } = new Dictionary<string, int>();
    /// <summary>True when its page is built with Elementor, not Gutenberg.</summary>
    public bool Elementor { get; init; }
}
