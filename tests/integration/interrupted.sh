#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Kills the console in the middle of a change of real machines, between an effect and its journal record, and looks
# what Resume and Undo make of it: the goal or the start, no orphan, no duplicate.
# Usage: interrupted.sh PROGRAM DIES_AFTER [short]. Short: one point for each kind of end, as for every change of code.
program=$(realpath "$1")
dies_after=$(realpath "$2")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
extent=${3:-all}

# What a finished cluster has, without what differs from one set-up to the next.
goal() { listing "$1" && sed -i -E 's/[0-9a-z]{25}/ID/g' "$1"; }
dies() { fails_with 137 bash -c '"$@"' - "$dies_after" "$@"; }

resumed() { # step
    check "emptied" "$lab" reset
    check "killed after $1" dies "$1" "$file"
    check "  Resume reaches the goal" "$program" resume
    check "  healthy" within 60 is .health healthy
    goal "$work/after"
    check "  nothing twice, nothing left over" same "$work/goal" "$work/after"
    check "  nothing is left to resume" fails_with 3 "$program" resume
}
undone() { # step
    check "emptied" "$lab" reset
    check "killed after $1" dies "$1" "$file"
    check "  Undo ends" "$program" undo
    listing "$work/after"
    check "  the machines are as before" same "$work/start" "$work/after" "$work/plan"
    check "  nothing is left to undo" fails_with 3 "$program" undo
}
previewed() { fails_with 1 "$program" teardown --profile "$file" < /dev/null > "$work/preview"; } # nobody says yes
torn_down() { # step: of the cluster that is there
    check "what a tear-down leaves is said" previewed
    check "killed after $1" dies "$1" "$file" teardown
    check "  a tear-down cannot be undone" fails_with 1 "$program" undo
    check "  Resume reaches the end" "$program" resume
    listing "$work/after"
    check "  nothing is left but what was said" same "$work/start" "$work/after" "$work/preview"
}

the_lab
file=$LAB_CLUSTER_FILE
listing "$work/start"
check "the plan says what stays after an undo" bash -c '"$1" plan "$2" > "$3"' - "$program" "$file" "$work/plan"
check "set up without a break" "$program" apply "$file" --yes
goal "$work/goal"

torn_down service.remove.lab-nimbus
undone swarm.init
resumed service.supervisor
if [ "$extent" = all ]; then
    resumed swarm.init
    for step in swarm.join.storm-2 lease.take image.storm.storm-3 network service.zk1 config.storm service.nimbus; do
        undone $step
        resumed $step
    done
    undone service.supervisor
    resumed lease.release
    for step in lease.take network.remove.lab-net volume.remove.storm-2.lab-zk2-data swarm.leave.storm-1; do
        check "a cluster to tear down" "$program" apply "$file" --yes
        torn_down $step
    done
fi
summary
