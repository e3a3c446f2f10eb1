using FeedHub.Core.Briefs;
using FeedHub.Formats;

namespace FeedHub.Tests.Core.Briefs;

public class BriefFacetTests
{
    [Theory]
    [InlineData("Əliyeva, Günay", "eliyeva-gunay")]
    [InlineData("günay əliyeva", "gunay-eliyeva")]
    [InlineData("Ilqar Ağayev", "ilqar-agayev")]
    [InlineData("Işıl Yıldız", "isil-yildiz")]
    [InlineData("Ольга Петрова", "olga-petrova")]
    [InlineData("Łukasz Ørsted", "lukasz-orsted")]
    [InlineData("Leyla Əliyeva-Məmmədova", "leyla-eliyeva-memmedova")]
    [InlineData("Plain Name", "plain-name")]
    [InlineData("O'Neil", "o-neil")]
    [InlineData("O’Neil", "o-neil")]
    [InlineData("Gu\u0308nay", "gunay")]
    [InlineData("Юлия Объедкова", "yuliya-obedkova")]
    public void The_address_of_an_author_keeps_every_letter(string name, string value) => Assert.Equal(value, Author(name).Value);

    [Theory]
    [InlineData("Արամ Մանուկյան")]
    [InlineData("ნინო ბერიძე")]
    [InlineData("Ольга Петрова")]
    [InlineData("علی رضا")]
    public void The_address_of_an_author_in_any_script_is_letters_digits_and_hyphens(string name) =>
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", Author(name).Value);

    [Theory]
    [InlineData("Əliyeva, Günay", "liyeva-gunay")]
    [InlineData("Ольга Петрова", "ольга петрова")]
    public void An_author_is_still_found_at_the_former_address(string name, string former)
    {
        var facet = BriefFacet.Find([By(name)], "authors", former);
        Assert.Equal(Author(name), facet);
        Assert.Null(BriefFacet.Find([By("Somebody Else")], "authors", former));
    }

    [Fact]
    public void A_present_address_goes_before_the_former_one_of_another_author() =>
        Assert.Equal("Liyeva Gunay", BriefFacet.Find([By("Əliyeva, Günay"), By("Liyeva Gunay")], "authors", "liyeva-gunay")!.Name);

    private static BriefFacet Author(string name) => BriefFacet.From(By(name)).Single(f => f.Kind == BriefFacetKind.Author);

    private static Brief By(string name) => new()
    {
        Slug = "first",
        Id = "tag:hub.example,2026:first",
        Issue = 1,
        Title = "Title",
        Dek = "Dek",
        Published = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
        Authors = [new FeedPerson(name)],
        Language = "en",
        Sections = [],
    };
}
