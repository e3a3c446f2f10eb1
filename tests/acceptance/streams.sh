#!/usr/bin/env bash
# What streams cost and how soon they tell: opens STREAMS streams of the sample, a tenth of them under filters of their own, and prints the
# processor time of the server while nothing happens and, while stories are split and merged, the time from each commit to each client.
# Usage: tests/acceptance/streams.sh [FOLDER [STREAMS [SECONDS]]]     FOLDER holds a published server, else it is published; 500; 60 s
# With STORE set to the address of an empty PostgreSQL database, the store is there. Needs Linux and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
process=''
finish() {
  [ -z "$process" ] || { kill "$process" && wait "$process"; } 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
folder=${1:-} streams=${2:-500} seconds=${3:-60}
if [ -z "$folder" ]; then
  folder=$work/feedhub
  # shellcheck disable=SC2046 # several arguments
  dotnet publish src/FeedHub.Server -c Release -v quiet $(sed -n 's/^ARG PUBLISH="\(.*\)"$/\1/p' Dockerfile) -o "$folder" >/dev/null
fi
feedhub=("$folder/feedhub")
[ -x "${feedhub[0]}" ] || feedhub=(dotnet "$folder/feedhub.dll")
store=(--data "$work/data")
port=$((20000 + RANDOM % 10000))
serve() { # serve ARGUMENTS: starts the server, and waits until it has no more to say
  "${feedhub[@]}" serve "$@" "${store[@]}" --urls "http://127.0.0.1:$port" >"$work/log" 2>&1 &
  process=$!
  said=-1
  until [ "$(wc -c <"$work/log")" = "$said" ]; do kill -0 "$process"; said=$(wc -c <"$work/log"); sleep 20; done
}
serve --sample
if [ -n "${STORE:-}" ]; then
  # The sample is in a folder; its stories are served from the server without its outlets.
  kill "$process" && { wait "$process" || true; }
  "${feedhub[@]}" copy --from "$work/data" --to "$STORE" >/dev/null
  cp -r feeds-config "$work/config"
  rm -r "$work/config/sources"
  store=(--config "$work/config" --data "$work/node" --store "$STORE")
  serve --adopt
fi
key=$("${feedhub[@]}" key add --role admin "${store[@]}" | grep -oE '[A-Za-z0-9_-]{30,}' | head -1)
python3 - "$process" "$port" "$key" "$streams" "$seconds" <<'MEASURE'
import json, os, selectors, socket, sys, threading, time, urllib.request
from datetime import datetime
process, port, key, count, seconds = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), float(sys.argv[5])
base = f"http://127.0.0.1:{port}/api/v1"
def cpu():
    fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
# What each stream got, with the time: events with data, and heartbeats.
events, beats, ended = [], [0], [0]
waiting = selectors.DefaultSelector()
for i in range(count):
    asked = socket.create_connection(("127.0.0.1", port))
    query = "" if i % 10 else f"?q=-nothing{i}"
    asked.sendall(f"GET /api/v1/stream{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    waiting.register(asked, selectors.EVENT_READ, [b""])
def listen():
    while True:
        for ready, _ in waiting.select():
            got, now = ready.fileobj.recv(1 << 16), time.time()
            if not got:
                ended[0] += 1
                waiting.unregister(ready.fileobj)
                continue
            ready.data[0] += got
            *whole, ready.data[0] = ready.data[0].split(b"\n\n")
            for event in whole:
                if b"event: heartbeat" in event:
                    beats[0] += 1
                elif b"\ndata: {" in event:
                    # Not in the thread that reads: to parse takes longer than to receive.
                    events.append((now, event))
threading.Thread(target=listen, daemon=True).start()
deadline = time.time() + 30
while beats[0] < count and time.time() < deadline:
    time.sleep(0.1)
assert beats[0] >= count, f"only {beats[0]} of {count} streams began"
time.sleep(5)
beats[0], began, at = 0, cpu(), time.monotonic()
time.sleep(seconds)
passed = time.monotonic() - at
print(f"{count} streams at rest: {100 * (cpu() - began) / passed:.2f} % of a core over {passed:.0f} s, {beats[0] / passed / count * 60:.1f} heartbeats a minute each")
def post(path, body):
    asked = urllib.request.Request(base + path, json.dumps(body).encode(), {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(asked))["story"], time.time()
stories = [s for s in json.load(urllib.request.urlopen(base + "/stories?limit=200"))["items"] if len(s["reports"]) > 1][:10]
events.clear()
began, committed = cpu(), {}
for story in stories:
    split, done = post(f"/stories/{story['id']}/split", {"entries": [story["reports"][-1]["entry"]]})
    committed["split", split] = done
    time.sleep(1.3)
    kept, done = post(f"/stories/{story['id']}/merge", {"other": split})
    committed["merged", max(split, story["id"])] = done
    time.sleep(1.3)
time.sleep(2)
delays = []
for now, event in events:
    lines = dict(line.split(": ", 1) for line in event.decode().split("\n") if ": " in line)
    if (lines["event"], json.loads(lines["data"])["id"]) in committed:
        delays.append(now - committed[lines["event"], json.loads(lines["data"])["id"]])
delays.sort()
expected = len(committed) * count
print(f"{len(committed)} changes of stories, {len(delays)} of {expected} events: seen {1000 * delays[len(delays) // 2]:.0f} ms after the answer to who made "
      f"them (median; 99 % within {1000 * delays[int(len(delays) * 0.99)]:.0f} ms, the last {1000 * delays[-1]:.0f} ms); "
      f"{1000 * (cpu() - began) / len(committed):.0f} ms of processor time each")
assert len(delays) == expected, "some clients were not told"
assert ended[0] == 0, f"{ended[0]} streams ended"
MEASURE
kill "$process"
started=$SECONDS
wait "$process" || true
process=''
echo "told to stop with $streams streams open, it has stopped after $((SECONDS - started)) s"
