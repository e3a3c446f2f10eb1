"""The plugin: downloaded from FeedHub, installed, set up in the browser, and left to itself. No step here polls."""
import http.server
import threading
import time

import hub
import institute
from a_publishing import posts, visible
from steps import expect, step, within

CALLED = []
ADMIN = {}


class Deaf(http.server.BaseHTTPRequestHandler):
    """A FeedHub that takes ten seconds for an answer; it notes the calls."""

    def do_POST(self):
        CALLED.append((self.path, self.headers["Authorization"]))
        time.sleep(10)

    def log_message(self, *_):
        pass


def settings(**fields):
    admin = ADMIN["browser"]
    hidden = institute.hidden_fields(admin.get("/wp-admin/options-general.php?page=feedhub")[1], "options.php")
    return admin.post("/wp-admin/options.php", {**hidden, **{f"feedhub[{k}]": v for k, v in fields.items()}})[1]


def tried():
    page = ADMIN["browser"].get("/wp-admin/options-general.php?page=feedhub")[1]
    return ADMIN["browser"].post("/wp-admin/admin-post.php", institute.hidden_fields(page, "admin-post.php"))[1]


@step("the plugin is downloaded from FeedHub in place of the pasted hook")
def _():
    status, body, headers = hub.request("GET", "/assets/feedhub-wordpress.php")
    expect(status == 200 and body.startswith("<?php"), f"status {status}")
    expect("attachment" in (headers["Content-Disposition"] or "") and headers["X-Content-Type-Options"] == "nosniff", f"{dict(headers)}")
    with open(f"{institute.CONTENT}/plugins/feedhub.php", "w", encoding="utf-8") as file:
        file.write(body)
    institute.switch("../mu-plugins/feedhub.php", None)
    institute.act("require_once ABSPATH . 'wp-admin/includes/plugin.php'; return activate_plugin( 'feedhub.php' );")
    return f"as an attachment of type {headers['Content-Type']}, activated"


@step("its settings are filled in by an administrator in the browser")
def _():
    institute.act("wp_set_password( 'one of the test', 1 ); return wp_insert_user( array( 'user_login' => 'writer', 'user_pass' => 'one of the test', 'role' => 'author' ) );")
    ADMIN["browser"] = institute.Browser("editor", "one of the test")
    page = settings(address=hub.BASE + "/", series="weekly", key=hub.key)
    expect("A key is kept" in page and hub.BASE in page, "the settings were not kept")
    expect(hub.key not in page, "the key is printed back")
    return "kept; the key is not printed back"


@step("an author opens the settings, and presses “Try it” without a nonce")
def _():
    writer = institute.Browser("writer", "one of the test")
    page = writer.get("/wp-admin/options-general.php?page=feedhub")[0]
    trial = writer.post("/wp-admin/admin-post.php", {"action": "feedhub_try"})[0]
    forged = ADMIN["browser"].post("/wp-admin/admin-post.php", {"action": "feedhub_try"})[0]
    expect((page, trial, forged) == (403, 403, 403), f"{page}, {trial}; an administrator without a nonce {forged}")
    return "403, as for an administrator without a nonce"


@step("“Try it” with a wrong key, with a wrong series, for another address without a key, then with all right")
def _():
    settings(address=hub.BASE, series="weekly", key="a-wrong-key")
    wrong = tried()
    expect("not that of an editor" in wrong, "it did not say that the key is wrong")
    settings(address=hub.BASE, series="none", key=hub.key)
    expect("no such series" in tried(), "it did not say that there is no such series")
    settings(address="http://127.0.0.1:18099", series="weekly", key="")
    expect("A key is kept" not in ADMIN["browser"].get("/wp-admin/options-general.php?page=feedhub")[1], "the key went along to another address")
    settings(address=hub.BASE, series="weekly", key=hub.key)
    right = tried()
    expect("It works" in right, "it did not say that it works")
    return "each said in words, the last “It works”"


