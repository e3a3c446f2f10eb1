using FeedHub.Origin;

namespace FeedHub.Tests.Server.Publishing;

/// <summary>Posts of an institute in the shape of the series, written with one tool or the other.</summary>
public static class InstitutePosts
{
    public const string Picture = "/wp-content/uploads/drawing.png";

    /// <summary>A PNG of one pixel.</summary>
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    public static readonly DateTimeOffset First = new(2025, 9, 22, 4, 0, 0, TimeSpan.Zero);

    public static WordPressPostText Post(int n) =>
        new(1000 + n, $"question-{n}", $"Question {n}: who pays?", n % 2 == 0 ? Gutenberg(n) : Elementor(n), First.AddDays(7 * n))
        {
            Author = n % 3 == 0 ? "Leyla Testova" : "The desk",
            Tags = ["Azerbaijan", "Transport"],
            Picture = n % 4 == 0 ? Picture : null,
            Elementor = n % 2 == 1,
        };

    public static string Dek(int n) => $"This week’s Brief examines who pays for road {n} and who drives on it.";

    /// <summary>The Markdown that must come of either.</summary>
    public static string Markdown(int n) => $"""
        ## Leading this week

        Road {n} was opened on Monday; it has **two lanes** & no lights.

        ## What we are watching

        ### The toll

        It is {n} manat now.

        Next year it may be more.

        ### Ice

        There is none on road {n} yet.

        ## Why the world should care

        Goods of {n} countries take this road.

        """.ReplaceLineEndings("\n");

    private static string Gutenberg(int n) => $"""
        <h2 class="wp-block-heading">Leading this week</h2>
        <p>This week&#8217;s Brief examines who pays for road {n} and who drives on it.</p>
        <p>Road {n} was opened on Monday; it has <strong>two lanes</strong> &amp; no lights.</p>
        <h2 class="wp-block-heading">What we are watching</h2>
        <p><strong>The toll:</strong> It is {n} manat now.</p>
        <p>Next year it may be more.</p>
        <ul class="wp-block-list"><li><strong>Ice</strong> – There is none on road {n} yet.</li></ul>
        <h2 class="wp-block-heading">Why the world should care</h2>
        <p>Goods of {n} countries take this road.</p>
        <h4>Share the Post:</h4><div class="share-buttons"><a href="https://x.com/intent">X</a></div>
        <h2>Related Posts</h2>
        <h3><a href="/question-{n - 1}/">Question {n - 1}: who pays?</a></h3><p>Leading this week This week&#8217;s Brief examines road {n - 1} [&hellip;]</p>
        """;

    private static string Elementor(int n) => $"""
        <div data-elementor-type="wp-post" class="elementor elementor-{n}"><section class="elementor-section">
        {Heading("Leading this week")}
        {Text($"<p>This week’s Brief examines who pays for road {n} and who drives on it.</p><p>Road {n} was opened on Monday; it has <b>two lanes</b> &amp; no lights.</p>")}
        {Heading("What we are watching")}
        {Heading("The toll")}
        {Text($"<p>It is {n} manat now.</p><p>Next year it may be more.</p>")}
        {Heading("Ice")}
        {Text($"<p>There is none on road {n} yet.</p>")}
        {Heading("WHY THE WORLD SHOULD CARE")}
        {Text($"<p>Goods of {n} countries take this road.</p>")}
        {Heading("Share the Post:")}
        <div class="elementor-widget elementor-widget-share-buttons"><div>Facebook</div></div>
        {Heading("Related Posts")}
        <div class="elementor-widget elementor-widget-posts"><article class="elementor-post"><h3><a href="/question-{n - 1}/">Question {n - 1}: who pays?</a></h3><p>Leading this week This week’s</p></article></div>
        </section></div>
        """;

    private static string Heading(string text) =>
        $"""<div class="elementor-element elementor-widget elementor-widget-heading"><div class="elementor-widget-container"><h2 class="elementor-heading-title">{text}</h2></div></div>""";

    private static string Text(string html) =>
        $"""<div class="elementor-element elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container">{html}</div></div>""";
}
