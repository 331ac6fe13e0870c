#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for marked secrets. MARKS is a file with a line "NAME<tab>SECRET" for each; it may grow meanwhile.
  marks.py search MARKS PLACE…   in files and in what zips and gzips hold, as they are, in base64, hexadecimal and UTF-16; says
                                 which files were read, and ends with 1 where one was found, 2 where none was read
  marks.py watch MARKS FOUND     in arguments and environments of all processes of this computer, those of machines that
                                 are namespaces of it among them, until it is ended; writes a line for each new sight"""
import base64
import os
import pathlib
import sys
import time
import zipfile
import zlib

PAUSE = 0.05  # between two looks at all processes, in seconds


def marks_in(path):
    with open(path, encoding="utf-8") as lines:
        return [tuple(line.rstrip("\n").split("\t", 1)) for line in lines if "\t" in line]


def forms(secret):
    """Of base64 three, as it depends on what stands before; each without its ends, which depend on the neighbours."""
    raw = secret.encode()
    yield "as it is", raw
    yield "in hexadecimal", raw.hex().encode()
    yield "in UTF-16", secret.encode("utf-16-le")
    for before in range(3):
        yield "in base64", base64.b64encode(b"." * before + raw).rstrip(b"=")[4:-2]


def contents(path):
    content = path.read_bytes()
    yield str(path), content
    if content.startswith(b"\x1f\x8b"):
        yield f"{path}: unpacked", zlib.decompressobj(31).decompress(content)  # gzip, also one without its end
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield f"{path}:{name}", packed.read(name)


def files_in(places):
    for place in map(pathlib.Path, places):
        inside = place.rglob("*") if place.is_dir() else [place]
        yield from (file for file in inside if file.is_file() and not file.is_symlink())


def search(marks_file, places):
    marks = [(name, how, form) for name, secret in marks_in(marks_file) for how, form in forms(secret)]
    read, found = 0, False
    for file in files_in(places):
        read += 1
        for where, content in contents(file):
            for name in sorted({f"{name} {how}" for name, how, form in marks if form in content}):
                found = True
                print(f"FOUND {name} in {where}")
    print(f"{read} files of {len(places)} places were read for {len(marks_in(marks_file))} secrets")
    return 1 if found else 0 if read else 2


def texts_of(process):
    for name in ("cmdline", "environ"):
        try:
            with open(f"/proc/{process}/{name}", "rb") as file:
                yield name, file.read()
        except OSError:
            pass  # it has ended


def watch(marks_file, found_file):
    os.nice(10)
    seen, looks = set(), 0
    while True:
        marks = [(name, secret.encode()) for name, secret in marks_in(marks_file)]
        for process in filter(str.isdigit, os.listdir("/proc")):
            for where, text in texts_of(process):
                for name, secret in marks:
                    if secret in text and (process, where, name) not in seen:
                        seen.add((process, where, name))
                        with open(found_file, "a", encoding="utf-8") as out:
                            print(f"{name} in {where} of {process}: {text[:60]!r}", file=out)
        looks += 1
        with open(found_file + ".looks", "w", encoding="utf-8") as out:
            print(looks, file=out)
        time.sleep(PAUSE)


if __name__ == "__main__":
    sys.exit(search(sys.argv[2], sys.argv[3:]) if sys.argv[1] == "search" else watch(*sys.argv[2:]))
