using FeedHub.Server.Rendering;

namespace FeedHub.Tests.Server.Rendering;

public class ContentCodingTests
{
    [Theory]
    [InlineData(null, ContentCoding.Identity)]
    [InlineData("", ContentCoding.Identity)]
    [InlineData("gzip", ContentCoding.Gzip)]
    [InlineData("x-gzip", ContentCoding.Gzip)]
    [InlineData("GZIP, Deflate", ContentCoding.Gzip)]
    [InlineData("br", ContentCoding.Brotli)]
    [InlineData("gzip, deflate, br, zstd", ContentCoding.Brotli)]
    [InlineData("br;q=0, gzip", ContentCoding.Gzip)]
    [InlineData("br;q=0.0, gzip;q=0", ContentCoding.Identity)]
    [InlineData("br;q=0.5, gzip;q=0.8", ContentCoding.Gzip)]
    [InlineData("gzip;q=0.001", ContentCoding.Gzip)]
    [InlineData("*", ContentCoding.Brotli)]
    [InlineData("*;q=0", ContentCoding.Identity)]
    [InlineData("br;q=0, *", ContentCoding.Gzip)]
    [InlineData("identity", ContentCoding.Identity)]
    [InlineData("identity;q=1, br;q=0.5", ContentCoding.Identity)]
    [InlineData("identity;q=0.5, gzip;q=0.5", ContentCoding.Gzip)]
    [InlineData("identity;q=0, br", ContentCoding.Brotli)]
    [InlineData("zstd, deflate", ContentCoding.Identity)]
    [InlineData(";;;=,q", ContentCoding.Identity)]
    [InlineData("brotli", ContentCoding.Identity)]
    public void The_coding_follows_the_clients_wish(string? acceptEncoding, ContentCoding expected) =>
        Assert.Equal(expected, ContentCodings.Choose(acceptEncoding));
}
