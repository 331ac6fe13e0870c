#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a measurement, passes on what it prints, and judges the figures in it. Ends with 1 where a figure is over its
limit, a limit found no figure, or the measurement failed.
Usage: judged.py --at-most LIMIT PATTERN [--at-most …] [--but PATTERN] -- COMMAND…"""
import argparse
import re
import subprocess
import sys


def arguments_of(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--at-most", nargs=2, action="append", required=True, metavar=("LIMIT", "PATTERN"),
                        help="the first group of the regular expression is the figure")
    parser.add_argument("--but", default="$^", metavar="PATTERN", help="lines that are not judged")
    parser.add_argument("command", nargs="+")
    return parser.parse_args(words)


def figures(lines, pattern, but):
    """(figure, line) of each line that is judged."""
    for line in lines:
        found = re.search(pattern, line)
        if found and not re.search(but, line):
            yield float(found.group(1)), line


def judge(lines, limit, pattern, but):
    judged = list(figures(lines, pattern, but))
    over = [line for figure, line in judged if figure > limit]
    for line in over:
        print(f"OVER {limit:g}: {line}")
    print(f"{len(judged)} figures, {len(over)} over {limit:g}" if judged else f"no figure like {pattern}")
    return bool(judged) and not over


def main():
    arguments = arguments_of(sys.argv[1:])
    with subprocess.Popen(arguments.command, stdout=subprocess.PIPE, text=True) as measurement:
        lines = []
        for line in measurement.stdout:
            print(line, end="", flush=True)
            lines.append(line.rstrip("\n"))
    verdicts = [judge(lines, float(limit), pattern, arguments.but) for limit, pattern in arguments.at_most]
    if measurement.returncode:
        print(f"the measurement ended with {measurement.returncode}")
    return 0 if all(verdicts) and not measurement.returncode else 1


if __name__ == "__main__":
    sys.exit(main())
