# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# One bridge, one network namespace and one pair of links for each machine, and the way out.

BRIDGE=stormlab0

host_link() { echo "stormlab-${1/clone-/c}"; } # a link's name has 15 letters at most
netns_file() { echo "$RUN/net/$(host_name "$1")"; }
in_netns() {
  local n=$1
  shift
  nsenter --net="$(netns_file "$n")" "$@"
}

network_up() {
  bridge_up
  forwarding_up
  rules_up
}

bridge_up() {
  local other
  other=$(ip -4 -o address show to "$SUBNET.0/24" | awk -v b="$BRIDGE" '$2 != b { print $2 }' | head -1)
  [ -z "$other" ] || fail "the network $SUBNET.0/24 is in use here already, on $other: the lab cannot have it"
  ip link show "$BRIDGE" >/dev/null 2>&1 || ip link add name "$BRIDGE" type bridge
  ip address replace "$SUBNET.1/24" dev "$BRIDGE"
  ip link set "$BRIDGE" up
}

# What it was is kept, so that "down" can put it back.
forwarding_up() {
  local switch=/proc/sys/net/ipv4/ip_forward
  [ -e "$RUN/ip_forward.was" ] || cat "$switch" >"$RUN/ip_forward.was"
  echo 1 >"$switch"
}

# A Docker engine or a firewall on the host sets FORWARD or INPUT to drop: frames between the
# machines would then die on the bridge. Only rules that name the lab's own bridge are made.
rules() {
  echo "filter INPUT -i $BRIDGE -j ACCEPT"
  echo "filter FORWARD -i $BRIDGE -j ACCEPT"
  echo "filter FORWARD -o $BRIDGE -j ACCEPT"
  echo "nat POSTROUTING -s $SUBNET.0/24 ! -o $BRIDGE -j MASQUERADE"
}

# shellcheck disable=SC2086  # a rule is several words
rules_up() {
  local table rule
  rules | while read -r table rule; do
    iptables -w 10 -t "$table" -C $rule 2>/dev/null || iptables -w 10 -t "$table" -I $rule
  done
}

# shellcheck disable=SC2086  # a rule is several words
rules_down() {
  local table rule
  rules | while read -r table rule; do
    while iptables -w 10 -t "$table" -D $rule 2>/dev/null; do :; done
  done
}

# Built anew each time: a half-made link of a killed command is not worth telling apart. The
# hardware address stays, or else the others would send to the old one for half a minute.
link_up() {
  local n=$1 file
  file=$(netns_file "$n")
  link_down "$n"
  mkdir -p "$RUN/net"
  touch "$file"
  unshare --net="$file" true
  ip link add name "$(host_link "$n")" type veth \
    peer name eth0 address "02:00:0a:4d:00:$(address "$n" | cut -d. -f4)" netns "$file"
  ip link set "$(host_link "$n")" master "$BRIDGE" up
  in_netns "$n" ip link set lo up
  in_netns "$n" ip link set eth0 up
  in_netns "$n" ip address add "$(address "$n")/24" dev eth0
  # shellcheck disable=SC2046  # an option and its value, or nothing
  in_netns "$n" ip route add default via "$SUBNET.1" $(way_out_mtu)
}

# Where the host's way out takes smaller packets than the bridge, the machines have to know: what answers them from there
# would be too large, and be lost without a word.
way_out_mtu() {
  local link mtu
  link=$(ip -4 -o route show default | sed -n 's/.* dev \([^ ]*\).*/\1/p' | head -1)
  mtu=$([ -z "$link" ] || ip -o link show dev "$link" | sed -n 's/.* mtu \([0-9]*\).*/\1/p')
  [ "${mtu:-1500}" -ge 1500 ] || echo "mtu $mtu"
}

link_down() {
  local n=$1 file
  file=$(netns_file "$n")
  ip link delete "$(host_link "$n")" 2>/dev/null || true
  while umount "$file" 2>/dev/null; do :; done
  rm -f "$file"
}

network_down() {
  local n
  for n in "${MACHINES[@]}"; do link_down "$n"; done
  ip link delete "$BRIDGE" 2>/dev/null || true
  rules_down
  [ ! -e "$RUN/ip_forward.was" ] || cat "$RUN/ip_forward.was" >/proc/sys/net/ipv4/ip_forward
}
