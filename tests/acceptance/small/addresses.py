"""addresses.py keep DATABASE BASE FOLDER: notes the stories, the entries, and what 300 addresses and a feed answer; BASE is - without a server.
addresses.py compare DATABASE BASE FOLDER: every story of then has its number or redirects, every entry of then has its ID; stories with the
reports of then have their numbers; addresses answer, and feed entries have their IDs. Exit code 1 otherwise."""
import json, os, random, re, sqlite3, sys, urllib.error, urllib.request

act, path, base, folder = sys.argv[1:5]
database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=60)
os.makedirs(folder, exist_ok=True)


def answer(address):
    """The status after redirects, and the text."""
    try:
        with urllib.request.urlopen(base + address, timeout=60) as got:
            return got.status, got.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def feed_ids(position):
    """The IDs of feed entries below a position of the timeline, above which all that is new comes."""
    return re.findall(r"<entry>\s*<id>([^<]*)</id>", answer(f"/timeline/feed.atom?limit=200&before={position}")[1])


def save(name, rows):
    with open(f"{folder}/{name}", "w", encoding="utf-8") as out:
        out.writelines(f"{' '.join(map(str, row))}\n" for row in rows)


def load(name):
    with open(f"{folder}/{name}", encoding="utf-8") as lines:
        return [line.split() for line in lines]


if act == "keep":
    save("stories", database.execute("SELECT id FROM story ORDER BY id"))
    save("redirects", database.execute("SELECT id FROM story_redirect ORDER BY id"))
    save("entries", database.execute("SELECT id, coalesce(story_id, 0) FROM entry ORDER BY seq"))
    if base != "-":
        top = re.findall(r"before=([^\"&]*)", answer("/")[1])
        save("position", [[top[0]]])
        # Those at the end may leave the page when a story above them is new there.
        save("ids", [[i] for i in feed_ids(top[0])[:150]])
        print(f"  {len(load('ids'))} feed entries below {top[0]}")
    sys.exit(0)

fault = 0


def check(what, bad, of):
    global fault
    print(f"  {what}: {len(bad)} of {of}" + (f", such as {bad[:3]}" if bad else ""))
    fault |= bool(bad)


stories = {int(row[0]) for row in load("stories")} | {int(row[0]) for row in load("redirects")}
known = {row[0] for row in database.execute("SELECT id FROM story UNION ALL SELECT id FROM story_redirect")}
check("stories of then without an address", sorted(stories - known), len(stories))
now, reports = dict(database.execute("SELECT id, coalesce(story_id, 0) FROM entry")), {}
check("entries of then that are gone", [row[0] for row in load("entries") if row[0] not in now], len(now))
for entry, story in load("entries"):
    reports.setdefault(int(story), set()).add(entry)
then = {entry for members in reports.values() for entry in members}
after = {}
for entry, story in now.items():
    if entry in then:
        after.setdefault(story, set()).add(entry)
same = {frozenset(members): story for story, members in after.items()}
moved = [story for story, members in reports.items() if story and same.get(frozenset(members), story) != story]
check("stories with the reports of then, but another number", moved, len(reports))
print(f"  {sum(1 for story, members in reports.items() if story and after.get(story) != members)} stories have other reports than then")
if base != "-":
    sample = random.Random(1).sample(sorted(stories), min(300, len(stories)))
    check("addresses of stories that do not answer", [s for s in sample if answer(f"/stories/{s}")[0] != 200], len(sample))
    if os.path.exists(f"{folder}/ids"):
        ids, again = [row[0] for row in load("ids")], feed_ids(load("position")[0][0])
        lost = [i for i in ids if i not in again]
        print(f"  feed entries of then with another ID, or in another place: {len(lost)} of {len(ids)}")
        # A story that became another one has left the feed for good.
        number = lambda i: int(re.search(r"(\d+)$", i).group(1))
        check("of these, stories with the reports of then", [i for i in lost if after.get(number(i)) == reports.get(number(i))], len(lost))
sys.exit(fault)
