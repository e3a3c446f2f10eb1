using FeedHub.Core.Urls;

namespace FeedHub.Tests.Core.Urls;

public class CanonicalUrlTests
{
    [Theory]
    // Scheme, host, port, user
    [InlineData("http://civil.ge/archives/605123", "https://civil.ge/archives/605123")]
    [InlineData("HTTPS://Civil.GE/archives/605123", "https://civil.ge/archives/605123")]
    [InlineData("https://civil.ge:443/a", "https://civil.ge/a")]
    [InlineData("http://civil.ge:80/a", "https://civil.ge/a")]
    [InlineData("http://civil.ge:/a", "https://civil.ge/a")]
    [InlineData("https://civil.ge:8443/a", "https://civil.ge:8443/a")]
    [InlineData("https://user:pass@civil.ge/a", "https://civil.ge/a")]
    [InlineData("https://civil.ge./a", "https://civil.ge/a")]
    [InlineData("https://президент.рф/news", "https://xn--d1abbgf6aiiy.xn--p1ai/news")]
    [InlineData("https://127.0.0.1:8080/feed", "https://127.0.0.1:8080/feed")]
    [InlineData("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a")]
    // Editions of a site, and names that only look so
    [InlineData("https://www.azatutyun.am/a/33400000.html", "https://azatutyun.am/a/33400000.html")]
    [InlineData("https://m.src-ru-7.example/x", "https://src-ru-7.example/x")]
    [InlineData("https://mobile.hurriyetdailynews.com/x", "https://hurriyetdailynews.com/x")]
    [InlineData("https://amp.rferl.org/a/1.html", "https://rferl.org/a/1.html")]
    [InlineData("https://www.m.trend.az/x", "https://trend.az/x")]
    [InlineData("https://news.am/eng/news/812345.html", "https://news.am/eng/news/812345.html")]
    [InlineData("https://168.am/2025/05/05/1.html", "https://168.am/2025/05/05/1.html")]
    [InlineData("https://media.az/politics/1", "https://media.az/politics/1")]
    [InlineData("https://1in.am/1.html", "https://1in.am/1.html")]
    [InlineData("https://1tv.ge/news/1", "https://1tv.ge/news/1")]
    [InlineData("https://m.az/news/1", "https://m.az/news/1")]
    [InlineData("https://m.com.tr/news/1", "https://m.com.tr/news/1")]
    [InlineData("https://www.gov.am/en/news/1", "https://gov.am/en/news/1")]
    [InlineData("https://en.trend.az/x", "https://en.trend.az/x")]
    // Path
    [InlineData("https://civil.ge", "https://civil.ge/")]
    [InlineData("https://civil.ge/a/b/", "https://civil.ge/a/b")]
    [InlineData("https://civil.ge//a///b", "https://civil.ge/a/b")]
    [InlineData("https://civil.ge/a/../b/./c", "https://civil.ge/b/c")]
    [InlineData("https://civil.ge/a/%2e%2e/b", "https://civil.ge/b")]
    [InlineData("https://oc-media.org/News/Some-Story", "https://oc-media.org/News/Some-Story")]
    [InlineData("https://netgazeti.ge/%e1%83%90/%7euser", "https://netgazeti.ge/%E1%83%90/~user")]
    [InlineData("https://netgazeti.ge/ა", "https://netgazeti.ge/%E1%83%90")]
    [InlineData("https://civil.ge/a b|c", "https://civil.ge/a%20b%7Cc")]
    [InlineData("https://civil.ge/100%", "https://civil.ge/100%25")]
    [InlineData("https://civil.ge/a%2Fb", "https://civil.ge/a%2Fb")]
    [InlineData("https://kavkaz.example/page.jsp;jsessionid=AB12", "https://kavkaz.example/page.jsp")]
    [InlineData("https://mfa.gov.example/(S(lit3py55t21z5v55vlm25s55))/news/1", "https://mfa.gov.example/news/1")]
    [InlineData("https://civil.ge/index.php", "https://civil.ge/")]
    [InlineData("http://www.aravot.am/2025/05/05/Index.html", "https://aravot.am/2025/05/05")]
    [InlineData("https://kavpolit.example/index.php?id=7", "https://kavpolit.example/?id=7")]
    [InlineData("https://stat.example/news/default.aspx", "https://stat.example/news")]
    [InlineData("https://civil.ge/index.php/archives/1", "https://civil.ge/index.php/archives/1")]
    [InlineData("https://civil.ge/news/indexation.html", "https://civil.ge/news/indexation.html")]
    // The telephone's edition
    [InlineData("https://src-hy-5.example/2025/05/05/x/amp/", "https://src-hy-5.example/2025/05/05/x")]
    [InlineData("https://src-tr-2.example/amp/news/231027", "https://src-tr-2.example/news/231027")]
    [InlineData("https://www.bbc.co.uk/news/world-1.amp", "https://bbc.co.uk/news/world-1")]
    [InlineData("https://oc-media.org/x?amp=1", "https://oc-media.org/x")]
    [InlineData("https://oc-media.org/x/?amp", "https://oc-media.org/x")]
    [InlineData("https://oc-media.org/x?outputType=amp", "https://oc-media.org/x")]
    [InlineData("https://www.google.com/amp/s/www.civil.ge/archives/1", "https://civil.ge/archives/1")]
    [InlineData("https://civil-ge.cdn.ampproject.org/c/s/civil.ge/archives/1?utm_source=x", "https://civil.ge/archives/1")]
    [InlineData("https://civil.ge/amp", "https://civil.ge/amp")]
    [InlineData("https://civil.ge/news/amplifier", "https://civil.ge/news/amplifier")]
    // Query and fragment
    [InlineData("https://jam-news.net/x/?utm_source=rss&utm_medium=feed&UTM_Campaign=news", "https://jam-news.net/x")]
    [InlineData("https://src-hy-4.example/a.html?fbclid=IwAR0x1y2z3", "https://src-hy-4.example/a.html")]
    [InlineData("https://interfax.ru/world/1?yclid=1&ysclid=2&from=rss", "https://interfax.ru/world/1")]
    [InlineData("https://interfax.ru/world/1?from=main", "https://interfax.ru/world/1?from=main")]
    [InlineData("https://src-ru-6.example/?p=646555&utm_source=rss", "https://src-ru-6.example/?p=646555")]
    [InlineData("https://qafqazinfo.az/news?b=2&a=1&&", "https://qafqazinfo.az/news?a=1&b=2")]
    [InlineData("https://oc-media.org/x?ref=oc-media.org", "https://oc-media.org/x")]
    [InlineData("https://www.oc-media.org/x?ref=www.oc-media.org", "https://oc-media.org/x")]
    [InlineData("https://oc-media.org/x?ref=12345", "https://oc-media.org/x?ref=12345")]
    [InlineData("https://oc-media.org/x?PHPSESSID=abc", "https://oc-media.org/x")]
    [InlineData("https://one.blogspot.com/2025/05/x.html?m=1", "https://one.blogspot.com/2025/05/x.html")]
    [InlineData("https://one.example/x?m=12", "https://one.example/x?m=12")]
    [InlineData("https://newsarmenia.example/x/?print=1", "https://newsarmenia.example/x")]
    [InlineData("https://day.az/x?session_id=9f&cfid=1&CFTOKEN=2", "https://day.az/x")]
    // An address within another's
    [InlineData("https://www.google.com/url?rct=j&sa=t&url=https://oc-media.org/x/%3Fa%3D1%26utm_source%3Dy&ct=ga",
        "https://oc-media.org/x?a=1")]
    [InlineData("https://www.google.com/amp/s/", "https://google.com/s")]
    [InlineData("https://www.google.com/url?sa=t&fd=R", "https://google.com/url?fd=R&sa=t")]
    [InlineData("https://www.google.com/url?q=mailto:a@civil.ge", "https://google.com/url?q=mailto:a@civil.ge")]
    [InlineData("https://www.google.com/amp/civil.ge/index.php?p=7", "https://civil.ge/?p=7")]
    [InlineData("http://www.google.com//url?q=http%3A%2F%2Fm.day.az%2Fnews%2F1.html", "https://day.az/news/1.html")]
    [InlineData("https://web.archive.org/web/20250505120000*/http://civil.ge:80/archives/1?p=2", "https://civil.ge/archives/1?p=2")]
    [InlineData("https://vk.com/away.php?to=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fjam-news.net%252Fx",
        "https://jam-news.net/x")]
    [InlineData("https://day.az/x?q=%d0%b1&Name=V", "https://day.az/x?Name=V&q=%D0%B1")]
    [InlineData("https://armenpress.am/en/article/1248622", "https://armenpress.am/en/article/1248622")]
    [InlineData("https://armenpress.am/x?lang=ru", "https://armenpress.am/x?lang=ru")]
    [InlineData("https://civil.ge/a#comments", "https://civil.ge/a")]
    [InlineData("https://app.example/#!/story/1", "https://app.example/#!/story/1")]
    [InlineData("  https://civil.ge/a\n", "https://civil.ge/a")]
    public void Links_to_one_page_are_equal(string url, string expected) => Assert.Equal(expected, CanonicalUrl.From(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/relative")]
    [InlineData("//civil.ge/a")]
    [InlineData("civil.ge/a")]
    [InlineData("mailto:desk@civil.ge")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://civil.ge/a")]
    [InlineData("tag:civil.ge,2025:1")]
    [InlineData("http://")]
    [InlineData("http://host:99999/")]
    public void What_is_no_web_address_has_no_form(string? url) => Assert.Null(CanonicalUrl.From(url));

    [Fact]
    public void An_address_is_no_longer_than_a_key_may_be()
    {
        Assert.Null(CanonicalUrl.From("https://civil.ge/" + new string('a', 2048)));
        Assert.Null(CanonicalUrl.From("https://civil.ge/" + string.Concat(Enumerable.Repeat("ა", 300))));
        Assert.Equal("https://civil.ge/a", CanonicalUrl.From("https://civil.ge/a?utm_source=" + new string('x', 4000)));
    }

    [Fact]
    public void The_form_of_a_form_is_itself()
    {
        string[] crumbs =
        [
            "http://", "https://", "www.", "www.google.com/url?url=https%3A%2F%2F", "vk.com/away.php?to=http://", "web.archive.org/web/1/",
                "/index.html", "INDEX.php", "(S(a))", "%3A%2F%2F", "?q=", "url=", "https:/", "m.", "amp.", "civil.ge", "news.am", "com.tr",
                "google.com", "x.cdn.ampproject.org", ":80", ":443", ":8080", "/", "//", "amp", "/amp/", "/s/", "/c/s/", ".amp", "..", ".",
                "%2e", "%2F", "%41", "%e1",
            "%", "%zz", "?", "&", "=", "a=1", "utm_source=x", "amp=1", "ref=", "#", "#!", "@", ";jsessionid=1", " ", "ა", "\u0130", "😀",
                "+", "|", "\\", "\"", "[", "]", "xn--", "A", "b",
        ];
        var random = new Random(41);
        for (var round = 0; round < 60_000; round++)
        {
            var url = (round % 2 == 0 ? "https://" : "https://civil.ge/")
                + string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => crumbs[random.Next(crumbs.Length)]));
            if (CanonicalUrl.From(url) is { } canonical)
                Assert.True(CanonicalUrl.From(canonical) == canonical, $"{url} => {canonical} => {CanonicalUrl.From(canonical)}");
        }
    }

    public static TheoryData<string> Wrapped => [.. LinkWrapper.All.Select(w => w.Example)];

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void An_address_within_an_address_is_the_one_that_counts(string example)
    {
        var canonical = CanonicalUrl.From(example);
        Assert.Contains(new Uri(canonical!).Host, (string[])["civil.ge", "jam-news.net", "news.am", "oc-media.org", "azatutyun.am",
            "trend.az", "netgazeti.ge", "kavkaz-uzel.eu"]);
        Assert.Contains(
            new Uri(canonical!).PathAndQuery,
            (string[])["/archives/1", "/x", "/eng/news/812345.html", "/a/1.html", "/life/1", "/articles/1"]);
    }

    [Theory]
    [InlineData("https://news.am/", true)]
    [InlineData("https://news.am/eng", true)]
    [InlineData("https://news.am/eng/", true)]
    [InlineData("https://civil.ge/index.php", true)]
    [InlineData("https://civil.ge/ka/index.html", true)]
    [InlineData("https://civil.ge/?lang=en", true)]
    [InlineData("https://src-ru-6.example/?p=646555", false)]
    [InlineData("https://civil.ge/archives/605123", false)]
    [InlineData("https://civil.ge/ka/605123", false)]
    [InlineData("https://president.az/en/articles", false)]
    public void A_front_page_names_no_story(string url, bool expected) => Assert.Equal(expected, CanonicalUrl.IsFrontPage(url));
}
