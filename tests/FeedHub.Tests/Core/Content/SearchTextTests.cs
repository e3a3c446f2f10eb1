using FeedHub.Core.Content;

namespace FeedHub.Tests.Core.Content;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Bakı, İrəvan — Тбилиси!", "baki irevan тбилиси")]
    [InlineData("Erdoğan'ın Şuşa'ya ziyareti", "erdogan in susa ya ziyareti")]
    [InlineData("Ещё один самолёт; Йеменский район", "еще один самолет йеменский район")]
    [InlineData("Ինչո՞ւ է գնացել Երևան։", "ինչու է գնացել երևան")]
    [InlineData("საქართველოს „პარლამენტი“", "საქართველოს პარლამენტი")]
    [InlineData("co\u00ADoperation ста\u0301рый", "cooperation старый")]
    [InlineData("1 200 km² – 5½ %", "1 200 km² 5½")]
    [InlineData("a😀b 𐐷𐐨x \uD800y", "a b 𐐷𐐨x y")]
    [InlineData("  ", "")]
    public void Words_are_what_is_typed_for_them_with_one_space_between(string text, string words) =>
        Assert.Equal(words, SearchText.Fold(text));

    [Fact]
    public void What_is_folded_stays_as_it_is()
    {
        var all = string.Concat(Enumerable.Range(1, char.MaxValue).Where(c => !char.IsSurrogate((char)c)).Select(c => (char)c));
        var once = SearchText.Fold(all);
        Assert.Equal(once, SearchText.Fold(once));
    }
}
