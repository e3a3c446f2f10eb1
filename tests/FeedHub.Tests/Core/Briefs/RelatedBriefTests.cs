using FeedHub.Core.Briefs;

namespace FeedHub.Tests.Core.Briefs;

/// <summary>What a brief names as related is found among the public briefs when it is shown, not when it is written.</summary>
public class RelatedBriefTests
{
    private static readonly Brief Ferry = Brief("a-ferry", "A ferry across the Caspian", "https://desk.example/2026/a-ferry/");
    private static readonly Brief Road = Brief("a-road", "Who pays for the road?", null);

    [Theory]
    [InlineData(null, "a-ferry")]
    [InlineData(null, "https://desk.example/2026/a-ferry/")]
    [InlineData("Called otherwise there", "http://desk.example/2026/a-ferry")]
    [InlineData("A Ferry  across the Caspian", null)]
    public void A_brief_of_ours_is_found_by_slug_address_or_title_with_its_own_title(string? title, string? target) => Assert.Equal(
        [new RelatedBrief("A ferry across the Caspian", "/series/weekly/a-ferry", true)], Related(new(title, target), Ferry, Road));

    [Fact]
    public void Until_the_other_arrives_its_title_and_link_are_kept()
    {
        Assert.Equal(
            [new RelatedBrief("A bridge", "https://desk.example/a-bridge/", false)],
            Related(new("A bridge", "https://desk.example/a-bridge/"), Road));
        Assert.Equal([new RelatedBrief("Energy Sector", null, false)], Related(new("Energy Sector", null), Road));
        Assert.Equal(
            [new RelatedBrief("https://desk.example/a/", "https://desk.example/a/", false)], Related(new(null, "https://desk.example/a/")));
    }

    [Fact]
    public void A_brief_of_ours_that_is_not_public_is_not_named()
    {
        Assert.Empty(Related(new(null, "a-ferry"), Road));
        Assert.Empty(Related(new("A ferry across the Caspian", "a-ferry"), Road));
    }

    [Fact]
    public void A_translation_is_found_by_the_address_where_it_was_first_published()
    {
        var brief = Road with { Translations = [new("az", "https://desk.example/2026/a-ferry"), new("ka", "https://desk.example/ka/")] };
        Assert.Equal(
            [new("az", "/series/weekly/a-ferry", true), new BriefInLanguage("ka", "https://desk.example/ka/", false)],
            BriefInLanguage.From(brief, "weekly", [Ferry, Road]));
    }

    private static IReadOnlyList<RelatedBrief> Related(RelatedLink link, params Brief[] known) =>
        RelatedBrief.From(Brief("itself", "Itself", null) with { Related = [link] }, "weekly", known);

    private static Brief Brief(string slug, string title, string? url) => new()
    {
        Slug = slug,
        Id = $"tag:hub.example,2026:{slug}",
        Issue = 1,
        Title = title,
        Dek = "",
        Published = default,
        Updated = default,
        Language = "en",
        CanonicalUrl = url,
        Sections = [],
    };
}
