#!/usr/bin/env bash
# Three nodes on one PostgreSQL behind nginx with docs/nginx.conf. While clients ask for pages and feeds and editors sign in, each node in turn
# is told to stop and started again, and one is killed with -9: no request may fail. Then an editor signs in on one node, writes a brief on
# the next, and its preview is on the third.
# Usage: tests/acceptance/proxy.sh [CLIENTS]      4 clients at a time
# Needs nginx, PostgreSQL, curl, python3; a Release build. Exit code 1 on a fault.
set -euo pipefail
cd "$(dirname "$0")/../.."
clients=${1:-4}
feedhub=$PWD/src/FeedHub.Server/bin/Release/net10.0/feedhub.dll
origin=$PWD/tests/FeedHub.Origin/bin/Release/net10.0/FeedHub.Origin.dll
work=$(mktemp -d)
chmod 711 "$work"
postgres() { TMPDIR=$work bash tests/postgres "$1" 2>/dev/null; }
started=() node=()
# Only what this script started, each by its number.
end() {
  kill "$(cat "$work/nginx.pid" 2>/dev/null)" 2>/dev/null || true
  kill -9 "${started[@]}" "${node[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  postgres stop
  rm -rf "$work"
}
trap end EXIT
ports=($(python3 -c '
import socket
held = [socket.socket() for _ in range(5)]
for s in held: s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in held))'))
store=$(postgres start)

mkdir -p "$work/feeds" "$work/config/sources" "$work/config/series/weekly/briefs"
python3 - "$work" "${ports[4]}" <<'MAKE'
import datetime, email.utils, sys
work, port = sys.argv[1], sys.argv[2]
now = datetime.datetime.now(datetime.timezone.utc)
for n in range(20):
    items = "".join(
        f"<item><title>Report {i} of outlet {n} about the harbour</title><link>https://o{n}.example/{i}</link><guid>https://o{n}.example/{i}</guid>"
        f"<pubDate>{email.utils.format_datetime(now - datetime.timedelta(minutes=60 * i + n))}</pubDate></item>" for i in range(12))
    open(f"{work}/feeds/{n}.rss", "w").write(
        f"<rss version='2.0'><channel><title>o{n}</title><link>https://o{n}.example/</link><description/>{items}</channel></rss>")
    open(f"{work}/config/sources/o{n}.yaml", "w").write(
        f"id: o{n}\ntitle: Outlet {n}\nhome: https://o{n}.example/\nurl: http://127.0.1.{n + 1}:{port}/{n}.rss\nlanguage: en\n"
        "countries: [AZ]\nkind: press\nverified: 2026-01-01\nenabled: true\n")
open(f"{work}/config/site.yaml", "w").write(
    "title: Proxy\npublic_url: http://feeds.example\ntag_authority: proxy.example,2026\ncontact: operator@proxy.example\n"
    "allow_networks: [127.0.0.0/8]\n")
open(f"{work}/config/series/weekly/series.yaml", "w").write(
    "title: Weekly\ndescription: A weekly brief.\nlanguage: en\npublisher: Desk\nrights: Free.\n")
open(f"{work}/config/series/weekly/briefs/harbour.md", "w").write(
    "---\ntitle: The harbour\ndek: What it is for.\npublished: 2026-01-05T08:00:00Z\nauthors: [Ann Smith]\n---\n\nA text about the harbour.\n")
MAKE
cp -r feeds-config/gazetteer "$work/config/"
dotnet "$origin" --root "$work/feeds" --hosts 20 --port "${ports[4]}" >"$work/origin.log" 2>&1 &
started+=($!)

