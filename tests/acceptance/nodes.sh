#!/usr/bin/env bash
# Three nodes on one PostgreSQL poll 2,000 sources for five minutes. Every 20 s one is killed with -9 and started again, PostgreSQL is
# restarted twice, and one node is frozen for a minute and woken. Then: nothing lost or stored twice, no source asked below its floor, the
# limits for each site kept in the origin's own log, one node leading at any time, entries those of an undisturbed single node, and stories
# too after `regroup` on both.
# Usage: tests/acceptance/nodes.sh [SECONDS [SOURCES [STORIES]]]     300 s; STORIES holds items as lines of JSON, of which feeds are made
# Needs root (for names of its own in a mount namespace), PostgreSQL, psql, sqlite3, curl, python3; a Release build. Exit code 1 on a fault.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -n "${FEEDHUB_NAMES:-}" ] || exec unshare --mount env FEEDHUB_NAMES=own bash "$0" "$@"
seconds=${1:-300} sources=${2:-2000}
stories=${3:-src/FeedHub.Server/Sample/stories.jsonl}
domains=$((sources / 20 > 0 ? sources / 20 : 1))
feedhub=$PWD/src/FeedHub.Server/bin/Release/net10.0/feedhub.dll
origin=$PWD/tests/FeedHub.Origin/bin/Release/net10.0/FeedHub.Origin.dll
work=$(mktemp -d)
chmod 711 "$work"
postgres() { TMPDIR=$work bash tests/postgres "$1" 2>/dev/null; }
server=$(postgres start)
field() { sed -n "s/.*$1=\([^;]*\).*/\1/p" <<<"$server"; }
PGHOST=$(field Host) PGPORT=$(field Port) PGUSER=$(field Username) PGPASSWORD=$(field Password)
export PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE=postgres
started=()
# The nodes are among those that are ended: whoever is frozen or dead already does not mind.
trap 'kill -CONT "${node[@]}" 2>/dev/null || true; kill -9 "${started[@]}" "${node[@]}" 2>/dev/null || true; postgres stop; rm -rf "$work"' EXIT
node=()

mkdir -p "$work/feeds" "$work/config/sources"
cp -r feeds-config/gazetteer "$work/config/"
python3 - "$stories" "$work" "$sources" "$domains" <<'MAKE'
import datetime, email.utils, html, json, random, sys
stories, work, sources, domains = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
items = [json.loads(line) for line in open(stories, encoding="utf-8")]
now = datetime.datetime.now(datetime.timezone.utc)
chance = random.Random(17)
def feed(number, later):
    """Twelve items, the same each time; and one more later."""
    own = random.Random(number)
    parts = []
    for item in range(13 if later else 12):
        told = own.choice(items)
        link = f"https://s{number}.example/{item}"
        at = now - datetime.timedelta(minutes=own.randrange(60, 2880)) if item < 12 else now - datetime.timedelta(minutes=30)
        parts.append(f"<item><title>{html.escape(told['title'])}</title><link>{link}</link><guid>{link}</guid>"
                     f"<description>{html.escape(told.get('summary') or '')} {number} {item}</description>"
                     f"<pubDate>{email.utils.format_datetime(at)}</pubDate></item>")
    return (f"<rss version='2.0'><channel><title>s{number}</title><link>https://s{number}.example/</link><description/>"
            + "".join(reversed(parts)) + "</channel></rss>")
with open(f"{work}/hosts", "w") as hosts:
    hosts.write("127.0.0.1 localhost\n")
    for d in range(domains):
        for host in range(2):
            n = 2 * d + host
            hosts.write(f"127.0.{1 + n // 254}.{1 + n % 254} {'ab'[host]}.site{d}.test\n")
for n in range(sources):
    open(f"{work}/feeds/{n}.rss", "w", encoding="utf-8").write(feed(n, False))
    if n % 4 == 0:
        open(f"{work}/feeds/{n}.later", "w", encoding="utf-8").write(feed(n, True))
    open(f"{work}/config/sources/s{n}.yaml", "w").write(
        f"id: s{n}\ntitle: s{n}\nhome: http://{'ab'[n % 2]}.site{n % domains}.test/\n"
        f"url: http://{'ab'[n % 2]}.site{n % domains}.test:8795/{n}.rss\nlanguage: en\ncountries: [AZ]\nkind: press\n"
        f"interval: 2m\nverified: 2026-01-01\nenabled: true\n")
