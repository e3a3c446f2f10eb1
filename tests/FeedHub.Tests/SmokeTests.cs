using FeedHub.Core.Sources.Settings;

namespace FeedHub.Tests;

public class SmokeTests
{
    [Fact]
    public void Every_kind_of_source_has_a_word_of_its_own() =>
        Assert.Equal(Enum.GetValues<SourceKind>().Length, SourceKindNames.AllKinds.Distinct().Count());
}