@step("a script saves a post and gives it tags and a picture just after")
def _():
    number, _ = institute.picture("lock")
    made = institute.act("""
        $id = wp_insert_post( wp_slash( $a['post'] ) );
        wp_set_post_tags( $id, array( 'Kazakhstan', 'Transport' ) );
        set_post_thumbnail( $id, $a['picture'] );
        return array( 'id' => $id, 'guid' => array( 'raw' => get_post( $id )->guid ) );
        """, {"picture": number, "post": {"post_title": "A lock", "post_content": institute.brief_text("the lock"), "post_status": "publish", "post_author": 1}})
    posts["lock"] = institute.Post(made)
    took = within(10, lambda: (i := hub.item(posts["lock"])) and "KZ" in i.get("tags", []) and "image" in i, lambda: f"tags {(i := hub.item(posts['lock']) or {}).get('tags')}, picture {i.get('image')}")
    return f"public with both after {took:.1f} s"


@step("tags are taken from a public post and another given, minutes after it was saved")
def _():
    institute.act("return wp_set_post_tags( $a, array( 'Iran' ) );", posts["lock"].number)
    took = within(15, lambda: set(hub.item(posts["lock"]).get("tags", [])) & {"KZ", "IR"} == {"IR"}, lambda: f"tags {hub.item(posts['lock']).get('tags')}")
    return f"follows after {took:.1f} s"


@step("the author is renamed")
def _():
    institute.act("return wp_update_user( array( 'ID' => 1, 'display_name' => 'Kamran Testov' ) );")
    took = within(30, lambda: hub.item(posts["lock"])["authors"][0]["name"] == "Kamran Testov", lambda: hub.item(posts["lock"])["authors"][0]["name"])
    return f"follows after {took:.1f} s"


@step("a tag is renamed")
def _():
    institute.act("return wp_update_term( get_term_by( 'name', 'Iran', 'post_tag' )->term_id, 'post_tag', array( 'name' => 'Turkey' ) );")
    took = within(15, lambda: set(hub.item(posts["lock"]).get("tags", [])) & {"IR", "TR"} == {"TR"}, lambda: f"tags {hub.item(posts['lock']).get('tags')}")
    return f"follows after {took:.1f} s"


@step("the post is trashed in the browser, and restored")
def _():
    institute.rest("DELETE", f"posts/{posts['lock'].number}")
    gone = within(10, lambda: not hub.where("road to the lock was"), lambda: f"its words are in {hub.where('the lock and')}")
    institute.act("add_filter( 'wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10, 3 ); return (bool) wp_untrash_post( $a );", posts["lock"].number)
    return f"gone after {gone:.1f} s, back after {visible(posts['lock'], 'the lock', 10):.1f} s"


@step("ten posts are imported in one run, and drafts saved: how often FeedHub is called, and what it costs if FeedHub does not answer")
def _():
    deaf = http.server.ThreadingHTTPServer(("127.0.0.1", 18099), Deaf)
    threading.Thread(target=deaf.serve_forever, daemon=True).start()
    try:
        settings(address="http://127.0.0.1:18099", series="weekly", key="another")
        draft = institute.rest("POST", "posts", {"title": "Only a draft", "status": "draft"})
        institute.rest("POST", f"posts/{draft['id']}", {"content": "Still one."})
        expect(not CALLED, "drafts call")
        institute.insert([{"post_title": f"Imported {n}", "post_content": institute.brief_text(f"import {n}"), "post_date": f"2026-02-{n + 11:02} 10:00:00"} for n in range(10)])
        expect(len(CALLED) == 1, f"{len(CALLED)} calls for ten posts")
        expect(CALLED[0] == ("/api/v1/series/weekly/poll", "Bearer another"), f"the call was {CALLED[0]}")
        begun = time.monotonic()
        posts["lock"].save(content=institute.brief_text("the lock") + "<p>Once more.</p>")
        took = time.monotonic() - begun
        expect(took < 4, f"the editor waited {took:.1f} s")
    finally:
        deaf.shutdown()
        deaf.server_close()
        settings(address=hub.BASE, series="weekly", key=hub.key)
    return f"one call for ten, none for drafts; the editor waits {took:.1f} s at most"


@step("FeedHub is stopped, a post is published, FeedHub is started again")
def _():
    before = hub.get("/series/weekly/feed.atom")[1]
    hub.stop()
    hub.start()
    expect(hub.get("/series/weekly/feed.atom")[1] == before, "the feed has other bytes after a restart")
    hub.stop()
    begun = time.monotonic()
    post = institute.publish("While it was away", institute.brief_text("the absence"))
    saved = time.monotonic() - begun
    hub.start()
    took = visible(post, "the absence", 15)
    return f"saving took {saved:.1f} s, public {took:.1f} s after the start; the feed has the same bytes after a restart"
