"""Moving in: WordPress' own feeds are redirected here, and no reader shows an item as new."""
import json

import hub
import institute
import readers
from a_publishing import posts
from steps import expect, step, within


def move(subscribed, name, query):
    """The readers fetch; then WordPress redirects its feeds here, and a brief comes out. What they show as new."""
    category = institute.act("return get_category_by_slug( 'brief' )->term_id;")
    hub.poll()
    hub.poll("category")
    try:
        first = {reader: len(r.new()) for reader, r in subscribed.items()}
        expect(all(first.values()), f"nothing came from WordPress: {first}")
        again = {reader: r.new() for reader, r in subscribed.items()}
        expect(not any(again.values()), f"new without any change: {again}")
        # A feed that leads back to us cannot be followed; the API can.
        hub.configure("category", f"{institute.base}/wp-json/wp/v2/posts?categories={category}")
        institute.switch("moved", json.dumps({path: f"{hub.BASE}/series/{series}/feed.rss{query}" for path, series in readers.FEEDS}))
        then = {reader: r.new() for reader, r in subscribed.items()}
        title = f"The first after the move of the {name}"
        post = institute.publish(title, institute.brief_text("the move"), categories=[category])
        hub.poll("category")
        within(6, lambda: hub.item(post) and hub.item(post, "category"))
        for reader, r in subscribed.items():
            # Until a feed changes, a reader may be answered 304 and see nothing of the move. It is in both feeds, which newsboat shows once.
            news = r.new()
            expect(sum(title in n for n in news) in (1, 2), f"{reader} shows the next brief {sum(title in n for n in news)} times")
            then[reader] += [n for n in news if title not in n]
        once_more = {reader: r.new() for reader, r in subscribed.items()}
        expect(not any(once_more.values()), f"new at the second time: {once_more}")
    finally:
        institute.switch("moved", None)
        hub.configure("category", f"{institute.base}/category/brief/feed/")
    expect(not any(then.values()), "; ".join(f"{reader} shows {len(t)} as new, such as {t[:2]}" for reader, t in then.items() if t))
    return "; ".join(f"{reader}: {n} items before, none new after but the next brief" for reader, n in first.items())


@step("/feed/ and /category/brief/feed/ redirect here (301); readers that have followed since the morning")
def _():
    institute.act("return update_option( 'posts_per_rss', 500 );")
    return move(posts["readers"], "old", "")


@step("/feed/ and /category/brief/feed/ redirect to ?limit=10 here (301); readers that came this week and know the ten newest")
def _():
    return move(readers.subscribe("young", 10), "young", "?limit=10")
