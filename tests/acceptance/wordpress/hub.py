"""The FeedHub under test: its process, its verbs, and what a reader sees of it."""
import json
import os
import re
import subprocess
import time
import urllib.error
import urllib.request

WORK = os.environ["WORK"]
FEEDHUB = ["dotnet", os.environ["FEEDHUB"]]
CONFIG, DATA = f"{WORK}/config", f"{WORK}/data"
BASE = "http://127.0.0.1:18090"
OPTIONS = ["--config", CONFIG, "--data", DATA, "--public-url", BASE, "--allow-network", "127.8.0.2/31"]

key = ""
_process = None


def configure(series, follow=None):
    folder = f"{CONFIG}/series/{series}"
    os.makedirs(f"{folder}/briefs", exist_ok=True)
    with open(f"{folder}/series.yaml", "w", encoding="utf-8") as file:
        file.write(f"title: The {series}\ndescription: What happened.\nlanguage: en\npublisher: The institute\n")
        file.write(f"follow: {follow}\n" if follow else "")


def start():
    global _process
    log = open(f"{WORK}/feedhub.log", "a", encoding="utf-8")
    _process = subprocess.Popen([*FEEDHUB, "serve", *OPTIONS, "--urls", BASE], stdout=log, stderr=log)
    for _ in range(150):
        try:
            if get("/health/ready")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"FeedHub did not start; see {WORK}/feedhub.log")


def stop():
    if _process is not None and _process.poll() is None:
        _process.terminate()
        _process.wait(timeout=30)


def verb(*words):
    """Runs a verb; its exit code and all that it said."""
    done = subprocess.run([*FEEDHUB, *words, *OPTIONS], capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


def request(method, path, headers=None, data=None):
    asked = urllib.request.Request(BASE + path, method=method, data=data)
    for name, value in (headers or {}).items():
        asked.add_header(name, value)
    try:
        with urllib.request.urlopen(asked, timeout=90) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(), refused.headers


def get(path):
    return request("GET", path)[:2]


def poll(series="weekly"):
    """Asks for a poll and waits for it: the status, and the report or the problem."""
    status, body, _ = request("POST", f"/api/v1/series/{series}/poll?wait=60", {"Authorization": f"Bearer {key}"})
    time.sleep(1.2)  # FeedHub looks at its files every second.
    return status, json.loads(body)


def items(series="weekly"):
    """What is public, by ID; what was withdrawn is in JSON Feed as a notice."""
    return {i["id"]: i for i in json.loads(get(f"/series/{series}/feed.json")[1])["items"] if not i["title"].startswith("Withdrawn: ")}


def item(post, series="weekly"):
    return items(series).get(post.guid)


def slug(post, series="weekly"):
    return item(post, series)["url"].rsplit("/", 1)[1]


def numbers(series):
    """The numbers on the page of a series, newest brief first."""
    return [int(n) for n in re.findall(r"No\. (\d+)", get(f"/series/{series}")[1])]


def where(words, series="weekly", pages=()):
    """The places of ours where a reader finds these words."""
    places = [f"/series/{series}", *(f"/series/{series}/feed.{f}" for f in ("rss", "atom", "json")), f"/embed/series/{series}", "/sitemap.xml", *pages]
    return [p for p in places if words in get(p)[1]]
