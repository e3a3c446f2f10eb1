"""Steps of a day: each prints one line, and the day ends with a table."""
import sys
import time

STEPS = []


class Unmet(Exception):
    """What was seen instead of what was expected."""


def step(what):
    """Makes the function below a step of the day; it returns in words what was seen, or raises Unmet."""
    def keep(do):
        STEPS.append((what, do))
        return do
    return keep


def expect(holds, seen):
    if not holds:
        raise Unmet(seen)


def within(seconds, holds, seen=lambda: "it did not come"):
    """Waits until it holds; returns the seconds that this took."""
    begun = time.monotonic()
    while not holds():
        if time.monotonic() - begun > seconds:
            raise Unmet(f"not within {seconds} s: {seen()}")
        time.sleep(0.2)
    return time.monotonic() - begun


def run():
    """Runs every step, whatever became of those before. Returns the number of those that failed."""
    rows = []
    for number, (what, do) in enumerate(STEPS, 1):
        begun = time.monotonic()
        try:
            ok, seen = True, do()
        except Unmet as unmet:
            ok, seen = False, str(unmet)
        except Exception as fault:  # A step that breaks is a step that failed; the day goes on.
            ok, seen = False, f"{type(fault).__name__}: {fault}"
        took = time.monotonic() - begun
        seen = " ".join(str(seen).split())[:300]
        rows.append((number, what, seen, took, ok))
        print(f"{'ok  ' if ok else 'FAIL'} {number} {what} → {seen} ({took:.1f} s)", flush=True)
    failed = sum(not row[4] for row in rows)
    cell = lambda text: text.replace("|", "\\|").replace("<", "&lt;")
    print("\n|  | what was done | what was seen | s |  |\n| ---: | --- | --- | ---: | --- |")
    for number, what, seen, took, ok in rows:
        print(f"| {number} | {cell(what)} | {cell(seen)} | {took:.1f} | {'ok' if ok else '**failed**'} |")
    print(f"\n{len(rows) - failed} of {len(rows)} steps as expected")
    sys.stdout.flush()
    return failed
