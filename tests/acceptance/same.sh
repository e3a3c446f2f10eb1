#!/usr/bin/env bash
# Shows what differs between two builds for those who ask: feeds, pages, JSON, headers, help texts and the rows of the database. The sample's
# stories are fetched one source after another by each, so that numbers are the same; what time alone changes is made the same.
# Usage: tests/acceptance/same.sh BEFORE AFTER OUT     published folders of two builds; OUT/before, OUT/after and OUT/diff.txt are written
# Needs sqlite3, curl, python3. Exit code 0 when nothing differs, 1 when something does.
set -euo pipefail
cd "$(dirname "$0")/../.."
before=$(realpath "$1") after=$(realpath "$2")
mkdir -p "$3"
out=$(realpath "$3")
origin=$PWD/tests/FeedHub.Origin/bin/Release/net10.0/FeedHub.Origin.dll
mkdir -p "$out/feeds"
python3 - src/FeedHub.Server/Sample/stories.jsonl "$out/feeds" <<'MAKE'
import collections, datetime, email.utils, html, json, sys
feeds = collections.defaultdict(list)
for line in open(sys.argv[1], encoding="utf-8"):
    item = json.loads(line)
    feeds[item["source"]].append(item)
for source, items in feeds.items():
    with open(f"{sys.argv[2]}/{source}.rss", "w", encoding="utf-8") as out:
        language = items[0].get("lang") or items[0].get("language") or "en"
        out.write(f"<rss version='2.0'><channel><title>{source}</title><link>https://{source}.example/</link><description/><language>{language}</language>")
        for item in items:
            parts = {"title": item["title"], "link": item["url"], "guid": item["url"], "description": item.get("summary") or "", "category": "news"}
            parts["pubDate"] = email.utils.format_datetime(datetime.datetime.fromisoformat(item["published"]))
            out.write("<item>" + "".join(f"<{name}>{html.escape(text)}</{name}>" for name, text in parts.items()) + "</item>")
        out.write("</channel></rss>")
