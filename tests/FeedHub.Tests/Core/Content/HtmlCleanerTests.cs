using FeedHub.Core.Content;

namespace FeedHub.Tests.Core.Content;

public class HtmlCleanerTests
{
    private const string Base = "https://oc-media.org/en/story/";

    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("a < b & c > d", "a &lt; b &amp; c &gt; d")]
    [InlineData("Tom &amp; Jerry &laquo;x&raquo; &nbsp;", "Tom &amp; Jerry «x» &nbsp;")]
    [InlineData("&#150;&#x97;&#171;", "–—«")]
    [InlineData("&unknown; &;", "&amp;unknown; &amp;;")]
    [InlineData("<P CLASS='x' STYLE='color:red' id=y>one<p>two", "<p>one</p><p>two</p>")]
    [InlineData("<b>bold <i>both</b> none</i>", "<b>bold <i>both</i></b> none")]
    [InlineData("<font size=2><blink>old</blink></font>", "old")]
    [InlineData("<custom-card><p>kept</p></custom-card>", "<p>kept</p>")]
    [InlineData("<center>a</center><strike>b</strike>", "<div>a</div><s>b</s>")]
    [InlineData("a<br>b<br/>c<wbr>d<hr>", "a<br>b<br>c<wbr>d<hr>")]
    [InlineData("<p>a<div>b</p>c</div>", "<p>a</p><div>bc</div>")]
    [InlineData("<p>a<b>b<ul><li>c<li>d</ul>e", "<p>a<b>b</b></p><ul><li>c</li><li>d</li></ul>e")]
    [InlineData("<li>a<li>b", "<div>a</div><div>b</div>")]
    [InlineData("</div></td></p>x", "x")]
    [InlineData("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>")]
    [InlineData("<table><tr><td>a<td>b<tr><th colspan=2>c</table>", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th "
        + "colspan=\"2\">c</th></tr></tbody></table>")]
    [InlineData("<table>loose<tr><td>a</td></tr></table>", "<table><tbody><tr><td>loose</td></tr><tr><td>a</td></tr></tbody></table>")]
    [InlineData("<h2>a<h3>b</h2>c", "<h2>a</h2><h3>b</h3>c")]
    [InlineData("<figure><img src=/a.jpg alt='A &amp; B'><figcaption>c</figcaption></figure>",
        "<figure><img src=\"https://oc-media.org/a.jpg\" alt=\"A &amp; B\"><figcaption>c</figcaption></figure>")]
    [InlineData("<!-- c --><!doctype html><?php x ?>text<!-- unclosed", "text")]
    [InlineData("<![CDATA[<p>twice escaped</p>]]> tail", "<p>twice escaped</p> tail")]
    [InlineData("<script>alert(1)</script>a<style>b{}</style><noscript>c</noscript><template>d</template><textarea>e</textarea><title>f</title>g", "ag")]
    [InlineData("<script>x</script >a<SCRIPT>y</sCRIPT\n>b", "ab")]
    [InlineData("cut off in <a href=\"https://exa", "cut off in ")]
    [InlineData("I <3 Tbilisi", "I &lt;3 Tbilisi")]
    [InlineData("<time datetime=2025-05-05T08:40:00+03:00 onclick=x>today</time>",
        "<time datetime=\"2025-05-05T08:40:00+03:00\">today</time>")]
    [InlineData("<p lang=ka dir=rtl title='t'>x</p>", "<p lang=\"ka\" dir=\"rtl\" title=\"t\">x</p>")]
    [InlineData("<p lang='ka\"' dir=up>x</p>", "<p>x</p>")]
    public void Markup_is_kept_as_the_allow_list_says(string html, string expected) =>
        Assert.Equal(expected, HtmlCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<a href=/x>y</a>", "<a href=\"https://oc-media.org/x\" rel=\"noopener nofollow\">y</a>")]
    [InlineData("<a href='../up?a=1&b=2' target=_blank rel=opener>y</a>",
        "<a href=\"https://oc-media.org/en/up?a=1&amp;b=2\" rel=\"noopener nofollow\">y</a>")]
    [InlineData("<a href=//civil.ge/x>y</a>", "<a href=\"https://civil.ge/x\" rel=\"noopener nofollow\">y</a>")]
    [InlineData("<a href=#fn1>1</a>", "<a href=\"https://oc-media.org/en/story/#fn1\" rel=\"noopener nofollow\">1</a>")]
    [InlineData("<a href=mailto:desk@civil.ge>m</a>", "<a href=\"mailto:desk@civil.ge\" rel=\"noopener nofollow\">m</a>")]
    [InlineData("<a href='  HTTPS://civil.ge/x\n'>y</a>", "<a href=\"HTTPS://civil.ge/x\" rel=\"noopener nofollow\">y</a>")]
    [InlineData("<a href='https://civil.ge/a b'>y</a>", "<a href=\"https://civil.ge/a%20b\" rel=\"noopener nofollow\">y</a>")]
    [InlineData("<a href=https://civil.ge/?a=1&copy=2>y</a>", "<a href=\"https://civil.ge/?a=1&amp;copy=2\" rel=\"noopener "
        + "nofollow\">y</a>")]
    [InlineData("<a href=tel:+995>y</a>", "y")]
    [InlineData("<a name=top>y</a>", "y")]
    [InlineData("<a href=/1>one<a href=/2>two</a>", "<a href=\"https://oc-media.org/1\" rel=\"noopener nofollow\">one</a><a "
        + "href=\"https://oc-media.org/2\" rel=\"noopener nofollow\">two</a>")]
    [InlineData("<img src=data:image/gif;base64,R0 data-src=/late.jpg>", "<img src=\"https://oc-media.org/late.jpg\">")]
    [InlineData("<img src=/pixel.gif width=1 height=1>", "")]
    [InlineData("<img alt='What it shows'>", "What it shows")]
    [InlineData("<blockquote cite=/said>x</blockquote>", "<blockquote cite=\"https://oc-media.org/said\">x</blockquote>")]
    public void Links_are_absolute_and_of_the_web(string html, string expected) => Assert.Equal(expected, HtmlCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<iframe src=//www.youtube.com/embed/x?autoplay=1>No frames</iframe>", "https://www.youtube.com/embed/x?autoplay=1",
        "www.youtube.com/embed/x")]
    [InlineData("<video poster=p.jpg><source src=/v.mp4><source src=/v.webm></video>", "https://oc-media.org/v.mp4", "oc-media.org/v.mp4")]
    [InlineData("<audio src=https://civil.ge/a.mp3 controls></audio>", "https://civil.ge/a.mp3", "civil.ge/a.mp3")]
    [InlineData("<object data=/f.swf><embed src=/f.swf></object>", "https://oc-media.org/f.swf", "oc-media.org/f.swf")]
    public void What_cannot_be_embedded_becomes_one_plain_link(string html, string address, string label) =>
        Assert.Equal($" <a href=\"{address}\" rel=\"noopener nofollow\">{label}</a> ", HtmlCleaner.Clean(html, Base));

    [Fact]
    public void A_relative_link_without_a_base_is_dropped_and_its_text_kept()
    {
        Assert.Equal("words", HtmlCleaner.Clean("<a href=/x>words</a>", null));
        Assert.Equal("words", HtmlCleaner.Clean("<a href=x>words</a>", "not an address"));
        Assert.Equal("words", HtmlCleaner.Clean("<a href=x>words</a>", "file:///etc/"));
    }

    [Fact]
    public void Characters_that_no_feed_may_carry_are_left_out() =>
        Assert.Equal(
            "<p>ab😀\u200D</p>",
            HtmlCleaner.Clean("<p>a\0\u0001\uFFFE\uD800b&#1;&#xD800;😀\u200D</p>", null).Replace("\uFFFD", "", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_markup_comes_out_harmless(string html)
    {
        foreach (var around in new[] { html, "<p>" + html + "</p>", "<table><tr><td>" + html, "<ul><li>" + html, "x" + html + html })
        {
            var clean = HtmlCleaner.Clean(around, Base);
            Assert.Null(SafeHtml.Fault(clean));
            Assert.Equal(clean, HtmlCleaner.Clean(clean, Base));
            Assert.Null(SafeHtml.Mutation(clean));
        }
    }

    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script>", "<ScRiPt src=//evil.example/x.js></ScRiPt>", "<script/x>alert(1)</script\t\n>",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<<script>alert(1)//<</script>", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)//", "<img/src=x/onerror=alert(1)>",
            "<img src='x'onerror=alert(1)>",
        "<img src=\"x` `<script>alert(1)</script>\"` `>", "<img src=x:alert(alt) onerror=eval(src) alt=0>", "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href='javascript:alert(1)'><text x=20 y=20>c</text></a></svg>",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<math href='javascript:alert(1)'>c</math>",
            "<math><annotation-xml encoding=text/html><script>alert(1)</script></annotation-xml></math>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<title><img title=\"</title><img src=x onerror=alert(1)>\"></title>",
        "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>", "<xmp><p title=\"</xmp><svg/onload=alert(1)>\">",
        "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>", "<template><script>alert(1)</script></template>",
            "<plaintext><script>alert(1)</script>",
        "<a href=javascript:alert(1)>x</a>", "<a href=' javascript:alert(1)'>x</a>", "<a href='java\nscript:alert(1)'>x</a>",
            "<a href='java&Tab;script:alert(1)'>x</a>",
        "<a href='javascript&colon;alert(1)'>x</a>", "<a href='&#106;avascript:alert(1)'>x</a>",
            "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)'>x</a>",
        "<a href='\u0001javascript:alert(1)'>x</a>", "<a href='JaVaScRiPt:alert(1)'>x</a>", "<a href=vbscript:msgbox(1)>x</a>",
            "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
        "<a href='feed:javascript:alert(1)'>x</a>", "<a href='view-source:javascript:alert(1)'>x</a>",
            "<a href='jar:https://evil.example!/x'>x</a>", "<a href='blob:https://evil.example/1'>x</a>",
        "<a href='https:javascript:alert(1)'>x</a>", "<a href='http://\"onmouseover=alert(1) x=\"'>x</a>",
            "<a href=\"https://e.example/'onclick='alert(1)\">x</a>", "<a href='https://e.example/&quot; onclick=&quot;alert(1)'>x</a>",
        "<img src='data:image/svg+xml,<svg onload=alert(1)>'>", "<img src=javascript:alert(1)>", "<img srcset='javascript:alert(1) 1x'>",
            "<img dynsrc=javascript:alert(1) lowsrc=javascript:alert(1)>",
        "<body onload=alert(1)>", "<html onmouseover=alert(1)><head><base href=//evil.example/></head>",
            "<base href='javascript:alert(1)//'>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example/x.css';</style>",
            "<p style='background:url(javascript:alert(1))'>x</p>", "<p style='width:expression(alert(1))'>x</p>",
        "<div style='position:fixed;inset:0'><a href=//evil.example>x</a></div>", "<iframe src=javascript:alert(1)></iframe>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<iframe src=https://ok.example/><img src=x onerror=alert(1)></iframe>", "<object data=javascript:alert(1)></object>",
            "<embed src=javascript:alert(1)>", "<applet code=x codebase=javascript:alert(1)>",
        "<video><source onerror=alert(1) src=javascript:alert(1)></video>", "<audio src=x onerror=alert(1)>",
            "<video poster=javascript:alert(1)//>", "<form action=javascript:alert(1)><input type=submit></form>",
        "<button formaction=javascript:alert(1)>x</button>", "<isindex action=javascript:alert(1) type=image>",
            "<select><option><style></option></select><img src=x onerror=alert(1)></style>",
        "<details open ontoggle=alert(1)>x</details>", "<marquee onstart=alert(1)>x</marquee>", "<input autofocus onfocus=alert(1)>",
            "<keygen autofocus onfocus=alert(1)>",
        "<table background=javascript:alert(1)><tr><td background=javascript:alert(1)>x",
            "<table><td><svg><desc><td></desc></svg><img src=x onerror=alert(1)>",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->", "<!--><img src=x onerror=alert(1)>-->",
            "<!-- --!><img src=x onerror=alert(1)>", "<!--> <script>alert(1)</script> -->", "<![CDATA[<script>alert(1)</script>]]>",
        "<![CDATA[><img src=x onerror=alert(1)>]]>",
            "<?xml version=\"1.0\"?><xml:namespace prefix=t><import namespace=t implementation=\"#default#time2\">",
            "<t:set attributeName=innerHTML to=\"<script>alert(1)</script>\">",
        "<p title=\"&lt;script&gt;alert(1)&lt;/script&gt;\">x</p>", "&lt;script&gt;alert(1)&lt;/script&gt;",
            "<p title='\"><img src=x onerror=alert(1)>'>x</p>", "<p title=\"`onmouseover=alert(1)`\">x</p>",
        "<abbr title=\"</abbr><script>alert(1)</script>\">x", "<a href=https://e.example/><script>alert(1)</script></a>",
            "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\"\\>", "<p/onclick=alert(1)>x", "<p\u000Conclick=alert(1)>x",
            "<p onclick\n=\nalert(1)>x",
        "<div id=x name=y class=z><a name=cookie>x</a></div>", "<img name=getElementById src=x>",
            "<a href='//evil.example\\@ok.example/'>x</a>", "<frameset><frame src=javascript:alert(1)></frameset>",
            "<li><script>alert(1)</script><li>", "</td></tr></table></li></ul></div></body></html><script>alert(1)</script>",
    ];

    [Fact]
    public void Any_tag_soup_is_safe_and_read_by_a_parser_as_it_was_written()
    {
        string[] crumbs =
        [
            "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<a href=/x>", "<a href=javascript:x>", "</a>", "<table>", "</table>", "<tr>",
                "</tr>", "<td>", "</td>", "<th>", "<tbody>", "</tbody>", "<caption>", "</caption>",
            "<ul>", "</ul>", "<li>", "</li>", "<dl>", "<dt>", "<dd>", "</dl>", "<h1>", "</h1>", "<h2>", "</h2>", "<div>", "</div>",
                "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<img src=a.png>", "<br>", "<hr/>", "<span/>",
            "<iframe src=/f>", "</iframe>", "<svg>", "</svg>", "<math>", "</math>", "<style>", "</style>", "<script>", "</script>", "<!--",
                "-->", "<![CDATA[", "]]>", "<", ">", "&", "&lt", "&amp;", "\"", "'", "=", " ", "text", "\n", "<q cite=x>", "</q>",
            "<select>", "</select>", "<template>", "</template>", "<form>", "<body>", "<html>", "<head>", "</body>", "<frameset>",
                "<option>", "<object data=/o>", "</object>", "<font>", "<nobr>", "<ruby>", "<rt>", "<video>", "<source src=/s>",
                "<details>", "<summary>",
        ];
        var random = new Random(20250505);
        for (var round = 0; round < 1000; round++)
        {
            var html = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => crumbs[random.Next(crumbs.Length)]));
            var clean = HtmlCleaner.Clean(html, Base);
            Assert.True(SafeHtml.Fault(clean) is null, $"{html} => {clean}");
            var mutation = SafeHtml.Mutation(clean);
            Assert.True(mutation is null, $"{html}\n=> {clean}\nis read as\n   {mutation}");
        }
    }

    [Fact]
    public void Any_address_is_made_absolute_or_dropped()
    {
        string[] crumbs =
            ["http:", "https:", "//", "/", "\\", "xn--", "İ", "😀", "\u00AD", "[", "]", "::1", ":", "99999", "@", "%", "%00", "..", "a",
                ".", "?", "#", " ", "\t", "javascript:", "data:", "mailto:", "&amp;", "&colon;", "{", "|", "ა"];
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var link = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => crumbs[random.Next(crumbs.Length)]));
            var clean = HtmlCleaner.Clean($"<a href=\"{link}\">x</a><img src='{link}'>", round % 2 == 0 ? Base : link);
            Assert.True(SafeHtml.Fault(clean) is null, $"{link} => {clean}");
        }
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<p><b x=1>")]
    [InlineData("<a href=x>")]
    [InlineData("<table>")]
    [InlineData("<table><i></i>")]
    [InlineData("<x></x>")]
    [InlineData("<!---->")]
    [InlineData("<!--")]
    [InlineData("<!-- --")]
    [InlineData("<![CDATA[")]
    [InlineData("<script>")]
    [InlineData("</script>")]
    [InlineData("<a href=\"")]
    [InlineData("<p a a1 a2 a3 ")]
    [InlineData("<ul><li>")]
    [InlineData("</p>")]
    [InlineData("<")]
    [InlineData("&")]
    [InlineData("&#x")]
    [InlineData("<img src=x>")]
    [InlineData("\uD800")]
    [InlineData("<svg><math>")]
    public void No_repetition_makes_it_slow_or_large(string crumb)
    {
        var html = string.Concat(Enumerable.Repeat(crumb, HtmlCleaner.MaxLength / crumb.Length + 1));
        var clean = HtmlCleaner.Clean(html, "https://example.com/" + new string('a', 2000));
        Assert.InRange(clean.Length, 0, HtmlCleaner.MaxLength + 20_000);
        Assert.Null(SafeHtml.Fault(clean[..Math.Min(clean.Length, 20_000)]));
    }
}
