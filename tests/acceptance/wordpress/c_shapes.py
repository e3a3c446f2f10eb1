"""What the form of the words says, in blocks of WordPress."""
import re

import hub
import institute
from a_publishing import visible
from steps import expect, step

SHAPES = """
<!-- wp:paragraph --><p>It carries 10<sup>9</sup> tonnes, less CO<sub>2</sub>, and <del>two</del> <ins>three</ins> ships; run <code>make all</code>.</p><!-- /wp:paragraph -->
<!-- wp:table --><figure class="wp-block-table"><table><thead><tr><th>Region</th><th>Year</th><th>Tonnes</th></tr></thead><tbody>
<tr><td rowspan="2">Baku</td><td>2025</td><td>7</td></tr><tr><td>2026</td><td>8</td></tr></tbody></table><figcaption>Freight by year</figcaption></figure><!-- /wp:table -->
<!-- wp:gallery {"linkTo":"none"} --><figure class="wp-block-gallery has-nested-images columns-default is-cropped">%s<figcaption class="blocks-gallery-caption">Three views</figcaption></figure><!-- /wp:gallery -->
<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button --><div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="https://data.institute.example/set">Get the data</a></div><!-- /wp:button --></div><!-- /wp:buttons -->
<!-- wp:file {"href":"https://institute.example/brief.pdf"} --><div class="wp-block-file"><a id="f1" href="https://institute.example/brief.pdf">The brief as PDF</a><a href="https://institute.example/brief.pdf" class="wp-block-file__button wp-element-button" download aria-describedby="f1">Download</a></div><!-- /wp:file -->
<!-- wp:audio --><figure class="wp-block-audio"><audio controls src="https://institute.example/episode-14.mp3"></audio><figcaption>Episode 14</figcaption></figure><!-- /wp:audio -->
<!-- wp:list {"ordered":true,"start":3} --><ol start="3"><!-- wp:list-item --><li>The third point</li><!-- /wp:list-item --><!-- wp:list-item --><li>The fourth point</li><!-- /wp:list-item --></ol><!-- /wp:list -->
<!-- wp:paragraph --><p>The toll is high<sup data-fn="n-1" class="fn"><a href="#n-1" id="n-1-link">1</a></sup> this year.</p><!-- /wp:paragraph -->
"""
NOTES = """
<!-- wp:html --><ol class="wp-block-footnotes"><li id="n-1">Says the port. <a href="#n-1-link" aria-label="Jump to footnote reference 1">↩︎</a></li></ol><!-- /wp:html -->"""
page = {}


def shows(*patterns):
    missing = [p for p in patterns if not re.search(p, page["html"], re.S)]
    expect(not missing, f"missing on the page: {missing}")


@step("a post with every kind of block is published")
def _():
    pictures = "".join(f'<!-- wp:image {{"id":{number}}} --><figure class="wp-block-image"><img src="{url}" alt="View {n}" class="wp-image-{number}"/>'
                       f"<figcaption>The view from {n}</figcaption></figure><!-- /wp:image -->"
                       for n, (number, url) in ((n, institute.picture(f"view-{n}")) for n in ("north", "east", "south")))
    post = institute.publish("Every kind of block", institute.brief_text("the port", SHAPES % pictures) + NOTES)
    took = visible(post, "the port", 10)
    page["html"] = hub.get(hub.item(post)["url"][len(hub.BASE):])[1]
    return f"public after {took:.1f} s"


@step("… raised, lowered, deleted and inserted words, and code")
def _():
    shows("10<sup>9</sup>", "CO<sub>2</sub>", "<del>two</del>", "<ins>three</ins>", "<code>make all</code>")
    return "as in the post"


@step("… a table with a cell over two rows, and its caption")
def _():
    shows('<td[^>]*rowspan="2"[^>]*>\\s*Baku', "Freight by year")
    return "as in the post"


@step("… a gallery of three pictures with captions")
def _():
    shown = re.findall(r'<img[^>]*src="/series/weekly/media/[^"]+"[^>]*>', page["html"])
    expect(len(shown) == 3, f"{len(shown)} pictures")
    shows(*(f"The view from {n}" for n in ("north", "east", "south")), "Three views")
    unsized = [i for i in shown if "width=" not in i or "height=" not in i]
    expect(not unsized, f"without width and height: {unsized}")
    return "all three with their captions, each with width and height"


@step("… buttons, a file and a recording")
def _():
    shows('<a[^>]*href="https://data.institute.example/set"[^>]*>Get the data</a>', '<a[^>]*href="https://institute.example/brief.pdf"[^>]*>The brief as PDF</a>',
          '<a[^>]*href="https://institute.example/episode-14.mp3"[^>]*>[^<]+</a>')
    expect("PDFDownload" not in page["html"] and ">Download<" not in page["html"], "the button of the file block became words")
    return "one link each"


@step("… a list that begins with 3")
def _():
    shows('<ol start="3">')
    return "as in the post"


@step("… a footnote")
def _():
    mark = re.search(r'<a[^>]*href="#([^"]+)"[^>]*>1</a>', page["html"])
    expect(mark is not None, "no mark that leads to a note")
    shows(f'id="{re.escape(mark[1])}"', "Says the port")
    return "the mark leads to its note"
