#!/usr/bin/env bash
# What readers outside .NET show of our feeds: author, link, text and date of every item, of a timeline and of a series, in the three formats.
# They must be the same whatever the format. Prints the table of docs/formats.md.
# Usage: tests/acceptance/clients.sh [BASE]   (asks the server at BASE; without it, build in Release first, and the sample is served)
# Needs: python3-feedparser, rss2email, libphp-simplepie with php-cli and php-xml (Debian), node with feedsmith and rss-parser
# (npm install feedsmith rss-parser, then NODE_MODULES=…/node_modules).
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
work=$(mktemp -d)
started=
trap '[ -z "$started" ] || kill "$started"; rm -rf "$work"' EXIT
base=${1:-}
if [ -z "$base" ]; then
  base=http://127.0.0.1:8794
  dotnet "$root/src/FeedHub.Server/bin/Release/net10.0/feedhub.dll" serve --sample --urls $base --data "$work/data" >"$work/serve.log" 2>&1 &
  started=$!
  for _ in $(seq 150); do [ "$(curl -fs "$base/timeline/feed.json?limit=500" | grep -o '"tag:[^"]*story/[0-9]*"' | sort -u | wc -l)" -ge 50 ] && break; sleep 0.2; done
  sleep 3
fi

series=/series/azerbaijan-brief/feed
for format in atom rss json; do
  curl -fs "$base/timeline/feed.$format" >"$work/timeline.$format"
  curl -fs "$base$series.$format" >"$work/series.$format"
done

cat >"$work/ask-feedparser.py" <<'P'
import calendar, json, sys, feedparser
def texts(entry):
    content = [c.value for c in entry.get("content", []) if c.value]
    return content[0] if content else entry.get("summary", "")
feed = feedparser.parse(open(sys.argv[1], "rb").read())
assert not feed.bozo, feed.get("bozo_exception")
print(json.dumps([{
    "id": e.id, "author": [a.get("name") for a in e.get("authors", [])], "link": e.link, "text": texts(e),
    "date": calendar.timegm(e.published_parsed), "tags": [t.term for t in e.get("tags", [])]} for e in feed.entries]))
P
cat >"$work/simplepie.php" <<'P'
<?php
error_reporting(E_ALL & ~E_DEPRECATED & ~E_WARNING);
require_once $argv[2] . '/simplepie/autoloader.php';
$feed = new SimplePie();
$feed->enable_cache(false);
$feed->set_raw_data(file_get_contents($argv[1]));
$feed->enable_order_by_date(false);
$feed->init();
$items = [];
foreach ($feed->get_items() as $i) {
    $tags = array_map(fn($c) => $c->get_term(), $i->get_categories() ?: []);
    $authors = array_map(fn($a) => $a->get_name(), $i->get_authors() ?: []);
    $items[] = ["id" => $i->get_id(), "author" => $authors, "link" => html_entity_decode($i->get_permalink()), "text" => $i->get_content(),
        "date" => (int)$i->get_date("U"), "tags" => $tags];
}
echo json_encode($items);
P
cat >"$work/feedsmith.mjs" <<'P'
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const require = createRequire(process.env.NODE_MODULES + "/");
const { parseFeed } = await import(pathToFileURL(require.resolve("feedsmith")));
const { format, feed } = parseFeed(readFileSync(process.argv[2], "utf8"));
const list = (x) => (x === undefined ? [] : Array.isArray(x) ? x : [x]);
const name = (a) => (typeof a === "string" ? a : a.name);
const items = format === "json"
  ? feed.items.map((i) => ({ id: i.id, author: list(i.authors).map(name), link: i.url, text: i.content_html ?? i.content_text, date: i.date_published, tags: list(i.tags) }))
  : format === "atom"
    ? feed.entries.map((e) => ({ id: e.id, author: list(e.authors).map(name), link: e.links[0].href, text: e.content ?? e.summary, date: e.published, tags: list(e.categories).map((c) => c.term) }))
    : feed.items.map((i) => ({ id: i.guid.value, author: [...list(i.authors).map(name), ...list(i.dc?.creators)], link: i.link, text: i.content?.encoded ?? i.description, date: i.pubDate, tags: list(i.categories).map((c) => c.name) }));
const text = (t) => (typeof t === "object" ? t?.value : t) ?? "";
console.log(JSON.stringify(items.map((i) => ({ ...i, text: text(i.text), date: Math.floor(Date.parse(i.date) / 1000) }))));
P
cat >"$work/rssparser.cjs" <<'P'
const { createRequire } = require("node:module");
const Parser = createRequire(process.env.NODE_MODULES + "/")("rss-parser");
new Parser().parseString(require("node:fs").readFileSync(process.argv[2], "utf8")).then((feed) => console.log(JSON.stringify(feed.items.map((i) => ({
  id: i.guid ?? i.id, author: [i.creator ?? i.author], link: i.link, text: i["content:encoded"] ?? i.content ?? i.summary ?? "",
  date: Math.floor(Date.parse(i.isoDate) / 1000), tags: (i.categories ?? []).map((c) => c._ ?? c.$?.term ?? c) })))));
P
# rss2email sends mails: a program in the place of sendmail keeps them.
cat >"$work/ask-rss2email.py" <<'P'
import email, email.policy, email.utils, json, os, re, stat, subprocess, sys
path, work = sys.argv[1], sys.argv[2]
home = os.path.join(work, "r2e-" + os.path.basename(path))
os.makedirs(home, exist_ok=True)
env = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home)
r2e = lambda *a: subprocess.run(["r2e", *a], env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
r2e("new", "reader@localhost")
sendmail = os.path.join(home, "keep")
open(sendmail, "w").write('#!/bin/sh\ncat >"%s/mail-$$"\n' % home)
os.chmod(sendmail, stat.S_IRWXU)
config = os.path.join(home, "rss2email.cfg")
text = re.sub(r"(?m)^sendmail = .*$", "sendmail = " + sendmail, open(config).read())
text = re.sub(r"(?m)^date-header = .*$", "date-header = True", text)
open(config, "w").write(text)
r2e("add", "feed", "file://" + os.path.abspath(path))
r2e("run")
items = []
for name in os.listdir(home):
    if not name.startswith("mail-"):
        continue
    mail = email.message_from_bytes(open(os.path.join(home, name), "rb").read(), policy=email.policy.default)
    sender = email.utils.parseaddr(str(mail["From"]))[0]
    body = mail.get_content()
    # The list at the end (address, enclosures) differs by what a format can say besides; the text ends before it.
    items.append({"id": mail["X-RSS-ID"], "author": [sender.partition(": ")[2] or sender], "link": mail["X-RSS-URL"],
        "text": body.split("\nURL: ")[0], "date": int(email.utils.parsedate_to_datetime(mail["Date"]).timestamp()), "tags": []})
print(json.dumps(items))
P

# Debian's SimplePie is older than its PHP, which takes the arguments of implode in one order only and divides no empty text.
cp -rL /usr/share/php/simplepie "$work/simplepie"
sed -Ei "s/implode\((array_keys\([^)]*\)), '\|'\)/implode('|', \1)/; s/\\\$match\[7\] \/ pow/(float) &/" "$work/simplepie/library/SimplePie/Parse/Date.php"

ask() { # reader, file
  case $1 in
    feedparser) /usr/bin/python3 "$work/ask-feedparser.py" "$2" ;;
    simplepie) php "$work/simplepie.php" "$2" "$work" ;;
    feedsmith) node "$work/feedsmith.mjs" "$2" ;;
    rssparser) node "$work/rssparser.cjs" "$2" ;;
    rss2email) /usr/bin/python3 "$work/ask-rss2email.py" "$2" "$work" ;;
  esac
}

