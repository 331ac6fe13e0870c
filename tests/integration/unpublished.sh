#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole way with nothing published: Storm and the ensemble are reached by relays alone, over one engine or another,
# and nothing is left of them, neither in the containers nor here. Usage: unpublished.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
own_runtime

says_paused() { is '[.findings[].code] | contains(["storm.ui-paused"])' true; }
# Writes what runs in containers of the lab's machines; of no use where one does not tell.
processes() {
    local n id containers
    for n in 1 2 3; do
        containers=$("$lab" docker "$n" ps -q) && [ -n "$containers" ] || return 1
        for id in $containers; do "$lab" docker "$n" top "$id" -eo pid,args || return 1; done
    done > "$work/processes"
}
relays() { grep -E '/dev/tcp|[[:space:]]cat$' "$work/processes"; } # the commands among them that pass bytes on
has_commands() { processes && relays; }
no_commands() { processes && ! relays; }
# What ended and is waited for by nobody stays for as long as its container does.
none_unburied() { processes && ! grep -E '\[(bash|sh|cat|head|df|timeout|perl|python3)\] <defunct>' "$work/processes"; }
publishes_nothing() {
    "$lab" docker 1 service ls --format '{{.Name}}={{.Ports}}' > "$work/services" && grep -q '^lab-ui=' "$work/services" &&
        ! grep '=.' "$work/services"
}
watching() { QT_QPA_PLATFORM=offscreen "$program" --profile "$file" > /dev/null 2>&1 & watcher=$!; }

# What has come to the window, by each of its connections to engines.
received() { ss -HtnpiO state established | grep "pid=$watcher," | grep -o 'bytes_received:[0-9]*'; }
asks_on() {
    local now
    now=$(received) && [ "$now" != "$before" ]
}

the_lab
file=$work/unpublished.yaml
# The UI on a machine that is no manager, and on a port of its own.
sed -e '/ui_port/d' -e 's/ui: storm-1/ui: storm-2/' -e 's/^  config:/&\n    ui.port: 8090/' "$LAB_CLUSTER_FILE" > "$file"
listing "$work/before"
check "a cluster is set up" "$program" apply "$file" --yes
check "no service publishes a port" publishes_nothing
check "all is healthy by observation" within 60 is .health healthy
check "Storm is asked in its own container" asked_by storm "ui on storm-2"
check "the ensemble is asked in a container" asked_by zookeeper "exec in zk"
sed 's/^name: .*/&\nread_only: true/' "$file" > "$work/read-only.yaml"
check "a read-only connection uses the relay" within 30 env file="$work/read-only.yaml" bash -c \
    '[ "$("$1" status --profile "$file" --json | jq -r .planes.storm.route.kind)" = relay ]' - "$program"
check "a jar is submitted" "$program" submit "$LAB_WORDCOUNT_JAR" --profile "$file" --name wordcount --yes -- wordcount 3
check "its workers are on the map" within 30 is '[.nodes[].slots[] | select(.topology != null)] | length' 3
check "a read-only connection kills nothing" fails_with 1 "$program" kill wordcount --profile "$work/read-only.yaml" --yes

# The engine itself goes on: where it stands still, swarm cuts its containers off from the other machines' networks.
check "the engine of the UI's machine cannot be reached" "$lab" ssh 2 systemctl stop docker-plain.service
check "  Storm is asked over another engine" asked_by storm "on storm-[13]"
check "  the ensemble too" asked_by zookeeper "on storm-"
check "  and it can again" "$lab" ssh 2 systemctl start docker-plain.service
check "  Storm is asked in its own container again" asked_by storm "ui on storm-2"
check "the container of the UI is paused" "$lab" fault pause 2 lab-ui
check "  that is told" within 30 says_paused
check "  and it goes on" "$lab" fault undo pause 2 lab-ui
check "all is healthy again" within 90 is .health healthy

check "no command is left in a container" within 10 no_commands
check "  nor one that has ended" none_unburied
check "no socket is left here" no_sockets
watching
check "a window watches by relays" within 60 has_sockets
check "  their commands run in containers" within 30 has_commands
check "  it is killed" kill -KILL $watcher
wait $watcher 2> /dev/null
check "  no command is left in a container" within 10 no_commands
check "  nor one that has ended" none_unburied
check "  its socket is still there" has_sockets
check "  the next console removes it" is .planes.storm.route.kind relay
check "  no socket is left" no_sockets

watching
check "a window watches again" within 60 has_sockets
check "  the topology is killed meanwhile" "$program" kill wordcount --wait 2 --profile "$file" --yes
check "  the cluster is torn down meanwhile" tear_down
before=$(received)
check "  the window asks on" within 30 asks_on
check "  a console beside it finds nothing" within 30 is .health empty
check "  the window lives" kill -TERM $watcher
wait $watcher 2> /dev/null
check "  and is followed by a console that finds nothing" is .health empty
check "no socket is left" no_sockets
listing "$work/after"
check "nothing is left but what the preview named" same "$work/before" "$work/after" "$work/preview"
summary