serve() { # serve N: starts node N
  FeedHub__TrustedProxies=127.0.0.1/32 FeedHub__Drain=2s FeedHub__Store=$store dotnet "$feedhub" serve --config "$work/config" \
    --data "$work/node$1" --urls "http://127.0.0.1:${ports[$1]}" >>"$work/node$1.log" 2>&1 &
  node[$1]=$!
}
ready() { # ready N: waits until node N answers
  for _ in $(seq 300); do curl -fso /dev/null "http://127.0.0.1:${ports[$1]}/health/ready" && return; sleep 0.2; done
  tail -n 5 "$work/node$1.log" >&2
  return 1
}
for n in 0 1 2; do serve $n; ready $n; done
key=$(FeedHub__Store=$store dotnet "$feedhub" key add --role editor --config "$work/config" --data "$work/node0" 2>/dev/null | grep -o 'fh_[A-Za-z0-9_-]*' | head -n 1)

sed -e "s#172\.30\.94\.11:8080#127.0.0.1:${ports[0]}#; s#172\.30\.94\.12:8080#127.0.0.1:${ports[1]}#" \
  -e "s#172\.30\.94\.13:8080#127.0.0.1:${ports[2]}#; s#listen 8080#listen 127.0.0.1:${ports[3]}#; s#/tmp/#$work/#" \
  -e "s#^worker_processes auto#worker_processes 2#" docs/nginx.conf >"$work/nginx.conf"
if grep -q '172\.30' "$work/nginx.conf"; then echo "docs/nginx.conf has an address that this script does not know" >&2; exit 1; fi
# Its workers must be able to write their temporary files.
[ "$(id -u)" -ne 0 ] || { chmod 755 "$work"; sed -i '1i user root;' "$work/nginx.conf"; }
nginx -c "$work/nginx.conf" -g 'daemon off;' 2>"$work/nginx.log" &
for _ in $(seq 50); do curl -fso /dev/null "http://127.0.0.1:${ports[3]}/health/live" && break; sleep 0.1; done

python3 - "${ports[3]}" "$key" "$clients" "$work/stop" >"$work/load.txt" <<'LOAD' &
import collections, html, http.client, os, re, sys, threading, time, urllib.parse
port, key, clients, stop = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
paths = ["/", "/?lang=en", "/?q=harbour", "/sources", "/series/weekly", "/series/weekly/harbour", "/series/weekly/feed.rss",
         "/series/weekly/feed.atom", "/timeline/feed.json", "/timeline/feed.atom?country=AZ", "/feeds.opml", "/assets/feedhub.css"]
made, failed, slow, gate = collections.Counter(), [], [], threading.Lock()
def ask(method, path, expected, body=None, cookie=""):
    begun = time.time()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie} if body else {}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        wrong = None if answer.status == expected and (text or body) else f"{answer.status} {text[:200].decode(errors='replace')}"
    except Exception as fault:
        wrong = f"{type(fault).__name__}: {fault}"
    finally:
        connection.close()
    with gate:
        made[method] += 1
        slow.append(time.time() - begun)
        if wrong:
            failed.append(f"{time.strftime('%H:%M:%S', time.gmtime(begun))} {method} {path}: {wrong}")
def read(number):
    turn = number
    while not os.path.exists(stop):
        ask("GET", paths[turn % len(paths)], 200)
        turn += 1
        time.sleep(0.01)