MAKE
dotnet "$origin" --root "$out/feeds" --hosts 100 --port 8792 --opml "$out/sources.opml" >"$out/origin.log" 2>&1 &
started=($!)
trap 'kill "${started[@]}" 2>/dev/null || true' EXIT
for _ in $(seq 50); do [ -s "$out/sources.opml" ] && curl -fso /dev/null "http://127.0.1.1:8792/" && break; sleep 0.2; done || true
rm -rf "$out/config"; cp -r feeds-config "$out/config"; rm "$out"/config/sources/*
grep -o 'xmlUrl="[^"]*"' "$out/sources.opml" | cut -d'"' -f2 | while read -r url; do
  id=$(basename "$url" .rss)
  printf 'id: %s\ntitle: The %s\nurl: %s\nlanguage: %s\ncountries: [AZ]\nkind: press\nenabled: true\nverified: 2026-11-01\n' \
    "$id" "$id" "$url" "$(cut -d- -f2 <<<"$id")" >"$out/config/sources/$id.yaml"
done

# Instants, as a number of milliseconds, in RFC 3339, in the words of HTTP and of pages; what is random; what took how long.
level() {
  sed -E -e 's/\b1[78][0-9]{11}\b/MILLISECONDS/g' -e 's/20(2[6-9])-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?/INSTANT/g' \
    -e 's/(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} 20[0-9]{2} [0-9:]{8} (GMT|[+-][0-9]{4})/INSTANT/g' \
    -e 's/[0-9]+ (seconds?|min|hours?) ago|just now/AGO/g' -e 's/in ([0-9]+ (seconds?|min|hours?)|a moment)\b/SOON/g' \
    -e 's/\b[0-9]{2}:[0-9]{2}\b/CLOCK/g' -e 's/feedhub-visit=[^;]*/feedhub-visit=VISIT/' -e 's/"seconds":[0-9.]+/"seconds":TIME/' \
    -e 's/in [0-9,]+ ms/in TIME/' -e 's/(\|MILLISECONDS\|([^|]*\|){4})[0-9]+/\1TIME/'
}
take() {
  local feedhub=$1/feedhub.dll to=$2 common=(--config "$out/config" --allow-network 127.0.0.0/8 --data "$2/data")
  rm -rf "$to"; mkdir -p "$to/pages"
  for source in "$out"/config/sources/*.yaml; do
    dotnet "$feedhub" refresh --source "$(basename "$source" .yaml)" --json "${common[@]}" >>"$to/refresh.txt" 2>&1
  done
  dotnet "$feedhub" serve --urls http://127.0.0.1:8793 "${common[@]}" >"$to/log.txt" 2>&1 &
  started+=($!)
  for _ in $(seq 100); do curl -fso /dev/null http://127.0.0.1:8793/health/ready && break; sleep 0.2; done
  python3 - http://127.0.0.1:8793 "$to/pages" <<'CRAWL'
import collections, hashlib, re, sys, urllib.error, urllib.parse, urllib.request
base, folder = sys.argv[1:]
class Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_): return None
opener = urllib.request.build_opener(Stays)
filters = ["lang=az", "lang=ru,hy", "country=GE", "kind=press", "kind=state,official", "region=AZ", "topic=energy", "region=GE&topic=transport", "q=the",
           "q=%22the+port%22", "limit=5", "region=AZ&lang=ru&q=a", "source=x", "kind=x", "limit=x", "before=x", "lang=x!", "region=x!", "topic=x!", "nothing=1"]
waiting = collections.deque(["/", "/series", "/feeds", "/sources", "/feeds.opml", "/sources.opml", "/sources/health.atom", "/robots.txt", "/sitemap.xml",
    "/timeline/feed.atom", "/timeline/feed.rss", "/timeline/feed.json", "/health/live", "/api/v1/stories/1", "/api/v1/stories/999999", "/stories/999999", "/none",
    "/editors/series/azerbaijan-brief", "/metrics"]
    + [door + "?" + f for f in filters for door in ("/", "/timeline/feed.atom", "/timeline/feed.json")])
seen = set()
while waiting and len(seen) < 3000:
    path = waiting.popleft()
    if path in seen: continue
    seen.add(path)
    try: answer = opener.open(base + path)
    except urllib.error.HTTPError as error: answer = error
    body = answer.read()
    head = "".join(f"{k}: {v}\n" for k, v in sorted(answer.headers.items()) if k not in ("Date", "ETag", "Content-Length", "Last-Modified", "Expires"))
    name = re.sub(r"[^A-Za-z0-9._-]", "_", path)[:150] + "-" + hashlib.sha1(path.encode()).hexdigest()[:6]
    kind = answer.headers.get("Content-Type", "")
    text = body.decode("utf-8", "replace") if not kind.startswith("image/p") else hashlib.sha1(body).hexdigest()
    open(f"{folder}/{name}", "w", encoding="utf-8").write(f"{path}\n{answer.status}\n{head}\n" + re.sub(r"(<(?!/)[a-z])", r"\n\1", text))
    if "html" in kind or "xml" in kind or "json" in kind:
        for link in re.findall(r'(?:(?:href|src|xmlUrl|htmlUrl|url)="|>|": ?")(?:https?://[^/"<>]+(?<=:8793)|https://feeds\.example\.org)?(/[^"<>\s]*)', text):
            waiting.append(link.replace("&amp;", "&").split("#")[0])
print(len(seen), "addresses")
CRAWL
  kill "${started[-1]}"; wait "${started[-1]}" 2>/dev/null || true
  for verb in "" serve refresh check key brief import story group regroup discover opml parse preview backup restore health undo-move try-source; do
    dotnet "$feedhub" $verb --help || true
  done >"$to/help.txt" 2>&1
  for table in $(sqlite3 "$to/data/feedhub.db" "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'entry_search%' AND name NOT LIKE 'schema%' ORDER BY 1"); do
    sqlite3 -header "$to/data/feedhub.db" "SELECT * FROM $table ORDER BY 1, 2" >"$to/table-$table.txt" 2>/dev/null \
      || sqlite3 -header "$to/data/feedhub.db" "SELECT * FROM $table ORDER BY 1" >"$to/table-$table.txt"
  done
  rm -rf "$to/data"
  find "$to" -type f | while read -r file; do level <"$file" >"$file.l"; mv "$file.l" "$file"; done
}
take "$before" "$out/before"
take "$after" "$out/after"
diff -r -U0 "$out/before" "$out/after" >"$out/diff.txt" && echo "Nothing differs." && exit 0
echo "$(grep -c '^diff' "$out/diff.txt") files differ; see $out/diff.txt"
exit 1
