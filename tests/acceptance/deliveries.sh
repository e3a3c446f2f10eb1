#!/usr/bin/env bash
# A server sends DELIVERIES webhooks to forty hosts and is killed with -9 in the middle, KILLS times, and started again. Each delivery must
# arrive once, or twice where the answer was lost with the process, always under its ID and with a signature that openssl accepts; nothing
# may be left over or arrive again after it is written down as sent. Prints how many arrived twice.
# Usage: tests/acceptance/deliveries.sh [DELIVERIES [KILLS]]     200; 1
# Needs sqlite3, openssl, python3, curl; a Release build. A kill takes a minute more, as long as the lease. Exit code 1 on a fault.
set -euo pipefail
cd "$(dirname "$0")/../.."
deliveries=${1:-200} kills=${2:-1}
feedhub=$PWD/src/FeedHub.Server/bin/Release/net10.0/feedhub.dll
work=$(mktemp -d)
server='' receiver=''
trap 'kill -9 $server $receiver 2>/dev/null || true; rm -rf "$work"' EXIT
port=$((20000 + RANDOM % 10000))
key=$(openssl rand -base64 32)
export PARTNER_SECRET="whsec_$key"

# Notes each call before it answers, which takes it a moment.
cat >"$work/receiver.py" <<'RECEIVER'
import http.server, json, sys, threading, time
log, lock = open(sys.argv[2], "a"), threading.Lock()
class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with lock:
            log.write(json.dumps([self.headers["webhook-id"], self.headers["webhook-timestamp"], self.headers["webhook-signature"], body]) + "\n")
            log.flush()
        time.sleep(0.2)
        try:
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except ConnectionError:
            pass  # Whoever called was killed.
    def log_message(self, *_): pass
class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
Server(("0.0.0.0", int(sys.argv[1])), Receiver).serve_forever()
RECEIVER
touch "$work/calls"
python3 "$work/receiver.py" "$port" "$work/calls" &
receiver=$!

mkdir "$work/config"
printf 'title: Deliveries\npublic_url: http://127.0.0.1:%s\ntag_authority: deliveries.example,2026\ncontact: operator@deliveries.example\nallow_networks: [127.0.0.0/8]\n' \
  $((port + 1)) >"$work/config/site.yaml"
serve() {
  dotnet "$feedhub" serve --config "$work/config" --data "$work/data" --urls "http://127.0.0.1:$((port + 1))" >>"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 150); do curl -fso /dev/null "http://127.0.0.1:$((port + 1))/health/ready" && return; sleep 0.2; done
  echo "the server does not start:"; tail "$work/server.log"; exit 1
}
ask() { sqlite3 -cmd '.timeout 60000' "$work/data/feedhub.db" "$1"; }
calls() { wc -l <"$work/calls"; }

serve
python3 - "$port" "$deliveries" "$(date +%s%3N)" >"$work/rows.sql" <<'ROWS'
import json, sys
port, count, now = sys.argv[1], int(sys.argv[2]), sys.argv[3]
for n in range(count):
    lane = f"127.0.0.{1 + n % 40}:{port}"
    body = json.dumps({"type": "story.new", "number": n, "title": "Գյումրի"}, ensure_ascii=False)
    payload = json.dumps({"url": f"http://{lane}/hook", "secret": {"place": "Environment", "name": "PARTNER_SECRET"}, "body": body})
    print("INSERT INTO delivery (id, queue, channel, lane, payload, created, state, attempts, due) VALUES "
          f"('msg_{n}', 'partner', 'webhook', '{lane}', '{payload}', {now}, 'waiting', 0, {now});")
ROWS
(echo 'BEGIN;'; cat "$work/rows.sql"; echo 'COMMIT;') | sqlite3 -cmd '.timeout 60000' "$work/data/feedhub.db" >/dev/null

leased=0
for kill in $(seq "$kills"); do
  while [ "$(calls)" -lt $((deliveries * kill / (kills + 1))) ]; do sleep 0.02; done
  kill -9 $server
  wait $server 2>/dev/null || true
  now=$(ask "SELECT count(*) FROM delivery WHERE worker IS NOT NULL")
  leased=$((leased + now))
  echo "kill $kill: after $(calls) calls, $(ask "SELECT count(*) FROM delivery WHERE state = 'sent'") written as sent, $now under way"
  serve
done
for _ in $(seq $((90 * kills + 90))); do [ "$(ask "SELECT count(*) FROM delivery WHERE due IS NOT NULL")" = 0 ] && break; sleep 1; done
sleep 3
python3 - "$work/calls" "$deliveries" "$leased" "$key" <<'CHECK'
import base64, collections, json, subprocess, sys
calls, count, leased, key = [json.loads(line) for line in open(sys.argv[1])], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
times = collections.Counter(id for id, *_ in calls)
faults = []
if set(times) != {f"msg_{n}" for n in range(count)}:
    faults.append(f"{count - len(times)} never arrived")
twice = sum(1 for n in times.values() if n > 1)
if sum(n - 1 for n in times.values()) > leased:
    faults.append("more arrived again than were under way")
for id, at, signature, body in calls:
    mac = subprocess.run(["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:" + base64.b64decode(key).hex(), "-binary"],
                         input=f"{id}.{at}.{body}".encode(), capture_output=True, check=True).stdout
    if signature != "v1," + base64.b64encode(mac).decode():
        faults.append(f"{id} is not signed right")
    if json.loads(body)["number"] != int(id[4:]):
        faults.append(f"{id} has the body of another")
print(f"{len(times)} of {count} arrived, {twice} of them more than once, with {leased} under way when the process died")
print("\n".join(faults) or "nothing lost, nothing else repeated, every signature good")
sys.exit(bool(faults))
CHECK
[ "$(ask "SELECT count(*) FROM delivery WHERE state <> 'sent' OR payload <> ''")" = 0 ] || { echo "some are not written as sent"; exit 1; }
