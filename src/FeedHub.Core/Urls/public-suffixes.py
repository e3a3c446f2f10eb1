#!/usr/bin/env python3
"""Renews public-suffixes.txt, in which PublicSuffixes finds its rules, from the list of publicsuffix.org.

    python3 public-suffixes.py public_suffix_list.dat [version [source]]

Version and source are needed for a list that does not tell its version itself, as those before 2024, or that came by way of somebody else.
"""
import os
import re
import sys

SOURCE = "https://publicsuffix.org/list/public_suffix_list.dat"

HEADER = """\
# Public suffixes: the names below which people register domains of their own. A line is a parent and the labels that are suffixes
# below it: "am co com" stands for co.am and com.am. A star stands for every label, an exclamation mark for one that is none after
# all. A top-level domain is a suffix without being named here. International names are in their ASCII form.
#
# Version: {version}
# Date: {date}
# Source: {source}
# Licence: MPL-2.0, https://mozilla.org/MPL/2.0/
# Renewed by public-suffixes.py, which stands beside it; not edited by hand.

"""


def in_ascii(name):
    """A name of the list, which is in lower case and composed already, in punycode where it needs to be."""
    return ".".join(p if p.isascii() else "xn--" + p.encode("punycode").decode("ascii") for p in name.split("."))


def main(path, version=None, source=SOURCE):
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    told = next((m.group(1) for m in map(re.compile(r"// VERSION: (\S+)").match, lines) if m), version)
    day = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", told or "")
    if day is None:
        sys.exit("The list does not tell its version: give one that begins with its date, such as 20230209.2326.")
    parents = {}
    for line in lines:
        rule = in_ascii(line.split()[0]) if line.strip() and not line.startswith("//") else ""
        exception, name = ("!", rule[1:]) if rule.startswith("!") else ("", rule)
        label, dot, parent = name.partition(".")
        if dot:
            parents.setdefault(parent, set()).add(exception + label)
    if not parents:
        sys.exit(f"{path} holds no rule: it is no list of public suffixes.")
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "public-suffixes.txt"), "w", encoding="ascii") as file:
        file.write(HEADER.format(version=told, date="-".join(day.groups()), source=source))
        for parent in sorted(parents, key=lambda p: p.split(".")[::-1]):
            file.write(" ".join([parent, *sorted(parents[parent])]) + "\n")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
