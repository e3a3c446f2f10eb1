#!/usr/bin/env bash
# What the published server costs while nothing happens: the sample on SQLite, from a build as in the Dockerfile. Prints the time from its
# start to its first answer (three starts on an empty data folder, three on a filled one), and, once the sample is grouped and the log has
# been silent for SILENCE seconds, resident memory and its parts, processor time over SECONDS, threads and open files.
# Usage: tests/acceptance/idle.sh [FOLDER [SECONDS [SILENCE]]]     FOLDER holds a published server, else it is published; 60 s; 45 s
# Needs Linux and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
process=''
finish() {
  [ -z "$process" ] || { kill "$process" && wait "$process"; } 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
folder=${1:-} seconds=${2:-60} silence=${3:-45}
if [ -z "$folder" ]; then
  folder=$work/feedhub
  # shellcheck disable=SC2046 # several arguments
  dotnet publish src/FeedHub.Server -c Release -v quiet $(sed -n 's/^ARG PUBLISH="\(.*\)"$/\1/p' Dockerfile) -o "$folder" >/dev/null
fi
port=$((20000 + RANDOM % 10000))
serve() { # serve DATA: starts the server, and says when it has answered
  "$folder/feedhub" serve --sample --data "$1" --urls "http://127.0.0.1:$port" >"$work/log" 2>&1 &
  process=$!
  python3 - "$process" "$port" "$2" <<'ASK'
import os, socket, sys, time
process, port, what = sys.argv[1], int(sys.argv[2]), sys.argv[3]
tick = os.sysconf("SC_CLK_TCK")
# When it began, by the clock that /proc counts in.
def stat(): return open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
while True:
    try:
        with socket.create_connection(("127.0.0.1", port)) as asked:
            asked.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % port)
            answer = asked.recv(12)
            assert answer == b"HTTP/1.1 200", answer
            break
    except ConnectionRefusedError:
        time.sleep(0.01)
fields = stat()
began, cpu = int(fields[19]) / tick, (int(fields[11]) + int(fields[12])) / tick
print(f"{what}: first answer after {time.clock_gettime(time.CLOCK_BOOTTIME) - began:.2f} s, {cpu:.2f} s of processor time")
ASK
}
stop() { kill "$process" && { wait "$process" || true; }; process=''; }
for start in 1 2 3; do
  serve "$work/empty$start" "empty data folder"
  [ "$start" = 3 ] || stop
done
# Grouped, and then nothing more to say.
until grep -q 'Grouped' "$work/log"; do kill -0 "$process"; sleep 1; done
said=-1
until [ "$(wc -c <"$work/log")" = "$said" ]; do said=$(wc -c <"$work/log"); sleep "$silence"; done
python3 - "$process" "$seconds" <<'REST'
import os, sys, time
process, seconds = sys.argv[1], float(sys.argv[2])
def cpu():
    fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
def switches(): # voluntary, by thread
    counts = {}
    for thread in os.listdir(f"/proc/{process}/task"):
        with open(f"/proc/{process}/task/{thread}/status") as status:
            counts[thread] = sum(int(line.split()[1]) for line in status if line.startswith("voluntary"))
    return counts
before, woken, at = cpu(), switches(), time.monotonic()
time.sleep(seconds)
passed = time.monotonic() - at
# Those of threads that have ended meanwhile are lost.
wakes = sum(count - woken.get(thread, 0) for thread, count in switches().items())
print(f"processor at rest: {100 * (cpu() - before) / passed:.2f} % of a core over {passed:.0f} s, woken {wakes / passed:.0f} times a second")
parts = {}
with open(f"/proc/{process}/smaps_rollup") as rollup:
    for line in rollup:
        fields = line.split()
        if fields[-1] == "kB":
            parts[fields[0][:-1]] = int(fields[1]) / 1024
print(f"memory: {parts['Rss']:.0f} MiB resident, of these {parts['Anonymous']:.0f} anonymous and {parts['Rss'] - parts['Anonymous']:.0f} of files; Pss {parts['Pss']:.0f}")
print(f"threads: {len(os.listdir(f'/proc/{process}/task'))}, open files: {len(os.listdir(f'/proc/{process}/fd'))}")
REST
stop
for start in 1 2 3; do
  serve "$work/empty3" "filled data folder"
  stop
done
