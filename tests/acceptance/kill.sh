#!/usr/bin/env bash
# Kill -9 during refresh and during serve, ten times in all: afterwards the database must be sound, and entry IDs and counts those of
# an undisturbed run.
# Usage: tests/acceptance/kill.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(realpath "${1:-../shared/corpus/feedparser/files}")
feedhub=$PWD/src/FeedHub.Server/bin/Release/net10.0/feedhub.dll
origin=$PWD/tests/FeedHub.Origin/bin/Release/net10.0/FeedHub.Origin.dll
work=$(mktemp -d)
dotnet "$origin" --root "$folder" --hosts 100 --port 8791 --opml "$work/sources.opml" >"$work/origin.log" 2>&1 &
started=$!
trap 'kill $started; rm -rf "$work"' EXIT
for _ in $(seq 50); do [ -s "$work/sources.opml" ] && curl -fso /dev/null "http://127.0.1.1:8791/" && break; sleep 0.2; done || true
common=(--opml "$work/sources.opml" --allow-network 127.0.0.0/8)

entries() { sqlite3 "$1/feedhub.db" "SELECT id FROM entry ORDER BY id"; }
dotnet "$feedhub" refresh --all --json "${common[@]}" --data "$work/calm" 2>/dev/null | tail -n 1
entries "$work/calm" >"$work/calm.ids"

for round in 1 2 3 4 5 6 7 8 9 10; do
  if [ $((round % 2)) = 1 ]; then verb=(refresh --all --json); else verb=(serve --urls http://127.0.0.1:0); fi
  dotnet "$feedhub" "${verb[@]}" "${common[@]}" --data "$work/killed" >/dev/null 2>&1 &
  victim=$!
  sleep "$(awk -v seed="$round" 'BEGIN { srand(seed * 7919); printf "%.2f", 3 + rand() * 8 }')"
  kill -9 $victim 2>/dev/null || true
  wait $victim 2>/dev/null || true
  echo "round $round (${verb[0]}): $(sqlite3 "$work/killed/feedhub.db" "PRAGMA integrity_check") with $(entries "$work/killed" | wc -l) entries"
done
dotnet "$feedhub" refresh --all --json "${common[@]}" --data "$work/killed" 2>/dev/null | tail -n 1
entries "$work/killed" >"$work/killed.ids"
cmp "$work/calm.ids" "$work/killed.ids" && echo "accepted: $(wc -l <"$work/calm.ids") entries in both"
sqlite3 "$work/killed/feedhub.db" "SELECT count(*) || ' entries without a story' FROM entry WHERE story_id IS NULL"