open(f"{work}/config/site.yaml", "w").write(
    "title: Nodes\npublic_url: http://127.0.0.1:8796\ntag_authority: nodes.example,2026\ncontact: operator@nodes.example\n"
    "allow_networks: [127.0.0.0/8]\n")
MAKE
mount --bind "$work/hosts" /etc/hosts
dotnet "$origin" --root "$work/feeds" --hosts $((2 * domains)) --port 8795 --log "$work/requests.log" >"$work/origin.log" 2>&1 &
started+=($!)
for _ in $(seq 100); do curl -fso /dev/null "http://127.0.1.1:8795/0.rss" && break; sleep 0.2; done

psql -qc 'CREATE DATABASE nodes'
store="$(sed 's/Database=[^;]*/Database=nodes/' <<<"$server")"
db() { psql -qAt -d nodes -c "$1"; }
serve() { # serve N: starts node N
  dotnet "$feedhub" serve --config "$work/config" --data "$work/node$1" --store "$store" --urls "http://127.0.0.1:$((8796 + $1))" \
    >>"$work/node$1.log" 2>&1 &
  node[$1]=$!
}
for n in 0 1 2; do serve $n; done
for n in 0 1 2; do for _ in $(seq 150); do curl -fso /dev/null "http://127.0.0.1:$((8796 + n))/health/ready" && break; sleep 0.2; done; done

# Who leads, four times a second.
lead="locktype = 'advisory' AND granted AND objsubid = 1 AND ((classid::bigint << 32) | objid::bigint) = x'4665656448754c'::bigint"
(while sleep 0.25; do
  echo "$(date +%s%3N) $(db "SELECT count(*) || ' ' || coalesce(string_agg(application_name, ','), '-') FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE $lead" 2>/dev/null || echo '- -')"
done) >"$work/leads.log" &
started+=($!)

