#!/usr/bin/env bash
# Kill -9 at random points of refresh and serve, in turn, and then of grouping. After each kill the database must be sound; at the end
# entries, stories and reports must be those of a run that nobody disturbed, each entry in one story, and no claim held beyond its lease.
# Usage: tests/acceptance/kill.sh [TIMES [STORIES]]     50 times; STORIES holds items as lines of JSON, of which feeds are made
# Needs sqlite3, curl, python3. Exit code 1 when something was lost, doubled or stuck.
set -euo pipefail
cd "$(dirname "$0")/../.."
times=${1:-50}
stories=${2:-../shared/stories/stories.jsonl}
[ -e "$stories" ] || stories=src/FeedHub.Server/Sample/stories.jsonl
feedhub=$PWD/src/FeedHub.Server/bin/Release/net10.0/feedhub.dll
origin=$PWD/tests/FeedHub.Origin/bin/Release/net10.0/FeedHub.Origin.dll
work=$(mktemp -d)
mkdir "$work/feeds"
python3 - "$stories" "$work/feeds" <<'MAKE'
import collections, datetime, email.utils, html, json, sys
COPIES = 5  # ten days apart, so that there are several steps of grouping to be killed between
feeds = collections.defaultdict(list)
for line in open(sys.argv[1], encoding="utf-8"):
    item = json.loads(line)
    feeds[item["source"]].append(item)
for source, items in feeds.items():
    with open(f"{sys.argv[2]}/{source}.rss", "w", encoding="utf-8") as out:
        language = items[0].get("lang") or items[0].get("language") or "en"
        out.write(f"<rss version='2.0'><channel><title>{source}</title><link>https://{source}.example/</link><description/><language>{language}</language>")
        for copy, item in ((copy, item) for copy in range(COPIES) for item in items):
            parts = {"title": item["title"], "link": f"{item['url']}?{copy}", "guid": f"{item['url']}?{copy}", "description": item.get("summary") or ""}
            if item.get("published"):
                at = datetime.datetime.fromisoformat(item["published"]) - datetime.timedelta(days=10 * copy)
                parts["pubDate"] = email.utils.format_datetime(at)
            out.write("<item>" + "".join(f"<{name}>{html.escape(text)}</{name}>" for name, text in parts.items()) + "</item>")
        out.write("</channel></rss>")
MAKE
dotnet "$origin" --root "$work/feeds" --hosts 100 --port 8791 --opml "$work/sources.opml" >"$work/origin.log" 2>&1 &
started=$!
trap 'kill $started; rm -rf "$work"' EXIT
for _ in $(seq 50); do [ -s "$work/sources.opml" ] && curl -fso /dev/null "http://127.0.1.1:8791/" && break; sleep 0.2; done || true
common=(--opml "$work/sources.opml" --allow-network 127.0.0.0/8)

ask() { sqlite3 -cmd '.timeout 60000' "$1/feedhub.db" "$2"; }
entries() { ask "$1" "SELECT id FROM entry ORDER BY id"; }
# What grouping says of each entry, the numbers of the stories too.
grouping() { ask "$1" "SELECT id, story_id, duplicate_of, score, why FROM entry ORDER BY id"; }
random() { awk -v seed="$1" -v most="$2" 'BEGIN { srand(seed * 7919); printf "%.2f", 0.2 + rand() * most }'; }
# Kills COMMAND after at most SECONDS: kill_within SEED SECONDS COMMAND…
kill_within() {
  local seed=$1 most=$2
  shift 2
  "$@" >/dev/null 2>&1 &
  local victim=$!
  sleep "$(random "$seed" "$most")"
  kill -9 $victim 2>/dev/null || true
  wait $victim 2>/dev/null || true
}
sound() { [ ! -e "$1/feedhub.db" ] || [ "$(ask "$1" "PRAGMA integrity_check")" = ok ] || { echo "round $2: damaged"; exit 1; }; }
fail=0
check() { if [ "$2" = "$3" ]; then echo "  $1: $2"; else echo "  $1: $2, but $3 were expected"; fail=1; fi; }

begun=$(date +%s)
dotnet "$feedhub" refresh --all --json "${common[@]}" --data "$work/calm" 2>/dev/null | tail -n 1
whole=$(($(date +%s) - begun + 1))
echo "An undisturbed refresh takes $whole s; $times kills within that time."

