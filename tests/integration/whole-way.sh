#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole way on real machines by the command line alone: three engines without a swarm -> apply -> healthy ->
# submit -> kill -> tear down -> what an independent listing shows is the same as before but for what the preview
# names. Usage: whole-way.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"

the_lab
file=$LAB_CLUSTER_FILE
listing "$work/before"
check "the machines are seen before there is a swarm" is .health empty
check "the plan is shown without changing anything" "$program" plan "$file"
listing "$work/after"
check "nothing was changed by planning" same "$work/before" "$work/after"
check "apply reaches the goal" "$program" apply "$file" --yes
check "all is healthy by observation" within 60 is .health healthy
check "three supervisors with four slots each" is .slots.total 12
check "the ensemble has one leader" is '[.nodes[].zookeeper[] | select(.role == "leader")] | length' 1
check "a second apply finds everything done" "$program" apply "$file" --yes
check "a jar is submitted" "$program" submit "$LAB_WORDCOUNT_JAR" --profile "$file" --name wordcount --yes -- wordcount 3
check "its workers are on the map" is '[.nodes[].slots[] | select(.topology != null)] | length' 3
check "its name is taken" fails_with 3 "$program" submit "$LAB_WORDCOUNT_JAR" --profile "$file" --name wordcount --yes -- wordcount
check "it is killed and gone" "$program" kill wordcount --wait 2 --profile "$file" --yes
check "no topology is left" is '.topologies | length' 0
check "the cluster is torn down" tear_down
listing "$work/after"
check "nothing is left but what the preview named" same "$work/before" "$work/after" "$work/preview"
summary