for reader in feedparser simplepie rss2email rssparser feedsmith; do
  for feed in timeline series; do
    for format in atom rss json; do
      # Of these, only feedsmith reads JSON Feed.
      if [ $format = json ] && [ $reader != feedsmith ]; then continue; fi
      ask $reader "$work/$feed.$format" >"$work/$reader.$feed.$format.json"
    done
  done
done

cat >"$work/compare.py" <<'P'
import html, json, os, re, sys
work = sys.argv[1]
names = {"feedparser": "feedparser", "simplepie": "SimplePie", "rss2email": "rss2email", "rssparser": "rss-parser", "feedsmith": "feedsmith"}
versions = dict(zip(names, sys.argv[2:]))
words = lambda text: re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text))).strip()
shown = {"author": lambda i: i["author"], "link": lambda i: i["link"], "text": lambda i: words(i["text"]), "date": lambda i: i["date"],
    "tags": lambda i: i["tags"]}
failed = []
print("| reader | feed | formats | items | authors | links | texts | dates | tags | items of “FeedHub” |")
print("| --- | --- | --- | ---: | --- | --- | --- | --- | --- | ---: |")
for reader in names:
    for feed in ("timeline", "series"):
        read = {f: {i["id"]: i for i in json.load(open(p))} for f in ("atom", "rss", "json")
            if os.path.exists(p := f"{work}/{reader}.{feed}.{f}.json")}
        first, *others = read.values()
        ours = sum(any(a in (None, "", "FeedHub") for a in i["author"] or [None]) for r in read.values() for i in r.values())
        cells = []
        for what, of in shown.items():
            # rss2email shows none, and rss-parser reads none of Atom.
            if what == "tags" and reader in ("rss2email", "rssparser"):
                cells.append("–")
                continue
            unequal = [(k, of(first[k]), of(r[k])) for r in others for k in first if k not in r or of(first[k]) != of(r[k])]
            if not all(set(r) == set(first) for r in others):
                unequal.append(("items", len(first), [len(r) for r in others]))
            cells.append("equal" if not unequal else f"{len(unequal)} differ")
            failed += [(reader, feed, what, *u) for u in unequal[:2]]
        empty = sum(not (i["link"] and i["date"] and (words(i["text"]) or feed == "timeline")) for r in read.values() for i in r.values())
        failed += [(reader, feed, "empty", empty)] if empty else []
        failed += [(reader, feed, "of FeedHub", ours)] if ours and feed == "timeline" else []
        formats = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
        print(f"| {names[reader]} {versions[reader]} | {feed} | {', '.join(formats[f] for f in read)} | {len(first)} | {' | '.join(cells)} | {ours} |")