claims=0 wholes=0
same() {
  entries "$work/killed" >"$work/killed.ids"
  check "entries, of $(wc -l <"$work/calm.ids"), that only one of the two has" "$(comm -3 "$work/calm.ids" "$work/killed.ids" | wc -l)" 0
  check "keys stored twice" "$(ask "$work/killed" "SELECT count(*) - count(DISTINCT source_id || ' ' || key) FROM entry")" 0
}
entries "$work/calm" >"$work/calm.ids"
for round in $(seq "$times"); do
  if [ $((round % 2)) = 1 ]; then verb=(refresh --all --json); else verb=(serve --urls http://127.0.0.1:0); fi
  kill_within "$round" "$whole" dotnet "$feedhub" "${verb[@]}" "${common[@]}" --data "$work/killed"
  sound "$work/killed" "$round"
  [ -e "$work/killed/feedhub.db" ] || continue
  [ "$(ask "$work/killed" "SELECT count(*) FROM sqlite_master WHERE name = 'access_key'")" = 1 ] || continue
  [ "$(ask "$work/killed" "SELECT count(*) FROM source WHERE claimed_by IS NOT NULL")" = 0 ] || claims=$((claims + 1))
  # All is there: once more from nothing, unless that was the last.
  if [ "$(entries "$work/killed" | wc -l)" -ge "$(wc -l <"$work/calm.ids")" ] && [ "$round" -lt "$times" ]; then
    wholes=$((wholes + 1))
    same
    rm -rf "$work/killed"
  fi
done
echo "$claims of $times left claims behind; $wholes times all was there, and was fetched anew."
# A lease is 300 s; whoever was killed in the very second of its claim is seen from the beginning of that second.
check "claims beyond their lease" "$(ask "$work/killed" "SELECT count(*) FROM source WHERE claimed_until > (strftime('%s', 'now') + 301) * 1000")" 0
dotnet "$feedhub" refresh --all --json "${common[@]}" --data "$work/killed" 2>/dev/null | tail -n 1
same
check "entries without a story" "$(ask "$work/killed" "SELECT count(*) FROM entry WHERE story_id IS NULL OR story_id NOT IN (SELECT id FROM story)")" 0
check "stories without an entry" "$(ask "$work/killed" "SELECT count(*) FROM story WHERE id NOT IN (SELECT story_id FROM entry)")" 0
check "sources still claimed" "$(ask "$work/killed" "SELECT count(*) FROM source WHERE claimed_by IS NOT NULL")" 0

ungroup() {
  ask "$1" "
    UPDATE entry SET story_id = NULL, duplicate_of = NULL, score = 0, why = '[]', subjects = NULL;
    DELETE FROM story; DELETE FROM story_redirect; DELETE FROM story_related;
    UPDATE version SET value = 0 WHERE name = 'story'; DELETE FROM sqlite_sequence WHERE name = 'story';
    UPDATE source SET next_poll = 253370764800000;"
}

# Grouping alone: the same entries that no story has yet, grouped by one process without a kill, and by many that are killed.
for copy in grouped killed-grouping; do
  mkdir "$work/$copy"
  cp "$work/calm/feedhub.db" "$work/$copy/"
  ungroup "$work/$copy"
done
waiting() { ask "$1" "SELECT count(*) FROM entry WHERE story_id IS NULL"; }
begun=$(date +%s)
dotnet "$feedhub" refresh --json "${common[@]}" --data "$work/grouped" 2>/dev/null | tail -n 1
whole=$(($(date +%s) - begun + 1))
amid=0 round=0
while [ "$round" -lt "$times" ]; do
  round=$((round + 1))
  kill_within "$((round + 1000))" "$whole" dotnet "$feedhub" refresh --json "${common[@]}" --data "$work/killed-grouping"
  sound "$work/killed-grouping" "$round"
  left=$(waiting "$work/killed-grouping")
  [ "$left" = 0 ] || amid=$((amid + 1))
  # Grouped to the end: once more from the start.
  if [ "$left" = 0 ] && [ "$round" -lt "$times" ]; then
    check "entries grouped otherwise, round $round" "$(comm -3 <(grouping "$work/grouped") <(grouping "$work/killed-grouping") | wc -l)" 0
    cp "$work/grouped/feedhub.db" "$work/killed-grouping/"; rm -f "$work/killed-grouping"/feedhub.db-*
    ungroup "$work/killed-grouping"
  fi
done
dotnet "$feedhub" refresh --json "${common[@]}" --data "$work/killed-grouping" 2>/dev/null | tail -n 1
echo "$amid of $times kills came before grouping was done."
check "entries grouped otherwise" "$(comm -3 <(grouping "$work/grouped") <(grouping "$work/killed-grouping") | wc -l)" 0
check "stories" "$(ask "$work/killed-grouping" "SELECT count(DISTINCT story_id) FROM entry")" "$(ask "$work/grouped" "SELECT count(DISTINCT story_id) FROM entry")"
[ $fail = 0 ] && echo accepted
exit $fail
