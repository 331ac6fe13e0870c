#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses functions over 60 lines, .cpp files over 500, headers over 340 and names that say nothing. Functions are found
by universal-ctags. Usage: check_sizes.py SOURCE_FOLDER"""
import json
import pathlib
import shutil
import statistics
import subprocess
import sys

LONGEST_FUNCTION = 60
LONGEST_SOURCE = 500
LONGEST_HEADER = 340
EMPTY_NAMES = ("utils", "util", "helper", "helpers", "manager", "misc", "common")


def functions(root, files):
    """(path, name, lines) of each function definition."""
    names = "\n".join(str(f) for f in files)
    found = subprocess.run(
        ["ctags", "--output-format=json", "--fields=+ne", "--kinds-C++=f", "--language-force=C++", "-L", "-", "-f", "-"],
        input=names, capture_output=True, text=True, check=True)
    for line in found.stdout.splitlines():
        tag = json.loads(line)
        if "end" in tag:
            yield pathlib.Path(tag["path"]).relative_to(root), tag["name"], tag["end"] - tag["line"] + 1


def file_faults(root, file):
    path = file.relative_to(root)
    lines = file.read_text().count("\n")
    limit = LONGEST_HEADER if file.suffix == ".h" else LONGEST_SOURCE
    if lines > limit and not path.parts[0] == "tests":
        yield f"{path}: {lines} lines, at most {limit}"
    if file.stem.lower() in EMPTY_NAMES:
        yield f"{path}: the name says nothing"


def main():
    root = pathlib.Path(sys.argv[1])
    if not shutil.which("ctags"):
        print("universal-ctags is missing: apt-get install universal-ctags")
        return 1
    files = [f for top in ("core", "ui", "app", "tests") for f in sorted((root / top).rglob("*"))
             if f.suffix in (".h", ".cpp")]
    faults = [fault for file in files for fault in file_faults(root, file)]
    sizes = []
    for path, name, lines in functions(root, [f for f in files if "tests" not in f.relative_to(root).parts]):
        sizes.append(lines)
        if lines > LONGEST_FUNCTION:
            faults.append(f"{path}: {name}() has {lines} lines, at most {LONGEST_FUNCTION}")
    print("\n".join(faults) or f"{len(files)} files, {len(sizes)} functions, median {statistics.median(sizes)} lines")
    return 1 if faults or not sizes else 0


if __name__ == "__main__":
    sys.exit(main())