def sign_in():
    # The form may be one node's, and what it is sent to another.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/editors/sign-in")
    answer = connection.getresponse()
    hidden = re.findall(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"', answer.read().decode())
    form = urllib.parse.urlencode({html.unescape(n): html.unescape(v) for n, v in hidden} | {"key": key})
    cookie = "; ".join(c.split(";")[0] for c in answer.headers.get_all("Set-Cookie") or [])
    while not os.path.exists(stop):
        if not os.path.exists(stop + ".posts"):
            ask("POST", "/editors/sign-in", 303, form, cookie)
        time.sleep(0.3)
threads = [threading.Thread(target=read, args=(n,)) for n in range(clients)] + [threading.Thread(target=sign_in)]
for t in threads: t.start()
for t in threads: t.join()
slow.sort()
print(f"  requests: {made['GET']} GET, {made['POST']} POST; median {slow[len(slow) // 2] * 1000:.0f} ms, "
      f"p99 {slow[len(slow) * 99 // 100] * 1000:.0f} ms, longest {slow[-1] * 1000:.0f} ms")
print(f"  failed: {len(failed)}")
for line in failed[:20]: print("   ", line)
sys.exit(bool(failed) or made["GET"] < 100 or made["POST"] < 10)
LOAD
load=$!
started+=("$load")

sleep 3
for n in 0 1 2; do
  kill -TERM "${node[$n]}"
  code=0
  wait "${node[$n]}" || code=$?
  echo "  node $n stopped with exit code $code"
  sleep 1
  serve $n
  ready $n
done
# What a POST had begun on a node that is killed nobody can know, so none is repeated; here none is sent just then.
touch "$work/stop.posts"
sleep 2
kill -9 "${node[1]}"
wait "${node[1]}" 2>/dev/null || true
echo "  node 1 killed"
rm "$work/stop.posts"
sleep 4
serve 1
ready 1
sleep 2
touch "$work/stop"
fail=0
wait "$load" || fail=1
cat "$work/load.txt"
echo "  nginx passed requests on to another node: $(grep -c 'while connecting to upstream\|while reading response header' "$work/nginx.log" || true) times"

echo "  an editor signs in on one node, writes on the next, and reads the preview on the third:"
python3 - "$key" "${ports[@]:0:3}" <<'EDIT' || fail=1
import html, http.client, re, sys, time, urllib.parse
key, ports = sys.argv[1], [int(p) for p in sys.argv[2:]]
cookies = {}
def ask(node, method, path, form=None):
    connection = http.client.HTTPConnection("127.0.0.1", ports[node], timeout=30)
    headers = {"Cookie": "; ".join(f"{n}={v}" for n, v in cookies.items())}
    body = None
    if form is not None:
        boundary = "one-form-of-many-parts"
        body = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in form.items()) + f"--{boundary}--\r\n"
        headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
    connection.request(method, path, body.encode() if body else None, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    for cookie in answer.headers.get_all("Set-Cookie") or []:
        name, value = cookie.split(";")[0].split("=", 1)
        cookies[name] = value
    return answer.status, text
def expect(what, got, wanted):
    print(f"    {what}: {got}")
    if got != wanted:
        sys.exit(f"{wanted} was expected")
def fields(page):
    return {html.unescape(n): html.unescape(v) for n, v in re.findall(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page)}
door = ask(0, "GET", "/editors/sign-in")[1]
expect("signed in on node 0", ask(0, "POST", "/editors/sign-in", fields(door) | {"key": key})[0], 303)
status, page = ask(1, "GET", "/editors/series/weekly/new")
expect("the form on node 1", status, 200)
form = fields(page) | {"name": "canal", "do": "draft", "alt": "", "caption": "", "credit": "", "licence": "",
         "text": "---\r\ntitle: The canal\r\ndek: Where it leads.\r\nauthors: [Ann Smith]\r\n---\r\n\r\nA text about the canal.\r\n"}
expect("the draft is saved on node 1", ask(1, "POST", "/editors/series/weekly/new", form)[0], 303)
for _ in range(50):
    preview = re.search(r'href="[^"]*(/preview/[^"]+)"', ask(2, "GET", "/editors/series/weekly")[1])
    if preview:
        break
    time.sleep(0.2)
if not preview:
    sys.exit("node 2 does not show the preview within ten seconds")
status, page = ask(2, "GET", preview[1])
expect("the preview on node 2", (status, "A text about the canal." in page), (200, True))
expect("the preview on node 0", ask(0, "GET", preview[1])[0], 200)
EDIT
[ $fail = 0 ] || grep -h ' fail: \| crit: ' "$work"/node?.log | cut -c 1-1500 | head -n 20 || true
[ $fail = 0 ] && echo accepted
exit $fail