for line in failed:
    print(*line, sep="\t", file=sys.stderr)
sys.exit(bool(failed))
P
debian() { dpkg-query -W -f '${source:Upstream-Version}' "$1"; }
npm() { node -p "JSON.parse(require('fs').readFileSync('$NODE_MODULES/$1/package.json')).version"; }
/usr/bin/python3 "$work/compare.py" "$work" "$(debian python3-feedparser)" "$(debian libphp-simplepie)" "$(debian rss2email)" "$(npm rss-parser)" "$(npm feedsmith)"

echo "== rss2email imports the list of our feeds and sends whole briefs"
export HOME="$work/import" XDG_CONFIG_HOME="$work/import" XDG_DATA_HOME="$work/import"
mkdir -p "$HOME"
r2e new reader@localhost
for query in "" "?format=rss" "?parts=all"; do
  curl -fs "$base/feeds.opml$query" >"$work/feeds.opml"
  before=$(r2e list | wc -l)
  r2e opmlimport "$work/feeds.opml" 2>"$work/import.log" || { cat "$work/import.log"; exit 1; }
  echo "feeds.opml$query: $(grep -o xmlUrl "$work/feeds.opml" | wc -l) listed, $(($(r2e list | wc -l) - before)) imported"
  [ "$(grep -o xmlUrl "$work/feeds.opml" | wc -l)" = "$(($(r2e list | wc -l) - before))" ]
  r2e delete $(r2e list | sed 's/:.*//') >/dev/null 2>&1
done
/usr/bin/python3 - "$work/rss2email.series.atom.json" <<'P'
import json, sys
lengths = [len(i["text"]) for i in json.load(open(sys.argv[1]))]
assert lengths and min(lengths) > 1000, lengths
print("ok", len(lengths), "briefs of", min(lengths), "to", max(lengths), "characters")
P
