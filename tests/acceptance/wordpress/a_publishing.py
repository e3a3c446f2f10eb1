"""The first import, and what an editor publishes and mends."""
import os
import re
import time
from datetime import datetime, timedelta, timezone

import hub
import institute
import readers
from steps import expect, step, within

HIDDEN = ["Behind a password", "For the desk only", "Not before its hour", "Half a thought", "Waiting for the chief", "About the institute"]
posts = {}


def visible(post, words, seconds=5):
    return within(seconds, lambda: (i := hub.item(post)) and words in i["content_html"] + i["title"],
                  lambda: "the old words" if hub.item(post) else "it is not in the feed")


@step("FeedHub starts on 12 public posts, and on one each that is behind a password, private, scheduled, draft, pending, and a page")
def _():
    day = lambda weeks: (datetime.now() - timedelta(weeks=weeks)).strftime("%Y-%m-%d 09:00:00")
    made = institute.insert([
        {"post_title": f"Road number {n}", "post_name": f"road-{n}", "post_content": institute.brief_text(f"road {n}"), "post_date": day(14 - n),
         "post_category": [institute.act("return get_category_by_slug( 'brief' )->term_id;")]} for n in range(1, 13)])
    posts.update({n: p for n, p in enumerate(made, 1)})
    for title, fields in zip(HIDDEN, [{"post_password": "word"}, {"post_status": "private"}, {"post_status": "future", "post_date": "2031-01-01 09:00:00"},
                                      {"post_status": "draft"}, {"post_status": "pending"}, {"post_type": "page"}]):
        institute.insert([{"post_title": title, "post_content": institute.brief_text(f"SECRET {title}"), **fields}])
    code, said = hub.verb("key", "add", "--role", "editor", "--name", "day")
    hub.key = next(line for line in said.split("\n") if re.fullmatch(r"\S{20,}", line.strip())).strip()
    with open(f"{hub.WORK}/key", "w", encoding="utf-8") as file:
        file.write(hub.key)
    hub.start()
    took = within(30, lambda: len(hub.items()) == 12, lambda: f"{len(hub.items())} public")
    return f"12 public after {took:.1f} s"


@step("the posts that are not public are looked for in pages, feeds, embed and sitemap of both series")
def _():
    within(30, lambda: len(hub.items("category")) >= 9, lambda: f"{len(hub.items('category'))} from the category's feed")
    found = [(w, p) for series in ("weekly", "category") for w in [*HIDDEN, "SECRET"] for p in hub.where(w, series)]
    expect(not found, f"found: {found}")
    form = [p for series in ("weekly", "category") for p in hub.where("password protected", series)]
    expect(not form, f"the form that asks for the password: {form}")
    return "in none of them, nor the form that asks for the password"


@step("readers subscribe to WordPress' own feeds with newsboat and rss2email")
def _():
    posts["readers"] = readers.subscribe("old", 500)
    fetched = {name: len(reader.new()) for name, reader in posts["readers"].items()}
    institute.act("return update_option( 'posts_per_rss', 10 );")
    expect(min(fetched.values()) >= 12, f"items: {fetched}")
    return f"items: {fetched}"


@step("the hook of docs/publishing.md is pasted, and an editor presses Publish")
def _():
    docs = open(f"{os.environ['REPOSITORY']}/docs/publishing.md", encoding="utf-8").read()
    hook = re.search(r"```php\n(.*?)```", docs, re.S)[1].replace("https://feeds.example.org/api/v1/series/weekly/poll", f"{hub.BASE}/api/v1/series/weekly/poll")
    expect(hub.BASE in hook, "the docs have no such hook")
    with open(f"{institute.CONTENT}/mu-plugins/feedhub.php", "w", encoding="utf-8") as file:
        file.write(hook)
    begun = time.monotonic()
    posts["ferry"] = institute.publish("A ferry", institute.brief_text("the ferry"))
    saved = time.monotonic() - begun
    return f"saving took {saved:.1f} s, public {visible(posts['ferry'], 'the ferry'):.1f} s later"


@step("a typo is mended")
def _():
    before = hub.item(posts["ferry"])
    posts["ferry"].save(content=institute.brief_text("the ferry").replace("two lanes", "three lanes"))
    took = visible(posts["ferry"], "three lanes")
    after = hub.item(posts["ferry"])
    expect((before["id"], before["url"], before["date_published"]) == (after["id"], after["url"], after["date_published"]), f"{before} became {after}")
    return f"there after {took:.1f} s; ID, address and date of publication as before"


@step("the post gets another title")
def _():
    before = hub.item(posts["ferry"])["url"]
    posts["ferry"].save(title="A ferry to the other shore")
    took = visible(posts["ferry"], "other shore")
    expect(hub.item(posts["ferry"])["url"] == before, "its address changed")
    return f"there after {took:.1f} s at the same address"


