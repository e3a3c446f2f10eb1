namespace FeedHub.Tests.Core.Content;

/// <summary>Attempts at a script, one for each trick we know of; <c>alert</c> stands for whatever it would do.</summary>
internal static class HostileHtml
{
    private const string Go = "<img src=x onerror=alert(1)>";

    public static readonly string[] Payloads =
    [
        // What one parser takes for text is markup to the next, and the other way round (mutation).
        .. Each(
            ["style", "title", "textarea", "noscript", "noembed", "noframes", "xmp", "iframe", "template", "select", "script", "plaintext",
                "listing", "option"],
            name =>
                [$"<{name}><a title=\"</{name}>{Go}\">x</a></{name}>", $"<{name}><!--</{name}>{Go}-->",
                    $"<p title=\"</p><{name}>\"><{name}></p>{Go}", $"<{name}/>{Go}</{name}>", $"<{name}"]),
        // Foreign content: other rules of parsing begin and end inside of it.
        .. Each(
            ["svg", "math"],
            name =>
            [
                $"<{name}><style><a title=\"</style>{Go}\">", $"<{name}></p><style><!--</style>{Go}-->",
                    $"<{name}><![CDATA[</{name}>{Go}]]>", $"<{name}><desc><{name}></desc>{Go}", $"<p><{name}><p>{Go}",
                $"<{name}><title><p></title>{Go}", $"<table><{name}><tr><td>{Go}", $"<{name}><b></{name}><table><td>{Go}",
                    $"<{name}><font color=x>{Go}", $"<{name}:script>alert(1)</{name}:script>",
            ]),
        "<svg><foreignObject><math><mi><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">",
            "<math><mtext><table><mglyph><style><math><img src onerror=alert(1)>",
        "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style>" + Go
            + "\">", "<math><annotation-xml encoding='text/html'><svg><foreignObject>" + Go,
        "<svg><a xlink:href=javascript:alert(1)><text>x</text></a>", "<svg><set attributeName=href to=javascript:alert(1)>",
            "<svg><animate onbegin=alert(1) attributeName=x>", "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'>",
        "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x", "<a><svg><a href=javascript:alert(1)>x",
            "<image src=x onerror=alert(1)>",
        // Comments, declarations and instructions that end earlier or later than they seem to.
        $"<!-->{Go}-->", $"<!--->{Go}-->", $"<!--a--!>{Go}<!---->", $"<!-- --{Go}", $"<!{Go}>", $"<!doctype x[<!ENTITY y \"{Go}\">]>&y;",
            $"<?x {Go}?>", $"</ {Go}>", $"</{Go}", $"<%{Go}%>", $"<!--<!---->{Go}--->", $"<![if true]>{Go}<![endif]>",
        $"<![CDATA[<!--]]>{Go}-->", $"<![CDATA[ <p title=\"]]>{Go}\">", $"<![CDATA[<![CDATA[{Go}]]>]]>", $"&lt;!--{Go}--&gt;",
        // Schemes in disguise.
        .. Each(
            ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "java\rscript:alert(1)",
                "\u0001javascript:alert(1)", "\u001Fjavascript:alert(1)", "\u00A0javascript:alert(1)", "\u2028javascript:alert(1)",
                "\uFEFFjavascript:alert(1)", "java\0script:alert(1)", "javascript&colon;alert(1)", "javascript&#58alert(1)",
                    "&#0000106avascript:alert(1)", "&#x6Aavascript:alert(1)", "&Tab;javascript:alert(1)", "java&NewLine;script:alert(1)",
                "javascript\u200B:alert(1)", "javascript :alert(1)", "javascript&#x0A;:alert(1)",
                    "&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)", "&amp;#106;avascript:alert(1)",
                    "javas\u0441ript:alert(1)", "ｊavascript:alert(1)",
                "vbscript:alert(1)", "livescript:alert(1)", "mocha:alert(1)", "data:text/html,<script>alert(1)</script>",
                    "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml;base64,PHN2Zz4=", "DATA:,x", "blob:x", "filesystem:x",
                    "file:///etc/passwd",
                "about:blank", "view-source:javascript:alert(1)", "feed:javascript:alert(1)", "jar:javascript:alert(1)!/x", "ws://x",
                    "tel:1", "intent:x", "steam:x", "https:javascript:alert(1)", "http://javascript:alert(1)", "//javascript:alert(1)",
                    "mailto:x?body=\"onclick=alert(1)",
                "https://e.example/\" onclick=\"alert(1)", "https://e.example/' onclick='alert(1)",
                    "https://e.example/&quot;&gt;<script>alert(1)</script>", "https://e.example/><script>alert(1)</script>",
                    "\\\\evil.example", "/\\evil.example", "?javascript:alert(1)", "#javascript:alert(1)"],
            address =>
            [
                $"<a href=\"{address}\">x</a>", $"<a href='{address}'>x</a>", $"<a href={address}>x</a>", $"<img src=\"{address}\">",
                    $"<blockquote cite=\"{address}\">x</blockquote>", $"<iframe src=\"{address}\"></iframe>",
                    $"<video src=\"{address}\"></video>",
                $"<object data='{address}'></object>", $"<embed src=\"{address}\">", $"<img data-src=\"{address}\">",
                    $"<a ping=\"{address}\" href=/>x</a>", $"<img srcset=\"{address} 1x\">",
                    $"<form action=\"{address}\"><button formaction=\"{address}\">x</button></form>",
                $"<base href=\"{address}\"><a href=y>x</a>", $"<meta http-equiv=refresh content=\"0;url={address}\">",
                    $"<link rel=stylesheet href=\"{address}\">", $"<p style=\"background:url({address})\">x</p>",
                    $"<table background=\"{address}\"><td background=\"{address}\">x",
                $"<video poster=\"{address}\"><source src=\"{address}\"></video>", $"<a xlink:href=\"{address}\">x</a>",
                    $"<q cite={address}>x</q>", $"<picture><source srcset=\"{address}\"><img src=\"{address}\"></picture>",
            ]),
        // Attributes that never end, have no name, come twice or hide behind another's quotes.
        "<p title=\"" + Go, "<p title='"
            + Go, "<p title=`x` onclick=alert(1)`>x", "<p title=x\"onclick=alert(1)\">x", "<p =\"\" onclick=alert(1)>x",
                "<p '=' onclick=alert(1)>x", "<p title=a title=\"><script>alert(1)</script>\">x", "<p \"title\"=x onclick=alert(1)>x",
        "<p/title=x/onclick=alert(1)/>x", "<p title=\"x\"\"onclick=alert(1)\">x", "<p title=&quot;onclick=alert(1)>x",
            "<p title='&apos; onclick=alert(1) x=&apos;'>x", "<p title=\"&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">x",
            "<p title=`onclick=alert(1)` title>x`",
        "<p on click=alert(1)>x", "<p \0onclick=alert(1)>x", "<p on\0click=alert(1)>x", "<p ONCLICK=alert(1)>x", "<p x:onclick=alert(1)>x",
            "<p data-onclick=alert(1) aria-label=x role=button tabindex=1 contenteditable autofocus onfocus=alert(1)>x",
            "<p lang='\"onclick=alert(1)'>x", "<p dir='ltr onclick=alert(1)'>x",
        "<p is=x-evil slot=y part=z itemprop=w nonce=n accesskey=k hidden popover id=p><button popovertarget=p>x",
            "<td colspan='1 onclick=alert(1)'>x", "<ol start='1;alert(1)'><li value='javascript:1'>x",
        // Styles, and names by which the page's own scripts are deceived.
        "<p style='width:expression(alert(1))'>x", "<p style='-moz-binding:url(//evil.example/x.xml#x)'>x",
            "<p style='behavior:url(x.htc)'>x", "<style>@import '//evil.example/x.css';</style>x",
            "<link rel=stylesheet href=//evil.example/x.css>",
        "<a id=document name=cookie href=/x>x</a>", "<form id=forms name=body><input name=attributes><input id=parentNode></form>",
            "<img name=querySelector src=/x>", "<a id=config><a id=config name=url href=//evil.example>",
            "<iframe name=self srcdoc='<a id=x>'></iframe>", "<p id=__proto__ class=constructor>x</p>",
        // Tags that end what they are put in.
        $"</div></article></body></html>{Go}", $"</td></tr></table>{Go}", $"</title></textarea></style></script>{Go}",
            "<body onload=alert(1)><html onclick=alert(1)>", "<frameset onload=alert(1)><frame src=javascript:alert(1)>",
            "<head><meta http-equiv=set-cookie content=x>", "<table><caption><table></caption>"
            + Go,
        "<pre>\n\n<listing>\n" + Go, "<nobr><nobr><button><button>" + Go, "<ruby><rtc><rt><rp>" + Go, "<dd><dt><dd>"
            + Go, "<select><keygen><select>"
            + Go, "<dialog open><details open ontoggle=alert(1)>x", "<marquee onstart=alert(1)>x</marquee>",
                "<isindex action=javascript:alert(1)>", "<x-evil onclick=alert(1)>x</x-evil>",
    ];

    private static IEnumerable<string> Each(string[] words, Func<string, string[]> tricks) => words.SelectMany(tricks);
}
