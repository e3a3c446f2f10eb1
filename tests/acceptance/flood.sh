#!/usr/bin/env bash
# The sample server in 300 MB of memory, flooded from many loopback addresses (see tests/FeedHub.Benchmarks/Flooding). By hand, as root,
# where control groups can be made. FOLDER holds a built or published server (feedhub.dll); DESCRIPTORS is the hard limit of open files.
# Usage: tests/acceptance/flood.sh FOLDER [DESCRIPTORS] [MB]
set -euo pipefail
server=$(realpath "$1")
descriptors=${2:-20000}
megabytes=${3:-300}
cd "$(dirname "$0")/../.."
[ -n "${SKIP_BUILD:-}" ] || dotnet build --configuration Release -v quiet tests/FeedHub.Benchmarks >/dev/null
port=$((20000 + RANDOM % 10000))
data=$(mktemp -d)
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  group=/sys/fs/cgroup/feedhub-flood-$$
  mkdir "$group"
  echo $((megabytes * 1000 * 1000)) >"$group/memory.max"
else
  group=/sys/fs/cgroup/memory/feedhub-flood-$$
  mkdir "$group"
  echo $((megabytes * 1000 * 1000)) >"$group/memory.limit_in_bytes"
fi
run=(dotnet "$server/feedhub.dll")
[ -x "$server/feedhub" ] && run=("$server/feedhub")
(
  echo $BASHPID >"$group/cgroup.procs"
  ulimit -n "$descriptors"
  exec "${run[@]}" serve --sample --data "$data" --urls "http://127.0.0.1:$port"
) >"$data.log" 2>&1 &
process=$!
finish() {
  kill "$process" 2>/dev/null || true
  wait "$process" 2>/dev/null || true
  grep -vE ': [0-9]+ new, [0-9]+ changed$' "$data.log" | tail -n 5
  for peak in memory.max_usage_in_bytes memory.failcnt memory.peak; do
    [ ! -f "$group/$peak" ] || echo "$peak $(cat "$group/$peak")"
  done
  rm -rf "$data" "$data.log"
  rmdir "$group"
}
trap finish EXIT
for _ in $(seq 100); do
  curl -sf -o /dev/null "http://127.0.0.1:$port/health/ready" && break
  kill -0 "$process"
  sleep 0.3
done
# Until its outlets have been read and grouped.
sleep 8
dotnet tests/FeedHub.Benchmarks/bin/Release/net10.0/FeedHub.Benchmarks.dll flood "http://127.0.0.1:$port" "$process"
