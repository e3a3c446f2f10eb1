using FeedHub.Core.Catalog;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Core.Catalog;

public class GazetteerSubjectsTests
{
    private static readonly GazetteerSubjects Shipped = new(ShippedGazetteer.Tagger);

    [Theory]
    [InlineData("Azərbaycan", "AZ")]
    [InlineData("Россия", "RU")]
    [InlineData("Հայաստան", "AM")]
    [InlineData("Иран", "IR")]
    [InlineData("საქართველო", "GE")]
    [InlineData("Türkiye", "TR")]
    [InlineData("azerbaijan", "AZ")]
    [InlineData("Дагестан", "RU-DA")]
    [InlineData("Kazakhstan", "KZ")]
    [InlineData("Казахстан", "KZ")]
    public void A_tag_that_names_a_state_or_region_in_any_language_is_that_region(string tag, string region)
    {
        var found = Shipped.Find([tag, "Uncategorized"], "", "", "en");
        Assert.Equal([region], found.Regions);
        Assert.Empty(found.Topics);
    }

    [Theory]
    [InlineData("Nəqliyyat", "transport")]
    [InlineData("Транспорт", "transport")]
    [InlineData("Energetika", "energetika")]
    [InlineData("Energy security", "energy-security")]
    [InlineData("Şuşa yolu", "susa-yolu")]
    [InlineData("Bakı", "baku")]
    [InlineData("Баку", "baku")]
    public void Any_other_tag_is_a_topic_in_letters_that_an_address_can_have(string tag, string topic) =>
        Assert.Equal([topic], Shipped.Find([tag, "Georgia"], "", "", "und").Topics);

    [Fact]
    public void Where_tags_say_nothing_the_text_does()
    {
        var found = Shipped.Find(
            [], "Who guards the border of Dagestan?",
            "This week’s Brief examines the border between Azerbaijan and Russia in Dagestan, and the Lezgins on both sides of it.", "en");
        Assert.Contains("RU-DA", found.Regions);
        Assert.Contains("AZ", found.Regions);
        Assert.Contains("border", found.Topics);
        Assert.Equal(["GE"], Shipped.Find(["Georgia"], "The border of Dagestan", "Azerbaijan and Russia.", "en").Regions);
    }
}
