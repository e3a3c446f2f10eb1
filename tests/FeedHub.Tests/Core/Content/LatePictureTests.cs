using FeedHub.Core.Content;

namespace FeedHub.Tests.Core.Content;

/// <summary>Pictures and frames that outlets write for a script to load, and what stands in for them until it does.</summary>
public class LatePictureTests
{
    private const string Base = "https://outlet.example/news/";

    [Theory]
    [InlineData("<img data-src=/5.jpg>")]
    [InlineData("<img src='' data-src=/5.jpg>")]
    [InlineData("<img src=# data-src=/5.jpg>")]
    [InlineData("<img src=about:blank data-src=/5.jpg>")]
    [InlineData("<img src=/blank.gif data-lazy-src=/5.jpg>")]
    [InlineData("<img src=/img/1x1.trans.gif data-original=/5.jpg>")]
    [InlineData("<img src=/spacer.png data-src=../5.jpg>")]
    [InlineData("<img src=/lazy_placeholder.gif?v=2 data-src=/5.jpg>")]
    [InlineData("<img src=/assets/placeholder-16x9.png data-src=/5.jpg>")]
    [InlineData("<img src=/transparent.svg data-src=/5.jpg>")]
    [InlineData("<img src='data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E' data-lazy-src=/5.jpg>")]
    [InlineData("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-orig-file=/5.jpg>")]
    [InlineData("<img src=/placeholder.png data-large-file=https://outlet.example/5.jpg data-permalink=https://outlet.example/5/>")]
    [InlineData("<img src=/placeholder.png data-hi-res-src=/5.jpg>")]
    [InlineData("<img src=/placeholder.png data-src-full=/5.jpg>")]
    [InlineData("<img src=/placeholder.png data-full-url=/5.jpg>")]
    [InlineData("<img src=/placeholder.png data-thumb=/tiny.jpg data-image=/5.jpg>")]
    [InlineData("<img src=/loading.gif data-ll-src=/5.jpg>")]
    [InlineData("<img src=/loading.gif data-pagespeed-lazy-src=/5.jpg>")]
    [InlineData("<img src=/blank.gif data-src=/blank.gif data-lazy-src=/5.jpg>")]
    [InlineData("<IMG SRC=/BLANK.GIF DATA-SRC=/5.jpg>")]
    [InlineData("<img src=/5-20x15.jpg data-src=/5.jpg>")]
    [InlineData("<img src=/1x1.gif width=1 height=1 data-src=/5.jpg>")]
    [InlineData("<img loading=lazy src=/5.jpg>")]
    [InlineData("<img src=/5.jpg data-src=12345>")]
    [InlineData("<img src=/5.jpg srcset='/5-300.jpg 300w, /5-9000.jpg 9000w'>")]
    [InlineData("<img src=/5.jpg data-orig-file=/5-original.jpg data-lazy-type=image>")]
    [InlineData("<amp-img src=/5.jpg layout=fill></amp-img>")]
    [InlineData("<amp-img src=/5.jpg layout=fill><noscript><img src=/5.jpg></noscript></amp-img>")]
    [InlineData("<amp-img src=/5.jpg><amp-img placeholder src=/blur.jpg></amp-img><img fallback src=/no.jpg></amp-img>")]
    [InlineData("<amp-anim src=/5.jpg></amp-anim>")]
    public void A_picture_has_its_real_address_wherever_that_is(string html) =>
        Assert.Equal("<img src=\"https://outlet.example/5.jpg\">", HtmlCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<img data-srcset='/5-75.jpg 75w, /5.jpg 1024w'>")]
    [InlineData("<img srcset='/5.jpg 1024w,/5-75.jpg 75w'>")]
    [InlineData("<img srcset='/5-1.jpg, /5.jpg 2x'>")]
    [InlineData("<img srcset='/5.jpg'>")]
    [InlineData("<img src=/blank.gif data-lazy-srcset='/5.jpg 2048w 1365h, /5-print.jpg 12000w 8000h'>")]
    [InlineData("<img srcset='data:image/gif;base64,R0= 2000w, /blank.gif 3000w, /5.jpg 100w'>")]
    [InlineData("<img srcset='/5-print.jpg 9000w, /5.jpg 8000w'>")]
    [InlineData("<img srcset='/a b.jpg 2000w, /5.jpg 100w, /6.jpg nonsense'>")]
    [InlineData("<img srcset=' , /5.jpg 1.5x,'>")]
    [InlineData("<picture><source srcset=/5.avif type=image/avif><source srcset='/5-75.jpg 75w, /5.jpg 800w'><img src=/blank.gif></picture>")]
    [InlineData("<picture><source data-srcset=/5.jpg></picture>")]
    [InlineData("<picture><source srcset=/5.webp type=image/webp><img src=/5.jpg></picture>")]
    [InlineData("<picture><source srcset=/5.webp><img src=/blank.gif data-src=/5.jpg></picture>")]
    [InlineData("<picture><img src=/5.jpg><source srcset=javascript:x></picture>")]
    public void Of_a_picture_in_several_sizes_the_largest_sensible_one_is_kept(string html) =>
        Assert.Equal("<img src=\"https://outlet.example/5.jpg\">", HtmlCleaner.Clean(html, Base));

    [Fact]
    public void A_comma_in_an_address_does_not_end_it() => Assert.Equal(
        "<img src=\"https://cdn.example/w_600,h_400/a.jpg\">",
        HtmlCleaner.Clean("<img srcset='https://cdn.example/w_300,h_200/a.jpg 300w, https://cdn.example/w_600,h_400/a.jpg 600w'>", Base));

    [Theory]
    [InlineData("<noscript><img src=/5.jpg></noscript>")]
    [InlineData("<img src=/blank.gif data-src=/5.jpg><noscript><img src=/5.jpg></noscript>")]
    [InlineData("<img src=/blank.gif><noscript><img src=/5.jpg></noscript>")]
    [InlineData("<noscript><img src=/5.jpg></noscript><img class=lazyload src=/blank.gif data-src=/5.jpg>")]
    [InlineData("<img data-src=/5.jpg><noscript><p>Turn on <b>JavaScript</b></p><img src=/5-300x200.jpg?ssl=1></noscript>")]
    [InlineData("<img data-src=/5.jpg><noscript><img src=https://other.example/another-name.jpg></noscript>")]
    [InlineData("<img src=/5.jpg><noscript><img src=/5.jpg></noscript>")]
    [InlineData("<picture><source srcset=/5.webp><img data-src=/5.jpg></picture><noscript><picture><source srcset=/5.webp><img src=/5.jpg></picture></noscript>")]
    [InlineData("<noscript><img src=/5.jpg></noscript><noscript><img src=https://mc.yandex.ru/watch/1 style='position:absolute; left:-9999px'></noscript>")]
    [InlineData("<noscript><img src=/5.jpg></noscript><noscript><img height=1 width=1 style=display:none src=https://t.example/tr.gif></noscript>")]
    [InlineData("<noscript><img src=/5.jpg></noscript><noscript><iframe src=https://t.example/ns.html height=0 width=0></iframe></noscript>")]
    [InlineData("<noscript><img src=/5.jpg></noscript><noscript><iframe src=https://t.example/ns.html style='visibility: hidden'></iframe></noscript>")]
    public void A_picture_written_once_more_for_readers_without_scripts_is_kept_once(string html) =>
        Assert.Equal("<img src=\"https://outlet.example/5.jpg\">", HtmlCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<img src=data:image/gif;base64,R0= data-nimg=1><noscript><img src=/photo/5></noscript>", "")]
    [InlineData("<noscript><img src=/photo/5 alt=Five></noscript>", " alt=\"Five\"")]
    public void A_picture_without_a_type_is_told_from_a_counter_by_what_stands_beside_it(string html, string alt) =>
        Assert.Equal($"<img src=\"https://outlet.example/photo/5\"{alt}>", HtmlCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<img data-src=/1.jpg><noscript><img src=/1.jpg></noscript><img data-src=/2.jpg><noscript><img src=/2.jpg></noscript>")]
    [InlineData("<noscript><img src=/1.jpg></noscript><img data-src=/1.jpg><noscript><img src=/2.jpg></noscript><img data-src=/2.jpg>")]
    [InlineData("<noscript><img src=/1.jpg></noscript><img src=/2.jpg>")]
    [InlineData("<img data-src=/1.jpg><img data-src=/2.jpg>")]
    public void Pictures_beside_each_other_are_all_kept(string html) => Assert.Equal(
        "<img src=\"https://outlet.example/1.jpg\"><img src=\"https://outlet.example/2.jpg\">", HtmlCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<img src=/blank.gif>", "")]
    [InlineData("<img src=/img/pixel.gif alt=''>", "")]
    [InlineData("<img src=/placeholder.jpg alt='Five men'>", "Five men")]
    [InlineData("<p><img src=/blank.gif alt='Five men'> <noscript>No scripts</noscript></p><p>x", "<p> Five men</p><p>x</p>")]
    [InlineData("<img src=/blank.gif alt='Five men'><noscript><img src=/5.jpg alt='Five men'></noscript>",
        "<img src=\"https://outlet.example/5.jpg\" alt=\"Five men\">")]
    [InlineData("<img data-id=7 data-date=2026-11-09 data-link=/page alt=none>", "none")]
    [InlineData("<img data-src=javascript:alert(1)>", "")]
    [InlineData("<img srcset='javascript:alert(1) 2x'>", "")]
    public void A_placeholder_never_shows(string html, string expected) => Assert.Equal(expected, HtmlCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<img src=/blank-check.jpg>", "blank-check.jpg")]
    [InlineData("<img src=/blank.jpg>", "blank.jpg")]
    [InlineData("<img src=/lazy-dog.png>", "lazy-dog.png")]
    [InlineData("<img src=/2018.png>", "2018.png")]
    [InlineData("<img src=/spacer/a.png>", "spacer/a.png")]
    public void A_picture_with_a_similar_name_does(string html, string file) =>
        Assert.Equal($"<img src=\"https://outlet.example/{file}\">", HtmlCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<iframe data-src=https://video.example/embed/abc src=about:blank></iframe>")]
    [InlineData("<iframe data-lazy-src=//video.example/embed/abc></iframe>")]
    [InlineData("<iframe data-src-cmplz=https://video.example/embed/abc src=about:blank></iframe>")]
    [InlineData("<iframe data-cookieblock-src=https://video.example/embed/abc></iframe>")]
    [InlineData("<iframe loading=lazy src=https://video.example/embed/abc></iframe>")]
    [InlineData("<iframe data-src=https://video.example/embed/abc></iframe><noscript><iframe src=https://video.example/embed/abc></iframe></noscript>")]
    [InlineData("<noscript><iframe src=https://video.example/embed/abc></iframe></noscript>")]
    [InlineData("<amp-iframe src=https://video.example/embed/abc><amp-img placeholder src=/a.jpg></amp-img></amp-iframe>")]
    [InlineData("<amp-video src=https://video.example/embed/abc poster=/a.jpg></amp-video>")]
    [InlineData("<video data-src=https://video.example/embed/abc></video>")]
    [InlineData("<video><source data-src=https://video.example/embed/abc></video>")]
    public void A_frame_or_file_that_a_script_would_load_is_a_link(string html) => Assert.Equal(
        " <a href=\"https://video.example/embed/abc\" rel=\"noopener nofollow\">video.example/embed/abc</a> ",
        HtmlCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<img srcset='")]
    [InlineData("<img srcset='a 1w,' data-srcset='b 2w,'>")]
    [InlineData("<noscript>")]
    [InlineData("<noscript><img src=a.jpg></noscript><img data-src=b.jpg>")]
    [InlineData("<picture><source srcset=a>")]
    [InlineData("<img src=blank.gif alt='&amp;&amp;&amp;'>")]
    public void Repeating_any_of_it_makes_it_neither_slow_nor_unsafe(string crumb)
    {
        var html = string.Concat(Enumerable.Repeat(crumb, 20_000));
        Assert.InRange(HtmlCleaner.Clean(html, Base).Length, 0, HtmlCleaner.MaxLength + 20_000);
        Assert.Null(SafeHtml.Fault(HtmlCleaner.Clean(html[..Math.Min(html.Length, 20_000)], Base)));
        var set = string.Concat(Enumerable.Repeat("a 1w,", 100_000));
        Assert.Equal("<img src=\"https://outlet.example/news/a\">", HtmlCleaner.Clean($"<img srcset='{set}'>", Base));
    }
}
