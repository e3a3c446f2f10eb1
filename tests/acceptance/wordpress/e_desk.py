"""The editors' desk in the browser."""
import html
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

import hub
import institute
from a_publishing import posts
from steps import expect, step, within

OPENER = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


def open_page(path, fields=None):
    request = urllib.request.Request(urllib.parse.urljoin(hub.BASE, path), data=None if fields is None else urllib.parse.urlencode(fields).encode(), headers={"Accept": "text/html"})
    try:
        with OPENER.open(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def forms(page):
    """Each form: its address and its fields."""
    for form in re.findall(r"<form.*?</form>", page, re.S):
        fields = {n[1]: (re.search(r'value="([^"]*)"', i) or [0, ""])[1] for i in re.findall(r"<(?:input|button)[^>]*>", form) if (n := re.search(r'name="([^"]*)"', i))}
        yield html.unescape(re.search(r'action="([^"]*)"', form)[1]), {n: html.unescape(v) for n, v in fields.items()}


def send(page, action, **fields):
    """Sends the form whose address ends so."""
    found = [(a, f) for a, f in forms(page) if a.endswith(action)]
    expect(found, f"no form for “{action}” on the page")
    return open_page(found[0][0], {**found[0][1], **fields})


@step("an editor signs in to the desk with the key")
def _():
    status, page = open_page("/editors/sign-in")
    expect(status == 200, f"/editors/sign-in answers {status}")
    status, page = send(page, "/sign-in", key="a-wrong-key")
    expect("weekly" not in page and status != 200, f"a wrong key: status {status}")
    status, page = send(page, "/sign-in", key=hub.key)
    expect(status == 200 and "The weekly" in page, f"status {status}")
    return "the list of series"


@step("an edited brief's proposal is accepted on the desk")
def _():
    post = posts[11]
    slug = hub.slug(post)
    path = f"{hub.DATA}/briefs/weekly/{slug}.md"
    text = open(path, encoding="utf-8").read()
    open(path, "w", encoding="utf-8").write(text.replace("two lanes", "two lanes (says our editor)"))
    within(6, lambda: "says our editor" in hub.item(post)["content_html"])
    post.save(content=institute.brief_text("road 11").replace("two lanes", "eleven lanes"))
    hub.poll()
    status, page = open_page(f"/editors/series/weekly/briefs/{slug}")
    expect(status == 200, f"the brief's page on the desk answers {status}")
    status, _ = send(page, "/accept")
    expect(status == 200, f"the desk answers {status}")
    within(6, lambda: "eleven lanes" in hub.item(post)["content_html"], lambda: "the accepted words did not come")
    return "the accepted words came"
