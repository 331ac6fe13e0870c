#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian 12 packages that building, testing and the lab need. Root only for what is missing.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
wanted=$(cat "$top/packaging/packages.txt" "$top/tests/lab/packages.txt" | grep -v '^#' | sort -u)
missing=()
for name in $wanted; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
done
if [ ${#missing[@]} -eq 0 ]; then
    echo "All packages are installed."
    exit 0
fi
echo "Installing ${#missing[@]} packages (needs root): ${missing[*]}"
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
echo "Asking the mirror what there is ..."
"${as_root[@]}" apt-get update -q
echo "Fetching and unpacking; that takes minutes ..."
# The registry's own service would take the port of the lab's; it is not started.
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -y -q --no-install-recommends "${missing[@]}"
