using System.Text;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Tests.Formats.Reading;

/// <summary>A page in the place of a feed that sends browsers on to another address.</summary>
public class PageRefreshTests
{
    [Theory]
    [InlineData("0; url=https://outlet.example/feed/")]
    [InlineData("0;URL='https://outlet.example/feed/'")]
    [InlineData("5, url = &quot;https://outlet.example/feed/&quot; ")]
    [InlineData(" 0.5;url=/feed/")]
    [InlineData("0; /feed/")]
    [InlineData("0 https://outlet.example/feed/")]
    public void Its_target_is_named(string content)
    {
        var page = Read(
            $"<!DOCTYPE html><html><head><META HTTP-EQUIV=\"Refresh\" content=\"{content}\"><title>Moved</title></head></html>");
        Assert.Equal("https://outlet.example/feed/", page.SendsTo);
        Assert.Equal(
            "an HTML page titled “Moved”, not a feed; it sends browsers on to https://outlet.example/feed/", page.Reason);
    }

    [Theory]
    [InlineData("300")]
    [InlineData("0;url=")]
    [InlineData("0;url=https://outlet.example/rss")]
    [InlineData("0;url=javascript:alert(1)")]
    [InlineData("url=https://outlet.example/feed/")]
    [InlineData("")]
    public void One_that_only_loads_itself_again_names_none(string content) =>
        Assert.Null(Read($"<html><head><meta http-equiv=refresh content=\"{content}\"></head></html>").SendsTo);

    private static FeedReading.Unreadable Read(string page) => Assert.IsType<FeedReading.Unreadable>(
        FeedReader.Read(Encoding.UTF8.GetBytes(page), new FeedOrigin("text/html", BaseUrl: "https://outlet.example/rss")));
}
