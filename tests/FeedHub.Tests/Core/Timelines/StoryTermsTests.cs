using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Core.Timelines;

public class StoryTermsTests
{
    [Theory]
    [InlineData("state", "state")]
    [InlineData("state state", "state")]
    [InlineData("state press", "")]
    [InlineData("state ?", "")]
    [InlineData("?", "")]
    [InlineData("", "")]
    public void A_kind_tells_alone_only_what_every_outlet_is_known_to_be(string kinds, string only)
    {
        Report[] reports = [.. kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((kind, i) => new Report(
            TemporaryStorage.Entry($"s{i}", "1"),
            new Source
            {
                Id = new SourceId($"s{i}"),
                Title = "A source",
                Url = "https://a.example/feed",
                Kind = SourceKindNames.TryParseKind(kind, out var known) ? known : null,
            }))];
        var terms = StoryTerms.Of(reports, tagger: null);
        Assert.Equal(only, string.Join(',', terms.Where(t => t.Field == StoryTerm.Only).Select(t => t.Value)));
        Assert.Equal(reports.Length, terms.Count(t => t.Field == StoryTerm.Outlets));
    }
}
