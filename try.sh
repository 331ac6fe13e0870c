#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# From a checkout to the console on a lab of three machines. Can be run again; does only what is missing.
# Root is needed for two things: installing packages, and the lab (namespaces, mounts, a bridge).
set -euo pipefail
top=$(cd "$(dirname "$0")" && pwd)
cd "$top"
step() { printf '\n== %s\n' "$1"; }

step "1/4 Install what is needed"
packaging/scripts/install-packages.sh
step "2/4 Build"
echo "Configuring ..."
mkdir -p build
cmake --preset dev > build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
ninja -C build/dev stormdeck
step "3/4 Bring the lab up (three machines; minutes the first time, seconds later; needs root: namespaces, mounts, a bridge)"
if [ "$(id -u)" -eq 0 ]; then tests/lab/lab up; else sudo -E tests/lab/lab up; fi
cluster_file=$(tests/lab/lab env | sed -n 's/^LAB_CLUSTER_FILE=//p' | tr -d "'\"")
step "4/4 Open the console on it"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec build/dev/app/stormdeck --profile "$cluster_file"
fi
build/dev/app/stormdeck status --profile "$cluster_file" || true
echo
echo "There is no display here. Where there is one, open the window with:"
echo "  build/dev/app/stormdeck --profile $cluster_file"
echo "Set the cluster up from here with:"
echo "  build/dev/app/stormdeck apply $cluster_file"
