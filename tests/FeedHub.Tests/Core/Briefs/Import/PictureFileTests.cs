using System.Text;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Tests.Server.Publishing;

namespace FeedHub.Tests.Core.Briefs.Import;

public sealed class PictureFileTests
{
    [Fact]
    public void A_picture_is_what_its_bytes_say() => Assert.Equal(new PictureFile(".png", 1, 1), PictureFile.From(InstitutePosts.Png));

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
