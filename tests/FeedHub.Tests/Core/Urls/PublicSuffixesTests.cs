using System.Globalization;
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

    [Fact]
    public void The_list_says_its_version_date_source_and_licence()
    {
        var header = Lines.TakeWhile(l => l.StartsWith('#')).ToList();
        var version = Value("Version");
        var date = DateOnly.ParseExact(Value("Date"), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.StartsWith(
            date.ToString("yyyyMMdd", CultureInfo.InvariantCulture), version.Replace("-", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.StartsWith("https://publicsuffix.org/list/public_suffix_list.dat", Value("Source"), StringComparison.Ordinal);
        Assert.StartsWith("MPL-2.0, https://mozilla.org/MPL/2.0/", Value("Licence"), StringComparison.Ordinal);

        string Value(string name) => Assert.Single(header, l => l.StartsWith($"# {name}: ", StringComparison.Ordinal))[(name.Length + 4)..];
    }

    [Fact]
    public void The_list_has_each_parent_once_in_order_with_its_labels()
    {
        var rules = Lines.Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ')).ToList();
        // A list that lost half its lines would still be a list.
        Assert.InRange(rules.Count, 700, 5000);
        Assert.All(rules, rule =>
        {
            Assert.Matches("^[a-z0-9-]+(\\.[a-z0-9-]+)*$", rule[0]);
            Assert.NotEmpty(rule[1..]);
            Assert.All(rule[1..], label => Assert.Matches("^(\\*|!?[a-z0-9-]+)$", label));
            Assert.Equal(rule[1..].Order(StringComparer.Ordinal).Distinct(), rule[1..]);
        });
        var parents = rules.Select(r => string.Join('.', r[0].Split('.').Reverse())).ToList();
        Assert.Equal(parents.Distinct().OrderBy(p => p.Split('.'), Comparer<string[]>.Create(Compare)), parents);
    }

    private static string[] Lines => File.ReadAllLines(RepositoryFiles.Path("src", "FeedHub.Core", "Urls", "public-suffixes.txt"));

    /// <summary>Label by label from the top-level domain on.</summary>
    private static int Compare(string[] a, string[] b) =>
        a.Zip(b, string.CompareOrdinal).FirstOrDefault(c => c != 0) is var first and not 0 ? first : a.Length - b.Length;
}
