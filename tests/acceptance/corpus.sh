#!/usr/bin/env bash
# The main job on real input: every file of the parser corpus, from 100 host addresses, as one OPML file; then once more, when
# nothing may be new. Politeness is on. Prints the two summaries and the reasons of failure.
# Usage: tests/acceptance/corpus.sh [FOLDER]   (default ../shared/corpus/feedparser/files; build in Release first)
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath "${1:-../shared/corpus/feedparser/files}")
feedhub=$PWD/src/FeedHub.Server/bin/Release/net10.0/feedhub.dll
origin=$PWD/tests/FeedHub.Origin/bin/Release/net10.0/FeedHub.Origin.dll
work=$(mktemp -d)
dotnet "$origin" --root "$folder" --hosts 100 --port 8790 --opml "$work/sources.opml" >"$work/origin.log" 2>&1 &
started=$!
trap 'kill $started; rm -rf "$work"' EXIT
for _ in $(seq 50); do [ -s "$work/sources.opml" ] && curl -fso /dev/null "http://127.0.1.1:8790/" && break; sleep 0.2; done || true

refresh() {
  /usr/bin/env time -f '%e s wall, %U s user, %S s system, %M kB peak' \
    dotnet "$feedhub" refresh --all --json --opml "$work/sources.opml" --allow-network 127.0.0.0/8 --data "$work/data" 2>"$work/$1.err" >"$work/$1.out"
  echo "$1: exit $?, $(tail -n 1 "$work/$1.out")"
  tail -n 1 "$work/$1.err"
}
refresh first
refresh second
echo "reasons of the first run:"
sqlite3 "$work/data/feedhub.db" "SELECT count(*), json_extract(state, '\$.last_failure'), substr(json_extract(state, '\$.last_error'), 1, 60) FROM source WHERE json_extract(state, '\$.last_failure') IS NOT NULL GROUP BY 2, 3 ORDER BY 1 DESC LIMIT 40"
python3 - "$work/first.out" "$work/second.out" <<'P'
import json, sys
first, second = (json.loads(open(p).read().strip().splitlines()[-1]) for p in sys.argv[1:])
assert first["fetched"] + first["not_modified"] + first["failed"] == first["sources"], first
assert second["entries_new"] == second["entries_updated"] == second["stories_new"] == 0, second
assert second["fetched"] == 0, second
print("accepted")
P
