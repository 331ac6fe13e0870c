#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Faults of a running cluster, one after the other: each is told with its cause and never as healthy, and all is green
# by itself after it was taken back. Usage: faults.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"

told() { # code of the finding, words that it has
    "$program" status --profile "$file" --json > "$work/status"
    jq -e --arg code "$1" --arg words "$2" '.health != "healthy" and
        ([.findings[] | select(.code == $code and ((.text + " " + .evidence) | contains($words)))] | length > 0)' \
        "$work/status" > "$work/verdict" || { jq -c '[.health, [.findings[].code]]' "$work/status"; return 1; }
}
fault() { # what, code, words, fault and its arguments
    local what=$1 code=$2 words=$3
    shift 3
    check "$what" "$lab" fault "$@"
    check "  told as $code" within 60 told "$code" "$words"
    check "  taken back" "$lab" fault undo "$@"
    check "  all is green again by itself" within 180 is .health healthy
}

check "the lab comes up" "$lab" up
eval "$("$lab" env)"
file=$LAB_CLUSTER_FILE
check "a cluster" "$program" apply "$file" --yes
check "healthy" within 60 is .health healthy
fault "the engine of storm-2 stands still" node.suspect storm-2 freeze 2
fault "the link of storm-3 is cut" node.down storm-3 link 3
fault "the engine of storm-3 is stopped" node.down storm-3 stop 3
fault "an ensemble member stands still" ensemble.member-silent zk2 pause 2 lab-zk2
summary