@step("the post gets another slug")
def _():
    before = hub.item(posts["ferry"])["url"]
    posts["ferry"].save(slug="the-other-shore")
    took = within(5, lambda: hub.item(posts["ferry"])["_feedhub"]["canonical_url"].endswith("/the-other-shore/"))
    expect(hub.item(posts["ferry"])["url"] == before, "the brief's address changed")
    return f"the brief keeps its address, its canonical address follows after {took:.1f} s"


@step("the post gets another date")
def _():
    at = (datetime.now(timezone.utc) - timedelta(days=3)).replace(microsecond=0)
    posts["ferry"].save(date_gmt=at.strftime("%Y-%m-%dT%H:%M:%S"))
    took = within(5, lambda: hub.item(posts["ferry"])["date_published"][:19] == at.strftime("%Y-%m-%dT%H:%M:%S"),
                  lambda: hub.item(posts["ferry"])["date_published"])
    return f"follows after {took:.1f} s"


@step("a script saves a post and gives it tags and a picture just after; the next poll")
def _():
    number, _ = institute.picture("quay")
    made = institute.act("""
        $id = wp_insert_post( wp_slash( $a['post'] ) );
        sleep( 4 );
        wp_set_post_tags( $id, array( 'Georgia', 'Transport' ) );
        set_post_thumbnail( $id, $a['picture'] );
        return array( 'id' => $id, 'guid' => array( 'raw' => get_post( $id )->guid ) );
        """, {"picture": number, "post": {"post_title": "A quay", "post_content": institute.brief_text("the quay"), "post_status": "publish", "post_author": 1}})
    posts["quay"] = institute.Post(made)
    visible(posts["quay"], "the quay")
    hub.poll()
    within(5, lambda: "GE" in hub.item(posts["quay"]).get("tags", []) and "image" in hub.item(posts["quay"]),
           lambda: f"tags {hub.item(posts['quay']).get('tags')}, picture {hub.item(posts['quay']).get('image')}")
    return f"tags {hub.item(posts['quay'])['tags']} and the picture are there"


@step("an author is renamed; the next poll")
def _():
    institute.act("return wp_update_user( array( 'ID' => 1, 'display_name' => 'Leyla Testova' ) );")
    hub.poll()
    within(5, lambda: all(i["authors"][0]["name"] == "Leyla Testova" for i in hub.items().values()),
           lambda: f"{sum(i['authors'][0]['name'] != 'Leyla Testova' for i in hub.items().values())} of {len(hub.items())} with the old name")
    return "every brief has the new name"


@step("a tag is renamed; the next poll")
def _():
    institute.act("return wp_update_term( get_term_by( 'name', 'Georgia', 'post_tag' )->term_id, 'post_tag', array( 'name' => 'Armenia' ) );")
    hub.poll()
    within(5, lambda: "AM" in hub.item(posts["quay"]).get("tags", []), lambda: f"tags {hub.item(posts['quay']).get('tags')}")
    return f"tags {hub.item(posts['quay'])['tags']}"


@step("two posts come out in one second; the hook does not wait")
def _():
    two = institute.insert([{"post_title": f"Twin {n}", "post_content": institute.brief_text(f"twin {n}")} for n in (1, 2)])
    took = within(5, lambda: all(hub.item(p) for p in two), lambda: f"{sum(bool(hub.item(p)) for p in two)} of 2 public")
    return f"both public after {took:.1f} s"


@step("50 posts come out in one run")
def _():
    begun = time.monotonic()
    many = institute.insert([{"post_title": f"Bulk {n}", "post_content": institute.brief_text(f"bulk {n}"), "post_date": f"2026-{1 + n % 8:02}-{1 + n // 8:02} 10:00:00"}
                             for n in range(50)])
    within(20, lambda: all(p.guid in hub.items() for p in many), lambda: f"{sum(p.guid in hub.items() for p in many)} of 50 public")
    return f"all public {time.monotonic() - begun:.1f} s after the run began"


@step("a scheduled post's hour comes, and WordPress' cron brings it out")
def _():
    due = datetime.now(timezone.utc) + timedelta(seconds=6)
    post = institute.publish("At its hour", institute.brief_text("the hour"), status="future", date_gmt=due.strftime("%Y-%m-%dT%H:%M:%S"))
    expect(hub.item(post) is None, "it was public before")
    while datetime.now(timezone.utc) < due + timedelta(seconds=0.5):
        time.sleep(0.2)
    institute.visit()
    took = visible(post, "the hour")
    return f"public {took:.1f} s after the first visit after its hour"
