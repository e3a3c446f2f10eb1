"""Feed readers of Debian, each with a folder of its own."""
import os
import re
import sqlite3
import stat
import subprocess

import hub
import institute

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


def subscribe(name, kept):
    """Readers that subscribe to WordPress' own feeds, each with at most `kept` items."""
    institute.act("return update_option( 'posts_per_rss', $a );", kept)
    return {reader: make(name, [institute.base + path for path, _ in FEEDS]) for reader, make in READERS.items()}
