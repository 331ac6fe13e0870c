#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses files that do not say whose they are and under which licence: by a head of their own, by FILE.license beside
them, or by REUSE.toml; and what REUSE.toml names though it is not there. Usage: check_heads.py SOURCE_FOLDER"""
import pathlib
import re
import subprocess
import sys
import tomllib

HEAD = 400  # characters
NOT_OURS = {".git", ".cache", "build", "__pycache__"}  # where there is no git to ask


def files_of(root):
    """Paths of all files that are or may be committed; without git, of all that are not built."""
    try:
        told = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"],
                              capture_output=True, text=True, check=True).stdout
        paths = [path for path in told.split("\0") if path]
    except (OSError, subprocess.CalledProcessError):
        inside = (path.relative_to(root) for path in root.rglob("*"))
        paths = [path.as_posix() for path in inside if not NOT_OURS & set(path.parts)]
    return sorted(path for path in set(paths) if (root / path).is_file())


def pattern_of(glob):
    """As REUSE reads it: one star stays in a folder, two do not."""
    pieces = {"**/": "(.*/)?", "**": ".*", "*": "[^/]*"}
    return re.compile("".join(pieces.get(piece, re.escape(piece)) for piece in re.split(r"(\*\*/|\*\*|\*)", glob)))


def named_in(root):
    """{glob: its expression} of what REUSE.toml names."""
    annotations = tomllib.loads((root / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    return {glob: pattern_of(glob) for one in annotations for glob in one["path"]}


def has_head(root, path):
    beside = root / f"{path}.license"
    with open(beside if beside.is_file() else root / path, encoding="utf-8", errors="replace") as file:
        head = file.read(HEAD)
    licence = re.search(r"SPDX-License-Identifier: ([\w.-]+)", head)
    return bool(licence) and "SPDX-FileCopyrightText:" in head and (root / f"LICENSES/{licence.group(1)}.txt").is_file()


def main():
    root = pathlib.Path(sys.argv[1])
    files = [path for path in files_of(root) if not path.startswith("LICENSES/")]
    named = named_in(root)
    faults = [f"{path}: no licence head" for path in files
              if not any(pattern.fullmatch(path) for pattern in named.values()) and not has_head(root, path)]
    faults += [f"REUSE.toml: there is no {glob}" for glob, pattern in named.items()
               if not any(pattern.fullmatch(path) for path in files)]
    print("\n".join(faults) or f"{len(files)} files say their licence")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
