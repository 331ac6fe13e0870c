#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole way over SSH alone: no engine answers on a port, one machine is reached through another, nothing is
# published. Usage: ssh.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
export XDG_RUNTIME_DIR=$work/runtime HOME=$work/home
install -d -m 700 "$XDG_RUNTIME_DIR" "$HOME" "$HOME/.ssh"
unset SSH_AUTH_SOCK

doors() { # -I closes the ports of the engines, -D opens them again
    local n
    for n in 1 2 3; do
        "$lab" ssh "$n" iptables "$1" INPUT -p tcp -m multiport --dports 2375,2376 -j REJECT || return 1
    done
}
closed() { ! timeout 2 bash -c "exec 3<>/dev/tcp/10.77.0.1$1/$2" 2> /dev/null; }
all_closed() { closed 1 2375 && closed 2 2375 && closed 3 2375 && closed 1 2376 && closed 2 2376 && closed 3 2376; }
peers() { # of sshd on machine N, without the one that asks
    "$lab" ssh "$1" "set -- \$SSH_CLIENT; ss -Htn state established 'sport = :22' | awk -v own=\":\$2\$\" '\$4 !~ own { print \$4 }'"
}
one_connection_each() { # storm-3 is reached through storm-1, which carries that in the connection it has
    local n
    for n in 1 2 3; do [ "$(peers "$n" | wc -l)" = 1 ] || { echo "storm-$n: $(peers "$n")"; return 1; }; done
}
cut() { "$lab" ssh "$1" "pkill -f '^sshd: root'" || true; } # ends its own as well
is_another() { one_connection_each && [ "$(peers 2)" != "$before" ]; }
asked_by() { # plane, pattern of the route
    within 90 is ".planes.$1.route.kind" relay && within 90 is "(.planes.$1.route.text | test(\"$2\"))" true
}
sockets() { find "$XDG_RUNTIME_DIR" -type s; }
no_sockets() { [ -z "$(sockets)" ]; }
has_sockets() { [ -n "$(sockets)" ]; }
check "the lab comes up" "$lab" up
eval "$("$lab" env)"
cat > "$HOME/.ssh/config" << CONFIG
Host storm-1
    HostName 10.77.0.11
Host storm-2
    HostName 10.77.0.12
Host storm-3
    HostName 10.77.0.13
    ProxyJump storm-1
Host storm-*
    User root
    IdentityFile $LAB_SSH_KEY
    UserKnownHostsFile $LAB_KNOWN_HOSTS
CONFIG
file=$work/ssh.yaml
sed -e '/ui_port/d' -e 's#tcp://10.77.0.1\([123]\):2375#ssh://storm-\1\n    address: 10.77.0.1\1#' \
    -e '/accept_plain_tcp/d' "$LAB_CLUSTER_FILE" > "$file"
check "the lab is emptied" "$lab" reset
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
check "the cluster is torn down meanwhile" "$program" teardown --profile "$file" --yes
check "the window lives" kill -KILL $watcher
wait $watcher 2> /dev/null
check "a console after it finds nothing" is .health empty
check "  and leaves no socket" no_sockets
check "the ports are open again" doors -D
listing "$work/after"
check "nothing is left but what the preview named" same "$work/before" "$work/after"
summary
