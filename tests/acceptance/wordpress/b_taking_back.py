"""What an editor takes back, and brings back."""
import time

import hub
import institute
from a_publishing import posts
from steps import expect, step, within


def is_taken_back(post, words, back, bring_back, series="weekly"):
    """Takes a public post back, polls, and brings it back; polls again."""
    before = hub.item(post, series)
    page = before["url"][len(hub.BASE):]
    back()
    _, report = hub.poll(series)
    try:
        gone = within(5, lambda: not hub.where(words, series, [page]), lambda: f"its words are still in {hub.where(words, series, [page])}; the poll said "
                      f"proposed {report.get('proposed')}, gone {report.get('gone')}")
        status = hub.get(page)[0]
        expect(status in (404, 410), f"its page answers {status}")
    finally:
        bring_back()
        hub.poll(series)
    came = within(5, lambda: (i := hub.item(post, series)) and words in i["content_html"], lambda: f"it did not come back; its page answers {hub.get(page)[0]}")
    after = hub.item(post, series)
    expect((before["id"], before["url"]) == (after["id"], after["url"]), f"it came back as {after['id']} at {after['url']}")
    return f"gone {gone:.1f} s after the poll (page {status}), and back {came:.1f} s after the next"


@step("a public post gets a password, and loses it again")
def _():
    return is_taken_back(posts[3], "road to road 3 was", lambda: posts[3].save(password="word"), lambda: posts[3].save(password=""))


@step("a public post becomes private, and public again")
def _():
    return is_taken_back(posts[4], "road to road 4 was", lambda: posts[4].save(status="private"), lambda: posts[4].save(status="publish"))


@step("a public post becomes a draft, and public again")
def _():
    return is_taken_back(posts[5], "road to road 5 was", lambda: posts[5].save(status="draft"), lambda: posts[5].save(status="publish"))


@step("a public post is trashed, and restored unchanged")
def _():
    trash = lambda: institute.rest("DELETE", f"posts/{posts[6].number}")
    restore = lambda: institute.act("add_filter( 'wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10, 3 ); return (bool) wp_untrash_post( $a );", posts[6].number)
    return is_taken_back(posts[6], "road to road 6 was", trash, restore)


@step("the category's feed is followed: a public post becomes a draft, and public again")
def _():
    slug = hub.slug(posts[10], "category")
    posts[10].save(status="draft")
    _, report = hub.poll("category")
    expect(slug in report["proposed"], f"its withdrawal is not proposed: {report}")
    posts[10].save(status="publish")
    hub.poll("category")
    listed = hub.verb("brief", "list", "--series", "category")[1]
    expect(f"category/{slug}: " not in listed and hub.item(posts[10], "category"), f"the proposal stays: {listed}")
    return "its guid names no number to ask the API for, so its withdrawal is proposed; the proposal vanishes with the draft"


@step("the category's feed is followed: a public post gets a password, and loses it again")
def _():
    return is_taken_back(posts[9], "road to road 9 was", lambda: posts[9].save(password="word"), lambda: posts[9].save(password=""), "category")


@step("a post is deleted for good; the next poll")
def _():
    slug = posts["deleted"] = hub.slug(posts[2])
    institute.rest("DELETE", f"posts/{posts[2].number}?force=true")
    _, report = hub.poll()
    expect(slug in report["proposed"] and hub.item(posts[2]), f"its withdrawal is not proposed: {report}")
    return "its withdrawal is proposed; until an editor decides, the brief stays"


@step("feedhub brief accept: the withdrawal of the deleted post")
def _():
    slug = posts["deleted"]
    code, said = hub.verb("brief", "accept", f"weekly/{slug}", "--note", "The post was deleted.")
    if hub.item(posts[2]) is not None:
        expect(code == 0, said[-200:])
    within(6, lambda: hub.get(f"/series/weekly/{slug}")[0] == 410, lambda: f"its page answers {hub.get(f'/series/weekly/{slug}')[0]}")
    expect(not hub.where("road to road 2 was"), f"its words are in {hub.where('road 2 and')}")
    return "its page answers 410, its words are nowhere"


@step("what is withdrawn stays in RSS with its notice, in Atom as a tombstone, in JSON Feed as withdrawn")
def _():
    rss, atom, json = (hub.get(f"/series/weekly/feed.{f}")[1] for f in ("rss", "atom", "json"))
    guid = posts[2].guid
    expect(guid in rss and "Withdrawn: Road number 2" in rss, "RSS does not have it")
    expect("deleted-entry" in atom and guid in atom, "Atom has no tombstone")
    expect(guid in json and "withdrawn" in json, "JSON Feed does not have it")
    return "so it is"


@step("feedhub brief withdraw, while the post stays as it is")
def _():
    post = posts[7]
    slug = hub.slug(post)
    code, said = hub.verb("brief", "withdraw", f"weekly/{slug}", "--note", "The figures were wrong.")
    expect(code == 0, f"exit code {code}: {said.strip()[:120]}")
    within(6, lambda: hub.get(f"/series/weekly/{slug}")[0] == 410, lambda: f"its page answers {hub.get(f'/series/weekly/{slug}')[0]}")
    hub.poll()
    expect(hub.get(f"/series/weekly/{slug}")[0] == 410 and not hub.where("road to road 7 was"), "the next poll brought it back")
    return "410, and the next poll does not bring it back"


@step("an imported brief is edited in its file, and then the post changes: a proposal, and feedhub brief accept")
def _():
    post = posts[8]
    slug = hub.slug(post)
    path = f"{hub.DATA}/briefs/weekly/{slug}.md"
    text = open(path, encoding="utf-8").read()
    open(path, "w", encoding="utf-8").write(text.replace("two lanes", "two lanes (says our editor)"))
    within(6, lambda: "says our editor" in hub.item(post)["content_html"])
    post.save(content=institute.brief_text("road 8").replace("two lanes", "eight lanes"))
    _, report = hub.poll()
    expect("says our editor" in hub.item(post)["content_html"], "the editor's words were overwritten")
    listed = hub.verb("brief", "list", "--series", "weekly")[1]
    expect("eight lanes" in listed, f"no proposal: {report}")
    code, said = hub.verb("brief", "accept", f"weekly/{slug}")
    expect(code == 0, said[-200:])
    within(6, lambda: "eight lanes" in hub.item(post)["content_html"], lambda: "the accepted words did not come")
    return "the editor's words stayed, the difference was listed, the accepted words came"


@step("feedhub brief reject: a proposal is turned down, and the next change is proposed anew")
def _():
    post = posts[1]
    slug = hub.slug(post)
    path = f"{hub.DATA}/briefs/weekly/{slug}.md"
    text = open(path, encoding="utf-8").read()
    open(path, "w", encoding="utf-8").write(text.replace("two lanes", "two lanes (says our editor)"))
    within(6, lambda: "says our editor" in hub.item(post)["content_html"])
    post.save(content=institute.brief_text("road 1").replace("two lanes", "seven lanes"))
    hub.poll()
    code, said = hub.verb("brief", "reject", f"weekly/{slug}")
    expect(code == 0, said[-200:])
    hub.poll()
    expect("says our editor" in hub.item(post)["content_html"], "the editor's words were overwritten")
    post.save(content=institute.brief_text("road 1").replace("two lanes", "six lanes"))
    hub.poll()
    expect("six lanes" in hub.verb("brief", "list", "--series", "weekly")[1], "the next change was not proposed")
    time.sleep(0.1)
    return "so it is"
