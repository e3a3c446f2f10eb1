#!/usr/bin/env bash
# FeedHub on a small machine: one core and a cgroup of MB megabytes, 500 sources polled, on SQLite. While the server answers and polls, the
# database is backed up and everything is grouped again; the server is stopped and started; a store of an earlier release is brought up to
# date, and that release is started on it. Meanwhile a reader measures pages. Nothing may be killed for its memory, page p99 must stay below
# 300 ms, and story addresses and the IDs of feed entries must be what they were.
# Usage: tests/acceptance/small.sh SERVER DATA [OLD_SERVER OLD_DATA]
#   SERVER      a built or published server (feedhub.dll)
#   DATA        a folder that `million fill` of the benchmarks filled; it is copied, not changed
#   OLD_SERVER  the server of an earlier release, and OLD_DATA a folder that it filled; it is copied too
# Environment: MB (512), CALM (60, seconds of polling before anything else). By hand, as root, where control groups can be made.
# Needs sqlite3, python3, curl, taskset; the origin built in Release. Exit code 1 when something is not as it must be, 2 when it cannot run.
set -euo pipefail
server=$(realpath "$1") given=$(realpath "$2")
old=${3:+$(realpath "$3")} old_data=${4:+$(realpath "$4")}
cd "$(dirname "$0")/../.."
megabytes=${MB:-512} calm=${CALM:-60}
origin=$PWD/tests/FeedHub.Origin/bin/Release/net10.0/FeedHub.Origin.dll
work=$(mktemp -d) port=$((20000 + RANDOM % 10000))
base=http://127.0.0.1:$port
started=() fail=0
say() { printf '%s\n' "$*"; }
miss() { say "  NOT MET: $*"; fail=1; }

if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  group=/sys/fs/cgroup/feedhub-small-$$ limit=memory.max
else
  group=/sys/fs/cgroup/memory/feedhub-small-$$ limit=memory.limit_in_bytes
fi
mkdir "$group" 2>/dev/null && echo $((megabytes << 20)) 2>/dev/null >"$group/$limit" || {
  say "No control group can be made here ($group): this needs root and a writable cgroup of memory."
  rmdir "$group" 2>/dev/null || true
  exit 2
}
finish() {
  kill "${started[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  sleep 1
  rm -rf "$work"
  rmdir "$group" 2>/dev/null || true
}
trap finish EXIT

