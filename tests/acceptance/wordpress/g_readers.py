"""Moving in: WordPress' own feeds are redirected here, and no reader shows an item as new."""
import json
import os
import re
import sqlite3
import stat
import subprocess

import hub
import institute
from steps import expect, step, within

FEEDS = [("/feed/", "weekly"), ("/category/brief/feed/", "category")]


class Newsboat:
    def __init__(self, name, feeds):
        self.folder = f"{hub.WORK}/newsboat-{name}"
        os.makedirs(self.folder)
        with open(f"{self.folder}/urls", "w", encoding="utf-8") as file:
            file.writelines(f"{f}\n" for f in feeds)

    def new(self):
        """Fetches; the items that are unread, which it then marks as read."""
        done = subprocess.run(["newsboat", "-u", f"{self.folder}/urls", "-c", f"{self.folder}/cache.db", "-C", "/dev/null", "-x", "reload"],
                              capture_output=True, text=True, timeout=120, env={**os.environ, "HOME": self.folder})
        if done.returncode != 0:
            raise RuntimeError(done.stdout + done.stderr)
        with sqlite3.connect(f"{self.folder}/cache.db") as cache:
            unread = [t for t, in cache.execute("SELECT title FROM rss_item WHERE unread = 1 AND deleted = 0")]
            cache.execute("UPDATE rss_item SET unread = 0")
        return unread


class Rss2Email:
    def __init__(self, name, feeds):
        self.folder = f"{hub.WORK}/r2e-{name}"
        os.makedirs(self.folder)
        self.run("new", "reader@localhost")
        keep = f"{self.folder}/keep"
        with open(keep, "w", encoding="utf-8") as file:
            file.write(f'#!/bin/sh\ncat >"{self.folder}/mail-$$"\n')
        os.chmod(keep, stat.S_IRWXU)
        config = f"{self.folder}/rss2email.cfg"
        text = open(config, encoding="utf-8").read()
        open(config, "w", encoding="utf-8").write(re.sub(r"(?m)^sendmail = .*$", f"sendmail = {keep}", text))
        for number, feed in enumerate(feeds):
            self.run("add", f"feed{number}", feed)

    def run(self, *words):
        done = subprocess.run(["r2e", *words], capture_output=True, text=True, timeout=300, env={
            **os.environ, "HOME": self.folder, "XDG_CONFIG_HOME": self.folder, "XDG_DATA_HOME": self.folder})
        if done.returncode != 0:
            raise RuntimeError(done.stdout + done.stderr)

    def new(self):
        """Fetches; the mails that it sends."""
        self.run("run")
        mails = [f"{self.folder}/{m}" for m in os.listdir(self.folder) if m.startswith("mail-")]
        subjects = [re.search(r"(?m)^Subject: (.*)$", open(m, encoding="utf-8").read())[1] for m in mails]
        for mail in mails:
            os.remove(mail)
        return subjects


READERS = {"newsboat": Newsboat, "rss2email": Rss2Email}


def move(name, kept, query):
    """Readers subscribe to WordPress, which has `kept` items in its feeds; then it redirects, and a brief comes out. What they show as new."""
    institute.act("return update_option( 'posts_per_rss', $a );", kept)
    category = institute.act("return get_category_by_slug( 'brief' )->term_id;")
    hub.poll()
    hub.poll("category")
    readers = {reader: make(name, [institute.base + path for path, _ in FEEDS]) for reader, make in READERS.items()}
    try:
        first = {reader: len(r.new()) for reader, r in readers.items()}
        expect(all(first.values()), f"nothing came from WordPress: {first}")
        again = {reader: r.new() for reader, r in readers.items()}
        expect(not any(again.values()), f"new without any change: {again}")
        # A feed that leads back to us cannot be followed; the API can.
        hub.configure("category", f"{institute.base}/wp-json/wp/v2/posts?categories={category}")
        institute.switch("moved", json.dumps({path: f"{hub.BASE}/series/{series}/feed.rss{query}" for path, series in FEEDS}))
        then = {reader: r.new() for reader, r in readers.items()}
        title = f"The first after the move of the {name}"
        post = institute.publish(title, institute.brief_text("the move"), categories=[category])
        hub.poll("category")
        within(6, lambda: hub.item(post) and hub.item(post, "category"))
        for reader, r in readers.items():
            # Until a feed changes, a reader may be answered 304 and see nothing of the move. It is in both feeds, which newsboat shows once.
            news = r.new()
            expect(sum(title in n for n in news) in (1, 2), f"{reader} shows the next brief {sum(title in n for n in news)} times")
            then[reader] += [n for n in news if title not in n]
        once_more = {reader: r.new() for reader, r in readers.items()}
        expect(not any(once_more.values()), f"new at the second time: {once_more}")
    finally:
        institute.switch("moved", None)
        hub.configure("category", f"{institute.base}/category/brief/feed/")
    expect(not any(then.values()), "; ".join(f"{reader} shows {len(t)} as new, such as {t[:2]}" for reader, t in then.items() if t))
    return "; ".join(f"{reader}: {n} items before, none new after but the next brief" for reader, n in first.items())


@step("/feed/ and /category/brief/feed/ redirect here (301); readers that have followed since the first brief")
def _():
    return move("old", 500, "")


@step("/feed/ and /category/brief/feed/ redirect to ?limit=10 here (301); readers that came this week and know the ten newest")
def _():
    return move("young", 10, "?limit=10")
