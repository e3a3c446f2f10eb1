"""The institute's WordPress: what its editor does in the browser (REST API, as the block editor saves), and what scripts do."""
import base64
import http.cookiejar
import json
import os
import re
import struct
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib

SITE = os.environ["SITE"]
STEPS = os.environ["STEPS"]
CONTENT = f"{SITE}/wp-content"

base = "http://127.8.0.2:18080"
_password = None


def act(code, a=None):
    """Runs PHP in WordPress, as importers and wp-cli do; $a is the argument."""
    done = subprocess.run(["php", f"{STEPS}/act.php"], input=f"{code}\0{json.dumps(a)}", capture_output=True, text=True, timeout=120)
    answer = done.stdout.strip().rsplit("\n", 1)[-1]
    if done.returncode != 0 or not answer:
        raise RuntimeError(f"WordPress did not do it: {(done.stdout + done.stderr)[-400:]}")
    got = json.loads(answer)
    if isinstance(got, dict) and "error" in got:
        raise RuntimeError(f"WordPress refused: {got['error']}")
    return got


def rest(method, path, body=None, headers=None, data=None):
    """A request of the block editor, signed in as the editor."""
    global _password
    if _password is None:
        _password = act("return WP_Application_Passwords::create_new_application_password( 1, array( 'name' => 'day' ) )[0];")
    request = urllib.request.Request(f"{base}/wp-json/wp/v2/{path}", method=method, data=json.dumps(body).encode() if data is None else data)
    request.add_header("Authorization", "Basic " + base64.b64encode(f"editor:{_password}".encode()).decode())
    request.add_header("Content-Type", "application/json")
    for name, value in (headers or {}).items():
        request.add_header(name, value)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        raise RuntimeError(f"{method} {path}: {refused.code} {refused.read()[:300]!r}") from None


class Post:
    def __init__(self, answer):
        self.number = answer["id"]
        self.guid = answer["guid"]["raw"] if "raw" in answer["guid"] else answer["guid"]["rendered"]

    def save(self, **fields):
        return rest("POST", f"posts/{self.number}", fields)


def publish(title, content, **fields):
    """Presses Publish."""
    return Post(rest("POST", "posts", {"title": title, "content": content, "status": "publish", **fields}))


def insert(posts):
    """Puts posts in as a script does, in one run; each is an array for wp_insert_post. Returns them."""
    made = act("""
        return array_map( function ( $p ) { $id = wp_insert_post( wp_slash( $p ), true ); return array( 'id' => $id, 'guid' => array( 'raw' => get_post( $id )->guid ) ); }, $a );
        """, [{"post_status": "publish", "post_author": 1, **p} for p in posts])
    return [Post(p) for p in made]


def drawing(width, height, colour):
    """A PNG of one colour."""
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    rows = (b"\0" + bytes(colour) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def picture(name):
    """Uploads one; its number and address."""
    bytes_of_it = drawing(320, 200, (zlib.crc32(name.encode()) % 256, 90, 120))
    made = rest("POST", "media", data=bytes_of_it, headers={"Content-Type": "image/png", "Content-Disposition": f'attachment; filename="{name}.png"'})
    return made["id"], made["source_url"]


def switch(name, value):
    """Turns on what acts-of-the-site.php does; None turns it off."""
    path = f"{CONTENT}/uploads/{name}"
    if value is None:
        os.path.exists(path) and os.remove(path)
    else:
        with open(path, "w", encoding="utf-8") as file:
            file.write(value)


def maintenance(on):
    path = f"{SITE}/.maintenance"
    if on:
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"<?php $upgrading = {int(time.time())};")
    else:
        os.remove(path)


def visit(path="/"):
    """A reader opens a page, which is what makes WordPress look at its clock."""
    try:
        with urllib.request.urlopen(base + path, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


class Browser:
    """A browser that is signed in."""

    def __init__(self, name, password):
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.get("/wp-login.php")
        self.post("/wp-login.php", {"log": name, "pwd": password, "testcookie": "1"})

    def get(self, path):
        return self._open(urllib.request.Request(base + path))

    def post(self, path, fields):
        return self._open(urllib.request.Request(base + path, data=urllib.parse.urlencode(fields).encode()))

    def _open(self, request):
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()


def hidden_fields(page, action):
    """The hidden fields of the form with that action."""
    form = next(f for f in re.findall(r"<form.*?</form>", page, re.S) if action in f)
    inputs = [i for i in re.findall(r"<input[^>]*>", form) if re.search("type=.hidden", i)]
    return {re.search("name=['\"]([^'\"]*)", i)[1]: re.search("value=['\"]([^'\"]*)", i)[1] for i in inputs}


def brief_text(subject, more=""):
    """A text in the shape of the series."""
    return f"""<!-- wp:heading --><h2>Leading this week</h2><!-- /wp:heading -->
<!-- wp:paragraph --><p>This week’s Brief examines {subject} and who pays for it.</p><!-- /wp:paragraph -->
<!-- wp:paragraph --><p>The road to {subject} was opened on Monday; it has two lanes and no lights.</p><!-- /wp:paragraph -->
{more}
<!-- wp:heading --><h2>What we are watching</h2><!-- /wp:heading -->
<!-- wp:paragraph --><p><strong>The toll:</strong> It is four manat now at {subject}.</p><!-- /wp:paragraph -->
<!-- wp:paragraph --><p><strong>Ice:</strong> There is none yet.</p><!-- /wp:paragraph -->
<!-- wp:heading --><h2>Why the world should care</h2><!-- /wp:heading -->
<!-- wp:paragraph --><p>Goods of nine countries take this road.</p><!-- /wp:paragraph -->"""
