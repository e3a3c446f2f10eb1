using System.Text.Json;
using FeedHub.Formats;

namespace FeedHub.Tests.Formats.RoundTrip;

public class RoundTripTests
{
    private const int Documents = 1000;

    /// <summary>A line a value, so that a difference shows what differs.</summary>
    private static readonly JsonSerializerOptions Lines = new(CaseTests.Options) { WriteIndented = true };

    [Theory]
    [InlineData(FeedFamily.Rss)]
    [InlineData(FeedFamily.Atom)]
    [InlineData(FeedFamily.Json)]
    public void What_is_written_reads_back_as_the_same_document_but_for_what_the_format_cannot_say(FeedFamily family)
    {
        for (var seed = 0; seed < Documents; seed++)
        {
            var document = new GeneratedDocument(seed).Make();
            var reading = Assert.IsType<FeedReading.Readable>(FeedReader.Read(FeedWriter.Write(document, family), new FeedOrigin()));
            Assert.Equal(Text(Said.In(document, family)), Text(reading.Document));
        }
    }

    private static string Text(FeedDocument document) => JsonSerializer.Serialize(document, Lines);
}
