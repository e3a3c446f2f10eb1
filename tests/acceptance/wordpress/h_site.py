"""What happens to the site itself."""
import re
import time
from datetime import datetime, timedelta

import hub
import institute
from a_publishing import visible
from steps import expect, step, within


@step("maintenance: WordPress answers 503 with Retry-After: 600; then it is over, and an editor publishes")
def _():
    before = hub.items().keys()
    institute.maintenance(True)
    try:
        status, said = hub.poll()
        expect(status == 502, f"the poll answered {status}: {said}")
        expect(hub.items().keys() == before, "briefs are missing")
        expect(hub.get("/series/weekly")[0] == 200, "the series is not served")
    finally:
        institute.maintenance(False)
    post = institute.publish("After the works", institute.brief_text("the works"))
    return f"the poll says “{said['detail'][-60:]}”, nothing is lost; the new post is public {visible(post, 'the works', 10):.1f} s after the call"


@step("a plugin puts a notice of PHP before the JSON")
def _():
    institute.switch("notice", "on")
    try:
        expect("Undefined variable" in institute.visit("/wp-json/wp/v2/posts?per_page=1")[1], "the site does not say the notice")
        post, = institute.insert([{"post_title": "Noticed", "post_content": institute.brief_text("the notice")}])
        _, report = hub.poll()
        took = visible(post, "the notice")
    finally:
        institute.switch("notice", None)
    expect(report["notes"], f"the poll does not tell: {report}")
    return f"public after {took:.1f} s; the poll notes it"


@step("the category's feed is followed, and a post dated back by three weeks is published in it")
def _():
    hub.poll("category")
    category = institute.act("return get_category_by_slug( 'brief' )->term_id;")
    institute.act("return update_option( 'posts_per_rss', 10 );")
    at = (datetime.now() - timedelta(weeks=3)).strftime("%Y-%m-%d %H:%M:%S")
    post, = institute.insert([{"post_title": "Dated back", "post_content": institute.brief_text("the past"), "post_date": at, "post_category": [category]}])
    expect("Dated back" in institute.visit("/category/brief/feed/")[1], "WordPress itself does not have it in that feed")
    _, report = hub.poll("category")
    took = within(5, lambda: hub.item(post, "category"), lambda: f"it is not public; the poll said new {report.get('new')}, unchanged {report.get('unchanged')}")
    return f"public {took:.1f} s after the poll"


@step("import --archive of the category's feed with all its pages: the numbers of the issues")
def _():
    code, said = hub.verb("import", "--archive", f"{institute.base}/category/brief/feed/", "--series", "archive")
    expect(code == 0, said[-200:])
    count = institute.act("return get_category_by_slug( 'brief' )->count;")
    within(10, lambda: len(hub.items("archive")) >= count, lambda: f"{len(hub.items('archive'))} of {count}")
    numbers = hub.numbers("archive")
    expect(numbers == list(range(len(numbers), 0, -1)), f"newest first: {numbers}")
    return f"{len(numbers)} briefs, numbered in the order of their dates"


def same_after(change, url, seconds):
    """Nothing is doubled, every brief keeps ID and address, and the canonical addresses follow, but for briefs that wait for an editor."""
    before = hub.items()
    change()

    def old():
        waiting = re.findall(r"(?m)^weekly/(\S+): ", hub.verb("brief", "list", "--series", "weekly")[1])
        return [i["url"] for i in hub.items().values()
                if not i["_feedhub"]["canonical_url"].startswith(url) and i["url"].rsplit("/", 1)[1] not in waiting]
    within(seconds, lambda: not old(), lambda: f"of {len(hub.items())}, these have the old canonical address: {old()[:3]}")
    after = hub.items()
    expect({k: i["url"] for k, i in before.items()} == {k: i["url"] for k, i in after.items()},
           f"{len(after.keys() - before.keys())} new, {len(before.keys() - after.keys())} missing")
    return f"{len(after)} briefs with the IDs and addresses that they had, all canonical addresses follow"


@step("the permalinks get another structure; the next poll")
def _():
    def change():
        institute.act("global $wp_rewrite; $wp_rewrite->set_permalink_structure( '/notes/%postname%/' ); flush_rewrite_rules(); return 1;")
        hub.poll()
    return same_after(change, f"{institute.base}/notes/", 5)


@step("the site moves to another address, and follow: in series.yaml with it")
def _():
    new = "http://127.8.0.3:18080"

    def change():
        institute.act("update_option( 'siteurl', $a ); return update_option( 'home', $a );", new)
        institute.base = new
        hub.configure("weekly", f"{new}/wp-json/wp/v2/posts")
    return same_after(change, new, 20)


@step("a post is published at the new address")
def _():
    post = institute.publish("From the new house", institute.brief_text("the new house"))
    took = visible(post, "the new house", 6)
    time.sleep(0.1)
    return f"public after {took:.1f} s"
