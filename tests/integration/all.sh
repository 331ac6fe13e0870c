#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# All tests that need the lab, one after the other, in one lab that is taken down at the end. Needs root.
# Usage: all.sh BUILD-FOLDER
# shellcheck source=tests/integration/runs.sh
source "$(dirname "$0")/runs.sh"
program=$1/app/stormdeck

"$lab" up || exit 1
run tls.sh "$program"
run ssh.sh "$program"
run interrupted.sh "$program" "$1/tests/integration/dies_after" short
run window-way.sh "$program" "$1/tests/integration/dies_after"
"$lab" down
"$lab" up --storm 1.2.4 || exit 1
run unpublished.sh "$program"
[ $failed -eq 0 ]