# One of our servers or commands in place of this shell: in the group, on core 0.
small() {
  local folder=$1
  shift
  local run=(dotnet "$folder/feedhub.dll")
  [ ! -x "$folder/feedhub" ] || [ ! -f "$folder/libcoreclr.so" ] || run=("$folder/feedhub")
  echo $BASHPID >"$group/cgroup.procs"
  exec taskset -c 0 "${run[@]}" "$@"
}
verb() { (small "$server" "$@"); }
kills() {
  if [ -f "$group/memory.events" ]; then awk '$1 == "oom_kill" { print $2 }' "$group/memory.events"
  else awk '$1 == "oom_kill" { print $2 }' "$group/memory.oom_control"; fi
}
own() { awk '$1 == "total_rss" || $1 == "anon" { print int($2 / 1048576); exit }' "$group/memory.stat"; }
# What processes have of their own, which the kernel cannot take back; page cache counts in the group too, but is taken back.
watch() {
  local most=0 now
  while sleep 0.5; do
    now=$(own 2>/dev/null) || return 0
    [ "$now" -le "$most" ] || { most=$now; echo "$most" >"$work/most"; }
  done
}
peak() { cat "$work/most"; }
# The page cache of a copy belongs to who copied, and would be for nothing.
copy() {
  mkdir "$2"
  cp -r "$1"/. "$2"
  rm -f "$2"/*-shm
  find "$2" -name 'feedhub.db*' -exec dd if={} iflag=nocache count=0 status=none \;
}
ask() { sqlite3 -readonly -cmd '.timeout 60000' "$1/feedhub.db" "$2"; }
# serve SERVER FOLDER OPTION…
serve() {
  small "$1" serve "${@:3}" --config "$work/config" --data "$2" --urls "$base" --allow-network 127.0.0.0/8 >>"$work/serve.log" 2>&1 &
  serving=$!
  started+=("$serving")
  local begun=$SECONDS
  until curl -fso /dev/null "$base/health/ready"; do
    kill -0 "$serving" 2>/dev/null || { tail -n 5 "$work/serve.log"; return 1; }
    sleep 0.2
  done
  say "  answers after $((SECONDS - begun)) s"
}
stop() {
  kill "$serving"
  wait "$serving" || miss "the server ended with $?"
}
# phase NAME COMMAND…: what readers see meanwhile belongs to NAME.
phase() {
  echo "$1" >"$work/phase"
  shift
  local begun code=0
  begun=$(date +%s.%N)
  "$@" || code=$?
  printf '  %.1f s, so far %s MiB of their own at most, %s killed\n' "$(bc <<<"$(date +%s.%N) - $begun")" "$(peak)" "$(kills)"
  return $code
}

say "== $(ask "$given" "SELECT count(*) FROM entry") entries, $megabytes MB, core 0 of $(nproc); $(du -shL "$given" | cut -f1) in $given"
copy "$given" "$work/data"
mkdir "$work/feeds"
python3 tests/acceptance/small/feeds.py "$work/feeds" 500 0
taskset -c 1 dotnet "$origin" --root "$work/feeds" --hosts 100 --port $((port + 1)) --opml "$work/sources.opml" >"$work/origin.log" 2>&1 &
started+=($!)
cp -r "$given/config" "$work/config"
for _ in $(seq 100); do [ -s "$work/sources.opml" ] && break; sleep 0.2; done
grep -o 'xmlUrl="[^"]*"' "$work/sources.opml" | cut -d'"' -f2 | while read -r url; do
  file=$work/config/sources/$(basename "$url" .rss).yaml
  [ ! -f "$file" ] || sed -i -e "s|^url:.*|url: $url|" -e 's|^interval:.*|interval: 5m|' "$file"
done
# What is due is polled at once, as after a night.
sqlite3 "$work/data/feedhub.db" "UPDATE source SET next_poll = 0"
# Outlets go on publishing: each second two of them have one item more.
(n=0; while sleep 1; do n=$((n + 2)); python3 tests/acceptance/small/feeds.py "$work/feeds" 500 "$n"; done) &
started+=($!)
watch &
started+=($!)

say "== polling"
echo starting >"$work/phase"
serve "$server" "$work/data"
taskset -c 1 python3 tests/acceptance/small/reader.py "$base" "$work/data/million.json" "$work/phase" "$work/reader.tsv" &
reader=$!
started+=("$reader")
phase polling sleep "$calm"
say "  $(ask "$work/data" "SELECT count(*) FROM entry WHERE arrived > (strftime('%s','now') - $calm - 5) * 1000") new entries"
python3 tests/acceptance/small/addresses.py keep "$work/data/feedhub.db" "$base" "$work/before"

say "== backup while it runs"
phase backup verb backup "$work/backup.db" --data "$work/data" || miss "backup failed"
python3 tests/acceptance/small/addresses.py compare "$work/backup.db" - "$work/before" || miss "the backup differs"
rm -f "$work/backup.db"

say "== regroup while it runs"
phase regroup verb regroup --config "$work/config" --data "$work/data" || miss "regroup failed"
phase "after regroup" sleep 30
python3 tests/acceptance/small/addresses.py compare "$work/data/feedhub.db" "$base" "$work/before" || miss "addresses or IDs after regroup"

say "== stopped and started"
kill "$reader"
wait "$reader" 2>/dev/null || true
phase "stopped and started" stop
serve "$server" "$work/data"
python3 tests/acceptance/small/addresses.py compare "$work/data/feedhub.db" "$base" "$work/before" || miss "addresses or IDs after a restart"
phase end stop

if [ -n "$old" ]; then
  say "== upgrade of $(ask "$old_data" "SELECT count(*) FROM entry") entries, from $(ask "$old_data" "SELECT max(ScriptName) FROM SchemaVersions")"
  rm -rf "$work/data"
  copy "$old_data" "$work/data"
  python3 tests/acceptance/small/addresses.py keep "$work/data/feedhub.db" - "$work/old"
  phase upgrade verb migrate --data "$work/data" || miss "the upgrade failed"
  # The store may be of another catalog than DATA.
  serve "$server" "$work/data" --adopt
  python3 tests/acceptance/small/addresses.py compare "$work/data/feedhub.db" "$base" "$work/old" || miss "addresses or IDs after the upgrade"
  phase upgraded stop
  say "== going back"
  before=$(sha256sum "$work/data/feedhub.db")
  small "$old" serve --config "$work/config" --data "$work/data" --urls "$base" >"$work/back.log" 2>&1 &
  back=$!
  started+=("$back")
  sleep 20
  if curl -fso /dev/null "$base/health/ready"; then
    say "  the earlier release serves it"
    python3 tests/acceptance/small/addresses.py compare "$work/data/feedhub.db" "$base" "$work/old" || miss "the earlier release serves it, but not all of it"
  else
    say "  the earlier release refuses: $(tail -n 3 "$work/back.log")"
    [ "$before" = "$(sha256sum "$work/data/feedhub.db")" ] || miss "and has changed the file"
  fi
  kill "$back" 2>/dev/null || true
  wait "$back" 2>/dev/null || true
fi

say "== pages, as one reader saw them"
python3 tests/acceptance/small/reader.py report "$work/reader.tsv" || fail=1
say "== $(peak) MiB of their own at most, $(kills) killed; the group was at its limit $(cat "$group"/memory.failcnt "$group"/memory.events 2>/dev/null | head -n 1) times, which page cache alone brings about"
[ "$(kills)" = 0 ] || miss "something was killed for its memory"
grep -E ' (fail|crit)|Unhandled|locked' "$work/serve.log" | sort | uniq -c | sort -rn | head -n 5 || true
[ $fail = 0 ] && say accepted
exit $fail
