#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole way over SSH alone: no engine answers on a port, one machine is reached through another, nothing is
# published. Usage: ssh.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
own_home

one_connection_each() { # storm-3 is reached through storm-1, which carries that in the connection it has
    local n
    for n in 1 2 3; do [ "$(peers "$n" | wc -l)" = 1 ] || { echo "storm-$n: $(peers "$n")"; return 1; }; done
}
cut() { "$lab" ssh "$1" "pkill -f '^sshd: root'" || true; } # ends its own as well
is_another() { one_connection_each && [ "$(peers 2)" != "$before" ]; }

the_lab
ssh_config << CONFIG
Host storm-3
    ProxyJump storm-1
CONFIG
file=$work/ssh.yaml
ssh_yaml | sed '/ui_port/d' > "$file"
listing "$work/before"
check "no engine answers on a port any more" doors -I
check "  none does" all_closed
check "three engines without a swarm are seen" is '[.nodes[] | select(.state == "unreachable")] | length' 0
check "nothing is called unencrypted" is '[.findings[] | select(.code == "connection.plain-tcp")] | length' 0
check "the plan is shown" "$program" plan "$file"
check "apply reaches the goal" "$program" apply "$file" --yes
check "all is healthy by observation" within 60 is .health healthy
check "three supervisors with four slots each" is .slots.total 12
check "the ensemble has one leader" is '[.nodes[].zookeeper[] | select(.role == "leader")] | length' 1
check "a second apply finds everything done" "$program" apply "$file" --yes
check "Storm is asked by a relay over the tunnel" asked_by storm "ui on storm-"
check "the ensemble too" asked_by zookeeper "exec in zk"
check "a jar is submitted" "$program" submit "$LAB_WORDCOUNT_JAR" --profile "$file" --name wordcount --yes -- wordcount 3
check "its workers are on the map" within 60 is '[.nodes[].slots[] | select(.topology != null)] | length' 3
check "its name is taken" fails_with 3 "$program" submit "$LAB_WORDCOUNT_JAR" --profile "$file" --name wordcount --yes -- wordcount

QT_QPA_PLATFORM=offscreen "$program" --profile "$file" > /dev/null 2>&1 &
watcher=$!
check "a window watches" within 60 has_sockets
check "  with one connection to each machine" within 30 one_connection_each
before=$(peers 2)
cut 2
check "sshd of storm-2 ended it, and the window connects anew" within 60 is_another
check "  all is healthy again" within 60 is .health healthy
check "the topology is killed meanwhile" "$program" kill wordcount --wait 2 --profile "$file" --yes
check "no topology is left" is '.topologies | length' 0
check "the cluster is torn down meanwhile" tear_down
check "the window lives" kill -KILL $watcher
wait $watcher 2> /dev/null
check "a console after it finds nothing" is .health empty
check "  and leaves no socket" no_sockets
check "the ports are open again" doors -D
listing "$work/after"
check "nothing is left but what the preview named" same "$work/before" "$work/after" "$work/preview"
summary
