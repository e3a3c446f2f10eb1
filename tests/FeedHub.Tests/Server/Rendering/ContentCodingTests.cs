using FeedHub.Server.Rendering.Http;

namespace FeedHub.Tests.Server.Rendering;

public class ContentCodingTests
{
    [Theory]
    [InlineData(null, nameof(ContentCoding.Identity))]
    [InlineData("", nameof(ContentCoding.Identity))]
    [InlineData("gzip", nameof(ContentCoding.Gzip))]
    [InlineData("x-gzip", nameof(ContentCoding.Gzip))]
    [InlineData("GZIP, Deflate", nameof(ContentCoding.Gzip))]
    [InlineData("br", nameof(ContentCoding.Brotli))]
    [InlineData("gzip, deflate, br, zstd", nameof(ContentCoding.Brotli))]
    [InlineData("br;q=0, gzip", nameof(ContentCoding.Gzip))]
    [InlineData("br;q=0.0, gzip;q=0", nameof(ContentCoding.Identity))]
    [InlineData("br;q=0.5, gzip;q=0.8", nameof(ContentCoding.Gzip))]
    [InlineData("gzip;q=0.001", nameof(ContentCoding.Gzip))]
    [InlineData("*", nameof(ContentCoding.Brotli))]
    [InlineData("*;q=0", nameof(ContentCoding.Identity))]
    [InlineData("br;q=0, *", nameof(ContentCoding.Gzip))]
    [InlineData("identity", nameof(ContentCoding.Identity))]
    [InlineData("identity;q=1, br;q=0.5", nameof(ContentCoding.Identity))]
    [InlineData("identity;q=0.5, gzip;q=0.5", nameof(ContentCoding.Gzip))]
    [InlineData("identity;q=0, br", nameof(ContentCoding.Brotli))]
    [InlineData("zstd, deflate", nameof(ContentCoding.Identity))]
    [InlineData(";;;=,q", nameof(ContentCoding.Identity))]
    [InlineData("brotli", nameof(ContentCoding.Identity))]
    public void The_coding_follows_the_clients_wish(string? acceptEncoding, string expected) =>
        Assert.Equal(expected, ContentCodings.Choose(acceptEncoding).ToString());
}
