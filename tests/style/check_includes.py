#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses an #include against the arrows of arrows.json. Usage: check_includes.py SOURCE_FOLDER"""
import json
import pathlib
import re
import sys

LAYERS = ("core", "ui", "app")
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)


def core_faults(arrows, folder, header):
    """Why core/<folder> must not include the project's header, or None."""
    target = header.split("/")[0]
    if target == folder or target not in arrows["core"]:
        return None
    if target not in arrows["core"][folder]:
        return f"core/{folder} must not know core/{target}"
    allowed = arrows["valuesOnly"].get(folder)
    if allowed and target in {name.split("/")[0] for name in allowed} and header not in allowed:
        return f"core/{folder} may use only the values of core/{target}"
    return None


def ui_faults(arrows, header):
    target = header.split("/")[0]
    if target not in arrows["core"]:
        return None
    if target not in arrows["ui"]:
        return f"ui must not know core/{target}"
    if target in ("docker", "storm", "zookeeper", "preflight") and header not in arrows["uiValuesOnly"]:
        return f"ui may use only the values of core/{target}"
    return None


def upward_fault(root, layer, header):
    """Why a layer must not include a header of one above it, or None. Folders of two layers may have one name."""
    if header.startswith("."):
        return "a header is named from its layer on"
    own = LAYERS[:LAYERS.index(layer) + 1]
    above = [one for one in LAYERS if one not in own and (root / one / header).is_file()]
    if not above or any((root / one / header).is_file() for one in own):
        return None
    return f"{layer} must not know {above[0]}"


def library_faults(arrows, path, header):
    for library, homes in arrows["libraries"].items():
        if header.startswith(library) and not any(path.startswith(home) for home in homes):
            yield f"{library} belongs to {', '.join(homes)}"
    if path.endswith(".h"):
        for library in arrows["neverInHeaders"]:
            if header.startswith(library):
                yield f"{header} must not be included in a header"
    if path.startswith("core/") and any(header.startswith(name) for name in arrows["neverInCore"]):
        yield f"core has no screen, so no {header}"


def faults_of(arrows, root, file):
    path = file.relative_to(root).as_posix()
    parts = path.split("/")
    for kind, header in INCLUDE.findall(file.read_text()):
        found = list(library_faults(arrows, path, header))
        if kind == '"':
            found.append(upward_fault(root, parts[0], header))
        if kind == '"' and parts[0] == "core":
            found.append(core_faults(arrows, parts[1], header))
        if kind == '"' and parts[0] == "ui":
            found.append(ui_faults(arrows, header))
        for fault in filter(None, found):
            yield f"{path}: {fault} (#include {header})"


def main():
    root = pathlib.Path(sys.argv[1])
    arrows = json.loads((pathlib.Path(__file__).parent / "arrows.json").read_text())
    files = [f for top in ("core", "ui", "app") for f in sorted((root / top).rglob("*")) if f.suffix in (".h", ".cpp")]
    faults = [fault for file in files for fault in faults_of(arrows, root, file)]
    print("\n".join(faults) or f"{len(files)} files keep to the arrows")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
