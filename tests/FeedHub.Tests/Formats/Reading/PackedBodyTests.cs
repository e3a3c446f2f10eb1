using System.IO.Compression;
using System.Text;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Tests.Formats.Reading;

/// <summary>Documents that were sent compressed though nothing said so, such as a file named <c>feed.xml.gz</c>.</summary>
public class PackedBodyTests
{
    private const string Rss = "<rss version='2.0'><channel><title>T</title><item><title>Packed</title></item></channel></rss>";
    private const string Json =
        """{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "title": "Packed"}]}""";

    [Theory]
    [InlineData("gzip", Rss)]
    [InlineData("gzip", Json)]
    [InlineData("zlib", Rss)]
    [InlineData("zlib", Json)]
    public void A_compressed_feed_is_unpacked_and_told(string kind, string feed)
    {
        foreach (var level in Enum.GetValues<CompressionLevel>())
        {
            var document = Assert.IsType<FeedReading.Readable>(Read(Pack(kind, Encoding.UTF8.GetBytes(feed), level))).Document;
            Assert.Equal("Packed", Assert.Single(document.Items).Title!.Value);
            Assert.Equal($"the document was compressed with {kind}, which the server did not say", document.Notes[0].Message);
        }
    }

    [Fact]
    public void Windows_1251_in_gzip_is_read_by_its_own_declaration()
    {
        var feed = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(
            "<?xml version='1.0' encoding='windows-1251'?><rss version='2.0'><channel><title>Новости</title></channel></rss>");
        Assert.Equal("Новости", Assert.IsType<FeedReading.Readable>(Read(Pack("gzip", feed))).Document.Title!.Value);
    }

    [Theory]
    [InlineData("gzip", "<html><title>Sorry</title></html>", "data compressed with gzip; in it, an HTML page titled “Sorry”, not a feed")]
    [InlineData("zlib", "%PDF-1.7", "data compressed with zlib; in it, a PDF, not a feed")]
    [InlineData("gzip", " ", "data compressed with gzip; in it, the body is blank")]
    public void What_else_is_in_it_is_named(string kind, string content, string reason) =>
        Assert.Equal(reason, Assert.IsType<FeedReading.Unreadable>(Read(Pack(kind, Encoding.UTF8.GetBytes(content)))).Reason);

    [Fact]
    public void It_is_unpacked_once() => Assert.Equal(
        "data compressed with gzip twice, not a feed",
        Assert.IsType<FeedReading.Unreadable>(Read(Pack("gzip", Pack("gzip", Encoding.UTF8.GetBytes(Rss))))).Reason);

    [Fact]
    public void What_was_made_to_fill_memory_is_given_up()
    {
        var bomb = Pack("gzip", new byte[200 << 20]);
        Assert.Equal(
            "data compressed with gzip that unpacks to more than 10 MiB, not a feed",
            Assert.IsType<FeedReading.Unreadable>(Read(bomb)).Reason);
        Assert.Equal(
            "data compressed with gzip that unpacks to more than 100 times its size, not a feed",
            Assert.IsType<FeedReading.Unreadable>(Read(Pack("gzip", new byte[3 << 20]))).Reason);
    }

    [Fact]
    public void More_is_unpacked_where_more_is_allowed()
    {
        var random = new Random(1);
        var feed = new StringBuilder("<rss version='2.0'><channel><title>T</title>");
        while (feed.Length < 12 << 20)
            feed.Append("<item><title>").Append(random.Next()).Append("</title></item>");
        var body = Pack("gzip", Encoding.UTF8.GetBytes(feed.Append("</channel></rss>").ToString()));
        Assert.IsType<FeedReading.Unreadable>(Read(body));
        Assert.IsType<FeedReading.Readable>(FeedReader.Read(body, new FeedOrigin(MaxBytes: 20 << 20)));
    }

    [Fact]
    public void No_damage_throws()
    {
        var whole = Pack("gzip", Encoding.UTF8.GetBytes(Rss));
        var random = new Random(22);
        for (var round = 0; round < 2000; round++)
        {
            var body = whole[..random.Next(whole.Length + 1)];
            if (body.Length > 4)
                body[random.Next(3, body.Length)] ^= (byte)random.Next(256);
            Read(body);
        }
    }

    private static FeedReading Read(byte[] body) => FeedReader.Read(body, new FeedOrigin("application/x-gzip"));

    private static byte[] Pack(string kind, byte[] content, CompressionLevel level = CompressionLevel.SmallestSize)
    {
        using var packed = new MemoryStream();
        using (Stream stream = kind == "gzip" ? new GZipStream(packed, level, true) : new ZLibStream(packed, level, true))
            stream.Write(content);
        return packed.ToArray();
    }
}
