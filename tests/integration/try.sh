#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The first of the two commands of the README where there is no display: it ends by telling how the machines are and how
# to go on, and can be run again. Builds the preset dev. Usage: try.sh
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
top=$(cd "$here/../.." && pwd)

tries() { env -u DISPLAY -u WAYLAND_DISPLAY "$top/try.sh" > "$work/said"; }
says() { grep -F -- "$1" "$work/said"; }
says_all() {
    says "1/4 Install" && says "2/4 Build" && says "3/4 Bring the lab up" && says "needs root" && says "4/4 Open the console"
}

check "from a checkout to the lab" tries
check "  it says where it is and what needs root" says_all
set -a
eval "$("$lab" env)"
set +a
check "  the lab is up" "$lab" status
check "  it tells how the machines are" grep '^lab: ' "$work/said"
check "  and how to open the window" says "build/dev/app/stormdeck --profile $LAB_CLUSTER_FILE"
check "  and how to set the cluster up" says "build/dev/app/stormdeck apply $LAB_CLUSTER_FILE"
check "it can be run again" tries
check "  and installs nothing then" says "All packages are installed."
summary
