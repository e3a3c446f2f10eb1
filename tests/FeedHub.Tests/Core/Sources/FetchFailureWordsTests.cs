using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Tests.Core.Sources;

public class FetchFailureWordsTests
{
    [Fact]
    public void Every_failure_has_a_word_of_its_own() =>
        Assert.Equal(Enum.GetValues<FetchFailure>().Length, Enum.GetValues<FetchFailure>().Select(f => f.Name()).Distinct().Count());
}
