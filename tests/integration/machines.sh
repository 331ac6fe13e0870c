#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Machines: checked before a cluster is set up, a fresh one prepared twice, copies of it told apart and joined.
# Usage: machines.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
own_home
# The machines' kernel is this computer's: what is set for more than a network is put back.
swappiness=$(cat /proc/sys/vm/swappiness)
trap 'echo "$swappiness" > /proc/sys/vm/swappiness; finish' EXIT

plain_doors() { # start|stop
    local n
    for n in 1 2 3; do "$lab" ssh "$n" systemctl "$1" docker-plain.service || return 1; done
}
preflight_finds() { # code, machine
    "$program" preflight "$file" --json > "$work/report"
    jq -r '.results[] | select(.verdict == "error" or .verdict == "warning") | "\(.code) \(.subject)"' "$work/report" \
        | tee /dev/stderr | grep -q "^$1 $2"
}
prepare() { "$program" prepare ssh://root@fresh "${wanted[@]}" "$@" --yes; }
# None of the lab's machines may set a clock, which would be this computer's, and services that would do not start:
# something else stands in for them.
has_a_time_service() {
    "$lab" ssh fresh 'mkdir -p /etc/systemd/ntp-units.d && echo stand-in.service > /etc/systemd/ntp-units.d/10-stand-in.list &&
        printf "[Service]\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n" \
            > /etc/systemd/system/stand-in.service && systemctl daemon-reload'
}
# Keep-alive and swapping, the time zone, whether time servers are followed, and whether they are from the next boot on.
kernel_and_clock() {
    "$lab" ssh fresh 'sysctl -n net.ipv4.tcp_keepalive_time vm.swappiness && timedatectl show -p Timezone --value &&
        timedatectl show -p NTP --value; systemctl is-enabled stand-in.service' | paste -sd ' '
}
kernel_and_clock_are() { # pattern
    local got
    got=$(kernel_and_clock)
    # shellcheck disable=SC2053
    [[ $got == $1 ]] || { echo "they are $got"; return 1; }
}
nothing_is_needed() { prepare > "$work/prepared" && ! grep -F '[needed]' "$work/prepared"; }
clones() { # boots two, and knows their keys
    "$lab" clone fresh 2 && ssh-keyscan 10.77.0.21 10.77.0.22 > "$HOME/.ssh/clones" 2> /dev/null
}
join() { "$program" join-clones ssh://root@10.77.0.21 ssh://root@10.77.0.22 --profile "$file" --yes; }
refuses_to_join() { # words of the refusal…
    local word
    ! join > "$work/refusal" 2>&1 || return 1
    for word in "$@"; do grep -iF "$word" "$work/refusal" || { echo "no “$word” in" && cat "$work/refusal" && return 1; }; done
}
identity() { # machine id, host keys and the engine's id, a line each
    "$lab" ssh "clone-$1" "cat /etc/machine-id /etc/ssh/ssh_host_*.pub && docker info -f '{{.ID}}'" | sort
}
share_nothing() {
    local n
    for n in 1 2; do
        identity $n > "$work/identity-$n" && [ "$(wc -l < "$work/identity-$n")" -ge 3 ] || return 1
    done
    comm -12 "$work/identity-1" "$work/identity-2" > "$work/shared" && [ ! -s "$work/shared" ] || { cat "$work/shared" && return 1; }
}
data_port_is() { [ "$("$lab" ssh 1 "docker info -f '{{.Swarm.Cluster.DataPathPort}}'")" = "$1" ]; }
nodes() { "$lab" ssh 1 "docker node ls --format '{{.Hostname}} {{.Status}}'"; }
in_swarm() { [ "$(nodes | grep -c ' Ready$')" = "$1" ]; }
is_ready() { nodes | grep -x "$1 Ready"; }
token() { "$lab" ssh 1 docker swarm join-token -q worker; }
joins_by_hand() { "$lab" ssh "$1" docker swarm join --token "$(token)" 10.77.0.11:2377 && within 30 is_ready "$1"; }
# Nothing stays of its time in the swarm, not even the port of the gossip that an engine can keep.
leaves() {
    within 60 has_left "$1" && within 30 has_no_volumes "$1" &&
        "$lab" ssh "$1" systemctl restart docker && "$lab" ssh 1 docker node rm --force "$1"
}
# A busy engine gives up on it after a while, and can be told again.
has_left() {
    "$lab" ssh "$1" "docker swarm leave --force; docker info --format '{{.Swarm.LocalNodeState}}'" | grep -qx inactive
}
has_no_volumes() { "$lab" ssh "$1" 'docker volume ls -q | xargs -r docker volume rm'; }
# Material for a first boot, carried out as a cloud would.
boots_first() { "$lab" ssh clone-1 timeout "$1" sh /root/first-boot; } # seconds
puts_material() { # role
    "$program" first-boot "$file" --role "$1" | "$lab" ssh clone-1 'cat > /root/first-boot && test -s /root/first-boot'
}
manages_a_swarm() {
    "$lab" ssh clone-1 "docker info -f '{{.Swarm.ControlAvailable}} {{.Swarm.Cluster.DataPathPort}}'" | grep -x 'true 4790'
}
ends_its_swarm() {
    within 60 has_left clone-1 && "$lab" ssh clone-1 'systemctl reset-failed docker; systemctl restart docker'
}
puts_token() {
    token | "$lab" ssh clone-1 'install -d -m 700 /etc/stormdeck && umask 077 && cat > /etc/stormdeck/join-token &&
        test -s /etc/stormdeck/join-token'
}
ended_with() { "$lab" ssh clone-1 tail -n 1 /var/log/stormdeck-first-boot.log | grep -F "$1"; }
has_no_token() { "$lab" ssh clone-1 'test -d /etc/stormdeck && test ! -e /etc/stormdeck/join-token'; }

the_lab
check "a machine without an engine boots" "$lab" fresh reset
wanted=(--docker-user ops --image "$LAB_ZOOKEEPER_IMAGE" --image "$LAB_STORM_IMAGE" --insecure-registry "$LAB_REGISTRY"
    --kernel --timezone Europe/Berlin --ntp)
known_hosts="$LAB_KNOWN_HOSTS $HOME/.ssh/clones" ssh_config < /dev/null
file=$work/ssh.yaml
ssh_yaml | sed -e '/ui_port/d' -e 's/^name: .*/&\ndata_path_port: 4790/' > "$file"

check "open ports of Docker are found" preflight_finds docker.open storm-1
check "  they are closed" plain_doors stop
check "  and nothing else is wrong" "$program" preflight "$file"
check "datagrams of the overlay are dropped" "$lab" ssh 3 iptables -I INPUT -p udp --dport 4790 -j DROP
check "  that is found" fails_with 1 "$program" preflight "$file"
check "  and mended" "$lab" ssh 3 iptables -D INPUT -p udp --dport 4790 -j DROP
check "  nothing is wrong, though asked at once" "$program" preflight "$file"

check "a cluster is set up" "$program" apply "$file" --yes
check "  its networks have the port that was chosen" data_port_is 4790
check "the machine to be prepared has a time service" has_a_time_service
check "  which is off" kernel_and_clock_are "7200 $swappiness * no disabled"
check "the machine is prepared" prepare
check "  its kernel and its clock are set" kernel_and_clock_are "600 1 Europe/Berlin yes enabled"
check "a second time there is nothing to do" nothing_is_needed
check "it joins the swarm by hand" joins_by_hand fresh
"$lab" ssh fresh systemctl poweroff || true # its end is the end of the connection
check "copies of it as it is boot" clones
check "  which are told to share what identifies them, and are not joined" refuses_to_join "share" "swarm node" "engine id"
check "  they end" "$lab" clone off
check "the machine boots again" "$lab" fresh
check "  and leaves the swarm" leaves fresh
check "what identifies it is removed, and it goes off" prepare --clean --power-off
check "copies of it boot again" clones
check "  which share nothing" share_nothing
check "  and material for a first boot" puts_material worker
check "  without a token it waits" fails_with 124 boots_first 20
check "    and says for what" ended_with "waiting for /etc/stormdeck/join-token"
check "  it gets one" puts_token
check "  with it, it joins" boots_first 180
check "    which is said" ended_with "done: in the swarm"
check "    and seen" within 30 is_ready clone-1
check "  the token is gone" has_no_token
check "  a second time it ends well" boots_first 60
check "    having nothing to do" ended_with "in a swarm already: nothing to do"
check "  it leaves again" leaves clone-1
check "  it gets the material of a first manager" puts_material first-manager
check "    and makes a swarm" boots_first 120
check "    as was asked for" manages_a_swarm
check "    which it ends" ends_its_swarm
check "the copies join it" join
check "the ports of Docker are open again" plain_doors start
check "swarm lists all five" within 10 in_swarm 5
check "the lab is emptied again" "$lab" reset
summary
