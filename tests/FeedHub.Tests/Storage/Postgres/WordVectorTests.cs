using FeedHub.Storage.Postgres;

namespace FeedHub.Tests.Storage.Postgres;

public class WordVectorTests
{
    [Fact]
    public void Words_stand_with_their_positions_and_facets_without() => Assert.Equal(
        "'§lang·az' 'a':1A,6B 'bridge':2A 'harbour':4A,7B",
        WordVector.From(["§lang·az"], "a bridge § harbour", "a harbour"));

    [Fact]
    public void No_text_makes_an_empty_vector() => Assert.Equal("", WordVector.From([], "", ""));
}
