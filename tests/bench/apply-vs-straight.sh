#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Wall time of `stormdeck apply` against the same cluster made by plain commands with the same waits, in turn on the
# lab, images present. Usage: apply-vs-straight.sh PROGRAM [ROUNDS]. Prints each time and the ratio of the medians.
set -euo pipefail
program=$(realpath "$1")
rounds=${2:-3}
lab=$(cd "$(dirname "$0")/../lab" && pwd)/lab
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config

"$lab" up
eval "$("$lab" env)"

seconds() { # file, command…: its wall time, a line into the file
    local file=$1 start=${EPOCHREALTIME/[.,]/}
    shift
    "$@" > "$work/out" 2>&1 || { cat "$work/out"; exit 1; }
    echo $(((${EPOCHREALTIME/[.,]/} - start) / 1000)) | tee -a "$file"
}
median() { sort -n "$1" | sed -n "$(((rounds + 1) / 2))p"; }

for round in $(seq "$rounds"); do
    "$lab" reset > /dev/null
    echo "round $round, plain commands, ms:" && seconds "$work/straight" "$lab" straight
    "$lab" reset > /dev/null
    echo "round $round, apply, ms:" && seconds "$work/apply" "$program" apply "$LAB_CLUSTER_FILE" --yes
done
echo "apply / plain: $(echo "scale=3; $(median "$work/apply") / $(median "$work/straight")" | bc) (medians of $rounds)"
