using FeedHub.Core.Urls;

namespace FeedHub.Tests.Core.Urls;

public class PublicSuffixesTests
{
    [Theory]
    [InlineData("news.am", "news.am")]
    [InlineData("media.am", "media.am")]
    [InlineData("www.news.am", "news.am")]
    [InlineData("a.b.news.am", "news.am")]
    [InlineData("shop.com.am", "shop.com.am")]
    [InlineData("en.trend.az", "trend.az")]
    [InlineData("az.trend.az", "trend.az")]
    [InlineData("mfa.gov.az", "mfa.gov.az")]
    [InlineData("www.mfa.gov.tr", "mfa.gov.tr")]
    [InlineData("rssexport.rbc.ru", "rbc.ru")]
    [InlineData("feeds.bbci.co.uk", "bbci.co.uk")]
    [InlineData("one.blogspot.com", "one.blogspot.com")]
    [InlineData("two.github.io", "two.github.io")]
    [InlineData("b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("a.b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("www.city.kobe.jp", "city.kobe.jp")]
    [InlineData("feeds.example", "feeds.example")]
    [InlineData("a.b.nowhere", "b.nowhere")]
    [InlineData("xn--80a.xn--h1alffa9f.xn--p1ai", "xn--h1alffa9f.xn--p1ai")]
    [InlineData("www.xn--h1ako.xn--80aswg", "xn--h1ako.xn--80aswg")]
    public void A_host_belongs_to_what_somebody_registered(string host, string domain) =>
        Assert.Equal(domain, PublicSuffixes.RegistrableDomain(host));

    [Theory]
    [InlineData("127.0.1.1")]
    [InlineData("10.0.0.1")]
    [InlineData("::1")]
    [InlineData("2001:db8::1")]
    [InlineData("localhost")]
    [InlineData("am")]
    [InlineData("co.uk")]
    [InlineData("kobe.jp")]
    [InlineData("github.io")]
    [InlineData("")]
    public void An_address_a_single_label_and_a_suffix_are_their_own(string host) =>
        Assert.Equal(host, PublicSuffixes.RegistrableDomain(host));
}
