using System.Text.Json;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Formats.RoundTrip;

public class RoundTripTests
{
    private const int Documents = 1000;

    /// <summary>A line a value, so that a difference shows what differs.</summary>
    private static readonly JsonSerializerOptions Lines = new(CaseTests.Options) { WriteIndented = true };

    public static TheoryData<FeedFormat> Formats => [.. FeedFormats.All];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_written_reads_back_as_the_same_document_but_for_what_the_format_cannot_say(FeedFormat format)
    {
        var readable = Said.In.TryGetValue(format, out var said);
        for (var seed = 0; seed < Documents; seed++)
        {
            var document = new GeneratedDocument(seed).Make();
            var reading = FeedReader.Read(format.Write(document), new FeedOrigin());
            // A format that is written only is taken for none of those that are read.
            if (readable) Assert.Equal(Text(said!(document)), Text(Assert.IsType<FeedReading.Readable>(reading).Document));
            else Assert.IsType<FeedReading.Unreadable>(reading);
        }
    }

    private static string Text(FeedDocument document) => JsonSerializer.Serialize(document, Lines);
}
