"""reader.py BASE MILLION_JSON PHASE OUT: one reader, who asks for page after page and notes how long each took, with the phase that the file
PHASE names. reader.py report OUT: percentiles of each phase; exit code 1 if a p99 is not below 300 ms, or something was not answered."""
import collections, http.client, itertools, json, random, sys, time, urllib.parse

LIMIT = 300


def report(path):
    phases, bad = collections.defaultdict(list), collections.Counter()
    for line in open(path, encoding="utf-8"):
        phase, ms, status, _ = line.rstrip("\n").split("\t")
        phases[phase].append(float(ms))
        if status not in ("200", "301", "302", "308", "404"):
            bad[phase, status] += 1
    fail = 0
    print("| meanwhile | pages | p50 ms | p99 ms | max ms | not answered |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    for phase, times in phases.items():
        times.sort()
        at = lambda share: times[min(len(times) - 1, int(len(times) * share))]
        lost = sum(n for (p, _), n in bad.items() if p == phase)
        print(f"| {phase} | {len(times)} | {at(0.5):.0f} | {at(0.99):.0f} | {times[-1]:.0f} | {lost} |")
        if at(0.99) >= LIMIT or lost:
            fail = 1
            print(f"  NOT MET: {phase}: p99 {at(0.99):.0f} ms, {lost} not answered {dict(bad)}")
    return fail


def read(base, values, phase_file, out):
    host, values = urllib.parse.urlsplit(base).netloc, json.load(open(values, encoding="utf-8"))
    dice, words = random.Random(1), values["words"]["common"]
    pages = itertools.cycle([
        lambda n: "/",
        lambda n: f"/?lang={dice.choice(values['languages'])}&limit={40 + n % 20}",
        lambda n: f"/stories/{1 + int(dice.random() * values['plan']['count'] * 0.8)}",
        lambda n: f"/?region={dice.choice(values['regions'])}&limit={40 + n % 20}",
        lambda n: "/timeline/feed.atom",
        lambda n: f"/?q={urllib.parse.quote(dice.choice(words))}&limit={40 + n % 20}",
        lambda n: f"/sources/{dice.choice(values['largeSources'])}",
        lambda n: f"/?source={dice.choice(values['largeSources'])}&limit={40 + n % 20}",
    ])
    connection = http.client.HTTPConnection(host, timeout=60)
    with open(out, "a", encoding="utf-8", buffering=1) as log:
        for n in itertools.count():
            phase, path, begun = open(phase_file).read().strip(), next(pages)(n), time.monotonic()
            try:
                connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                status = str(answer.status)
            except (OSError, http.client.HTTPException) as fault:
                status = type(fault).__name__
                connection.close()
            log.write(f"{phase}\t{(time.monotonic() - begun) * 1000:.1f}\t{status}\t{path}\n")
            time.sleep(0.1)


sys.exit(report(sys.argv[2]) if sys.argv[1] == "report" else read(*sys.argv[1:5]))
