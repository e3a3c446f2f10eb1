#!/usr/bin/env bash
# Real readers against the sample server: newsboat and feedparser subscribe to a timeline and a series, xmllint reads every XML we serve.
# Usage: tests/acceptance/readers.sh   (build in Release first; needs newsboat, python3-feedparser and libxml2-utils)
set -euo pipefail
cd "$(dirname "$0")/../.."
feedhub=$PWD/src/FeedHub.Server/bin/Release/net10.0/feedhub.dll
work=$(mktemp -d)
dotnet "$feedhub" serve --sample --urls http://127.0.0.1:8792 --data "$work/data" >"$work/serve.log" 2>&1 &
started=$!
trap 'kill $started; rm -rf "$work"' EXIT
base=http://127.0.0.1:8792
for _ in $(seq 75); do [ "$(curl -fs "$base/timeline/feed.json?limit=500" | grep -o '"tag:[^"]*story/[0-9]*"' | sort -u | wc -l)" -ge 50 ] && break; sleep 0.2; done
sleep 3

echo "== xmllint"
for path in timeline/feed.rss timeline/feed.atom series/azerbaijan-brief/feed.rss series/azerbaijan-brief/feed.atom feeds.opml sources.opml sources/health.atom; do
  curl -fs "$base/$path" | xmllint --noout - && echo "ok $path"
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
printf '%s\n' "$base/timeline/feed.atom" "$base/series/azerbaijan-brief/feed.rss" >"$work/urls"
for n in 1 2 3; do newsboat -u "$work/urls" -c "$work/cache.db" -C /dev/null -x reload >/dev/null 2>&1; done
sqlite3 "$work/cache.db" "SELECT feedurl, count(*), sum(title <> ''), sum(url <> ''), sum(pubDate > 0), sum(content <> '') FROM rss_item GROUP BY feedurl"
grep -cE '" ?304|=> 304| 304 ' "$work/serve.log" || true
curl -fs "$base/sources.opml" >"$work/sources.opml"
newsboat -u "$work/imported" -c "$work/cache2.db" -C /dev/null -i "$work/sources.opml" >/dev/null && echo "imported $(grep -c http "$work/imported") of $(grep -o xmlUrl "$work/sources.opml" | wc -l) sources"
