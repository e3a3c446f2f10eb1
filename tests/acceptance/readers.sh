#!/usr/bin/env bash
# Real readers against the sample server: newsboat and feedparser subscribe to a timeline and a series, xmllint reads every XML we serve.
# Usage: tests/acceptance/readers.sh   (build in Release first; needs newsboat, python3-feedparser and libxml2-utils)
set -euo pipefail
cd "$(dirname "$0")/../.."
feedhub=$PWD/src/FeedHub.Server/bin/Release/net10.0/feedhub.dll
work=$(mktemp -d)
dotnet "$feedhub" serve --sample --urls http://127.0.0.1:8792 --data "$work/data" >"$work/serve.log" 2>&1 &
started=$!
recorder=
trap 'kill $started $recorder; rm -rf "$work"' EXIT
base=http://127.0.0.1:8792
for _ in $(seq 75); do [ "$(curl -fs "$base/timeline/feed.json?limit=500" | grep -o '"tag:[^"]*story/[0-9]*"' | sort -u | wc -l)" -ge 50 ] && break; sleep 0.2; done
sleep 3

echo "== xmllint"
for path in timeline/feed.rss timeline/feed.atom series/azerbaijan-brief/feed.rss series/azerbaijan-brief/feed.atom feeds.opml sources.opml sources/health.atom; do
  curl -fs "$base/$path" | xmllint --noout -
  echo "ok $path"
done

echo "== feedparser"
/usr/bin/python3 - "$base" <<'P'
import sys, feedparser
base = sys.argv[1]
for path, least in (("/timeline/feed.atom", 50), ("/series/azerbaijan-brief/feed.rss", 3)):
    first = feedparser.parse(base + path)
    assert first.status == 200 and not first.bozo, (path, first.status, first.get("bozo_exception"))
    assert len(first.entries) >= least, (path, len(first.entries))
    for entry in first.entries:
        text = entry.get("summary") or entry.content[0].value
        assert entry.title and entry.link and text and entry.get("updated_parsed", entry.get("published_parsed")), (path, entry)
    again = feedparser.parse(base + path, etag=first.get("etag"), modified=first.get("modified"))
    assert again.status == 304, (path, again.status)
    print("ok", path, len(first.entries), "entries, then", again.status)
P

echo "== newsboat"
# Between newsboat and the server stands a recorder, as newsboat does not say what it was answered.
cat >"$work/recorder.py" <<'P'
import http.client, http.server
class Recorder(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        server = http.client.HTTPConnection("127.0.0.1", 8792)
        server.request("GET", self.path, headers=dict(self.headers))
        answer = server.getresponse()
        body = answer.read()
        print(answer.status, self.path, flush=True)
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "transfer-encoding"):
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass
http.server.ThreadingHTTPServer(("127.0.0.1", 8793), Recorder).serve_forever()
P
/usr/bin/python3 "$work/recorder.py" >>"$work/answers" &
recorder=$!
printf '%s\n' http://127.0.0.1:8793/timeline/feed.atom http://127.0.0.1:8793/series/azerbaijan-brief/feed.rss >"$work/urls"
for _ in $(seq 50); do curl -s http://127.0.0.1:8793/health/live >/dev/null && break; sleep 0.1; done
for n in 1 2 3; do
  : >"$work/answers"
  newsboat -u "$work/urls" -c "$work/cache.db" -C /dev/null -x reload >/dev/null 2>&1
  echo "reload $n: $(sort "$work/answers" | paste -sd ';')"
done
[ "$(grep -c '^304 ' "$work/answers")" = 2 ]
/usr/bin/python3 - "$work/cache.db" <<'P'
import sqlite3, sys
least = {"http://127.0.0.1:8793/timeline/feed.atom": 50, "http://127.0.0.1:8793/series/azerbaijan-brief/feed.rss": 3}
rows = sqlite3.connect(sys.argv[1]).execute(
    "SELECT feedurl, count(*), sum(title <> ''), sum(url <> ''), sum(pubDate > 0), sum(content <> '') FROM rss_item GROUP BY feedurl").fetchall()
for feed, *counts in rows:
    assert counts[0] >= least.pop(feed) and len(set(counts)) == 1, (feed, counts)
    print("ok", feed, counts[0], "items, each with title, link, date and text")
assert not least, least
P
curl -fs "$base/sources.opml" >"$work/sources.opml"
newsboat -u "$work/imported" -c "$work/cache2.db" -C /dev/null -i "$work/sources.opml" >/dev/null
[ "$(grep -c http "$work/imported")" = "$(grep -o xmlUrl "$work/sources.opml" | wc -l)" ]
echo "imported $(grep -c http "$work/imported") sources"
