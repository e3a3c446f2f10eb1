using FeedHub.Core.Briefs;

namespace FeedHub.Tests.Core.Briefs;

public sealed class BriefIdentitiesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Numbers_follow_the_greatest_given_in_the_order_of_release() => Assert.Equal(
        [("a", 7), ("b", 3), ("c", 8), ("gone-before", null)],
        Numbers([Claim("c", 4), Claim("gone-before", null), Claim("a", 2), Claim("b", 3)], ("b", 3), ("deleted", 6)));

    [Fact]
    public void A_number_that_a_file_names_is_its_own_and_is_passed_over_by_the_others() => Assert.Equal(
        [("a", 1), ("b", 3), ("c", 2), ("d", 4), ("e", 50), ("f", 51)],
        Numbers([Claim("a", 1), Claim("b", 2), Claim("c", 9, 2), Claim("d", 3), Claim("e", 4, 50), Claim("f", 5)]));

    [Fact]
    public void A_brief_that_was_out_keeps_its_number_when_it_is_taken_back() =>
        Assert.Equal([("a", 2)], Numbers([Claim("a", null)], ("a", 2)));

    [Fact]
    public void An_ID_depends_on_no_number()
    {
        var identity = BriefIdentities.From([Claim("a", null)], new Dictionary<string, BriefIdentity>())["a"];
        Assert.Equal(new BriefIdentity("a", "tag:a", null), identity);
    }

    private static BriefClaim Claim(string slug, int? hour, int? issue = null) =>
        new(slug, null, issue, $"tag:{slug}", hour is null ? null : Start.AddHours(hour.Value));

    private static IEnumerable<(string, int?)> Numbers(BriefClaim[] claims, params (string Slug, int Issue)[] given) =>
        BriefIdentities.From(claims, given.ToDictionary(g => g.Slug, g => new BriefIdentity(g.Slug, $"tag:{g.Slug}", g.Issue)))
            .Values.Select(i => (i.Slug, i.Issue)).OrderBy(i => i.Slug, StringComparer.Ordinal);
}
