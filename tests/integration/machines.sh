#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Machines: checked before a cluster is set up, a fresh one prepared twice, copies of it told apart and joined.
# Usage: machines.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
export HOME=$work/home
install -d -m 700 "$HOME" "$HOME/.ssh"
unset SSH_AUTH_SOCK

doors() { # start|stop
    local n
    for n in 1 2 3; do "$lab" ssh "$n" systemctl "$1" docker-plain.service || return 1; done
}
preflight_finds() { # code, machine
    "$program" preflight "$file" --json > "$work/report"
    jq -r '.results[] | select(.verdict == "error" or .verdict == "warning") | "\(.code) \(.subject)"' "$work/report" \
        | tee /dev/stderr | grep -q "^$1 $2"
}
prepare() { "$program" prepare ssh://root@fresh "${wanted[@]}" "$@" --yes; }
nothing_is_needed() { prepare > "$work/prepared" && ! grep -F '[needed]' "$work/prepared"; }
clones() { # boots two, and knows their keys
    "$lab" clone fresh 2 && ssh-keyscan 10.77.0.21 10.77.0.22 > "$HOME/.ssh/clones" 2> /dev/null
}
join() { "$program" join-clones ssh://root@10.77.0.21 ssh://root@10.77.0.22 --profile "$file" --yes; }
refuses_to_join() { ! join > "$work/refusal" 2>&1 && grep -i "share" "$work/refusal"; }
identity() { "$lab" ssh "clone-$1" "cat /etc/machine-id /etc/ssh/ssh_host_*.pub; docker info -f '{{.ID}}'"; }
share_nothing() { ! comm -12 <(identity 1 | sort) <(identity 2 | sort) | grep .; }
in_swarm() { [ "$("$lab" docker 1 node ls --format '{{.Status}}' | grep -c Ready)" = "$1" ]; }

check "the lab comes up" "$lab" up
check "the lab is emptied" "$lab" reset
check "a machine without an engine boots" "$lab" fresh reset
eval "$("$lab" env)"
wanted=(--docker-user ops --image "$LAB_ZOOKEEPER_IMAGE" --image "$LAB_STORM_IMAGE" --insecure-registry "$LAB_REGISTRY")
for n in 1 2 3; do printf 'Host storm-%s\n    HostName 10.77.0.1%s\n' $n $n; done > "$HOME/.ssh/config"
cat >> "$HOME/.ssh/config" << CONFIG
Host fresh
    HostName $LAB_FRESH
Host *
    User root
    IdentityFile $LAB_SSH_KEY
    UserKnownHostsFile $LAB_KNOWN_HOSTS $HOME/.ssh/clones
CONFIG
file=$work/ssh.yaml
sed -e '/ui_port/d' -e 's#tcp://10.77.0.1\([123]\):2375#ssh://storm-\1#' -e '/accept_plain_tcp/d' "$LAB_CLUSTER_FILE" > "$file"

check "open ports of Docker are found" preflight_finds docker.open storm-1
check "  they are closed" doors stop
check "  and nothing else is wrong" "$program" preflight "$file"
check "datagrams of the overlay are dropped" "$lab" ssh 3 iptables -I INPUT -p udp --dport 4789 -j DROP
check "  that is found" fails_with 1 "$program" preflight "$file"
check "  and mended" "$lab" ssh 3 iptables -D INPUT -p udp --dport 4789 -j DROP
check "  nothing is wrong, though asked at once" "$program" preflight "$file"

check "a cluster is set up" "$program" apply "$file" --yes
check "the machine is prepared" prepare
check "a second time there is nothing to do" nothing_is_needed
"$lab" ssh fresh systemctl poweroff || true # its end is the end of the connection
check "copies of it as it is boot" clones
check "  which are told to share what identifies them, and are not joined" refuses_to_join
check "  they end" "$lab" clone off
check "the machine boots again" "$lab" fresh
check "what identifies it is removed, and it goes off" prepare --clean --power-off
check "copies of it boot again" clones
check "  which share nothing" share_nothing
check "the copies join it" join
check "the ports of Docker are open again" doors start
check "swarm lists all five" within 10 in_swarm 5
check "the lab is emptied again" "$lab" reset
summary
