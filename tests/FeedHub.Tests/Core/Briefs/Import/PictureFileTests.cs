using System.Text;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Tests.Server.Publishing;

namespace FeedHub.Tests.Core.Briefs.Import;

public sealed class PictureFileTests
{
    [Fact]
    public void A_picture_is_what_its_bytes_say() => Assert.Equal(new PictureFile(".png", 1, 1), PictureFile.From(InstitutePosts.Png));

    [Theory]
    [InlineData("GIF89a, little-endian", ".gif", "474946383961 8002 9001 F70000 00000000")]
    [InlineData("JPEG, metadata first", ".jpg", "FFD8 FFE0 0010 4A46494600010100000100010000 FFC2 0011 08 0190 0280 03 012200021101031101")]
    [InlineData("WebP, lossy", ".webp", "52494646 00000000 57454250 56503820 00000000 000000 9D012A 8002 9001 0000")]
    [InlineData("WebP, lossless", ".webp", "52494646 00000000 57454250 5650384C 00000000 2F 7FC26300 0000000000")]
    [InlineData("WebP, extended", ".webp", "52494646 00000000 57454250 56503858 0A000000 00000000 7F0200 8F0100")]
    public void Each_form_says_its_size(string form, string extension, string hex)
    {
        Assert.NotEmpty(form);
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(new PictureFile(extension, 640, 400), PictureFile.From(bytes));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<!doctype html><title>Not found, sorry</title>")]
    [InlineData("GIF")]
    [InlineData("")]
    public void Anything_else_is_none(string text) => Assert.Null(PictureFile.From(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_picture_of_more_pixels_or_bytes_than_a_page_can_bear_is_none()
    {
        var bomb = InstitutePosts.Png.ToArray();
        (bomb[16], bomb[20]) = (0x7f, 0x7f);
        Assert.Null(PictureFile.From(bomb));
        Assert.Null(PictureFile.From([.. InstitutePosts.Png, .. new byte[PictureFile.MaxBytes]]));
    }
}
