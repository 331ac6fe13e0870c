#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Faults in turn under an open window, on a display of its own. Usage: timeline.sh PROGRAM [FOLDER-FOR-PICTURES [FAULT…]]
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
pictures=${2:-$work}
mkdir -p "$pictures"

own_runtime
the_lab
file=$LAB_CLUSTER_FILE
check "a cluster" "$program" apply "$file" --yes
check "healthy" within 60 is .health healthy
on_the_desktop --profile "$file" -- timeline.py "$pictures" "${@:3}"
summary