begun=$(date +%s) kills=0 frozen='' restarts=0 later=''
while passed=$(($(date +%s) - begun)); [ "$passed" -lt "$seconds" ]; do
  if [ -z "$later" ] && [ "$passed" -ge $((seconds * 4 / 10)) ]; then
    later=given
    for file in "$work"/feeds/*.later; do mv "$file" "${file%.later}.rss"; done
  fi
  if [ "$restarts" -lt 2 ] && [ "$passed" -ge $((seconds * (restarts + 1) / 3)) ]; then
    restarts=$((restarts + 1))
    postgres restart >/dev/null
  fi
  # The node that leads is frozen, for a minute, beyond what a silent node is given.
  if [ -z "$frozen" ] && [ "$passed" -ge $((seconds / 5)) ]; then
    name=$(db "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE $lead")
    for n in 0 1 2; do case $name in *-"${node[$n]}"-*) frozen=$n; kill -STOP "${node[$n]}"; froze=$passed ;; esac; done
  fi
  if [ -n "${froze:-}" ] && [ "$passed" -ge $((froze + 60)) ]; then kill -CONT "${node[$frozen]}"; froze=''; fi
  if [ "$passed" -ge $(((kills + 1) * 20)) ]; then
    victim=$((kills % 3))
    kills=$((kills + 1))
    if [ -z "${froze:-}" ] || [ "$victim" != "$frozen" ]; then
      kill -9 "${node[$victim]}"
      wait "${node[$victim]}" 2>/dev/null || true
      serve $victim
    fi
  fi
  sleep 1
done
echo "$kills kills, $restarts restarts of PostgreSQL, node ${frozen:-none} frozen"
[ -z "${froze:-}" ] || kill -CONT "${node[$frozen]}"
for n in 0 1 2; do kill "${node[$n]}"; done
for n in 0 1 2; do wait "${node[$n]}" 2>/dev/null || true; done

fail=0
check() { if [ "$2" = "$3" ]; then echo "  $1: $2"; else echo "  $1: $2, but $3 were expected"; fail=1; fi; }
check "sources still claimed" "$(db "SELECT count(*) FROM source WHERE claimed_by IS NOT NULL")" 0
python3 - "$work/requests.log" "$work/leads.log" <<'JUDGE' || fail=1
import collections, sys
requests = [line.split(" ", 3) for line in open(sys.argv[1])]
paths, sites = collections.defaultdict(list), collections.defaultdict(list)
for begin, end, host, path in requests:
    if ".test" in host:
        paths[path.strip()].append(int(begin))
        sites[host.split(":")[0].split(".", 1)[1]].append((int(begin), int(end)))
floor = [b - a for times in paths.values() for times in [sorted(times)] for a, b in zip(times, times[1:])]
gaps = [b[0] - a[0] for spans in sites.values() for spans in [sorted(spans)] for a, b in zip(spans, spans[1:])]
most = 0
for spans in sites.values():
    edges = sorted([(b, 1) for b, _ in spans] + [(e, -1) for _, e in spans])
    running = 0
    for _, step in edges:
        running += step
        most = max(most, running)
polls = [len(times) for times in paths.values()]
print(f"  requests: {sum(polls)}, of a source {min(polls)} to {max(polls)}")
print(f"  shortest time between two requests to a source: {min(floor, default=0) / 1000:.1f} s; below 118 s: {sum(g < 118_000 for g in floor)}")
early = sum(g < 500 for g in gaps)
print(f"  between two to a site: below 900 ms {sum(g < 900 for g in gaps)}, below 500 ms {early}, of {len(gaps)}; at one time at most {most}")
led, longest, last, most_leading = None, 0, None, 0
for line in open(sys.argv[2]):
    at, count, *who = line.split()
    if count == "-":
        continue
    most_leading = max(most_leading, int(count))
    if int(count) > 0:
        if last is not None:
            longest = max(longest, int(at) - last)
        last = int(at)
print(f"  leading at one time: {most_leading}; longest time without: {longest / 1000:.1f} s")
# A request is on its way for a moment after its turn has begun, and for longer while other processes start or are woken.
sys.exit(any(g < 118_000 for g in floor) or early > len(gaps) / 50 or most > 2 or most_leading > 1)
JUDGE
grep -h "leads: it groups\|no longer leads\|Unhandled\|bug in FeedHub" "$work"/node?.log | sort | uniq -c || true

# An undisturbed single node, on SQLite, reads the same.
calm=(--config "$work/config" --data "$work/calm") many=(--config "$work/config" --data "$work/many" --store "$store")
dotnet "$feedhub" refresh --all --json "${calm[@]}" 2>/dev/null | tail -n 1
sqlite3 "$work/calm/feedhub.db" "SELECT id FROM entry ORDER BY id" >"$work/calm.ids"
db "SELECT id FROM entry ORDER BY id" >"$work/nodes.ids"
echo "  entries that the nodes had not fetched yet when they stopped: $(comm -23 "$work/calm.ids" "$work/nodes.ids" | wc -l) of $(wc -l <"$work/calm.ids")"
dotnet "$feedhub" refresh --all --json "${many[@]}" 2>/dev/null | tail -n 1
db "SELECT id FROM entry ORDER BY id" >"$work/nodes.ids"
check "entries that only one of the two has" "$(comm -3 "$work/calm.ids" "$work/nodes.ids" | wc -l)" 0
check "keys stored twice" "$(db "SELECT count(*) - count(DISTINCT source_id || ' ' || key) FROM entry")" 0
check "entries without a story" "$(db "SELECT count(*) FROM entry WHERE story_id IS NULL OR story_id NOT IN (SELECT id FROM story)")" 0
for which in calm many; do
  arguments="$which[@]"
  dotnet "$feedhub" regroup "${!arguments}" 2>&1 | tail -n 1
done
together="SELECT id, first_value(id) OVER (PARTITION BY story_id ORDER BY id) FROM entry ORDER BY id"
check "entries grouped otherwise" "$(comm -3 <(sqlite3 "$work/calm/feedhub.db" "$together") <(db "$together") | wc -l)" 0
[ $fail = 0 ] && echo accepted
exit $fail
