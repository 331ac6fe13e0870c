# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# All engines back to nothing but their images, without booting anything anew but fresh, which has nothing to keep.

lab_reset() {
  machines_up
  others_reset
  say "resetting the engines"
  in_parallel reset_machine "${MACHINES[@]}" || exit 1
  say "the engines are empty"
}

reset_machine() {
  reset_swarm "$1" || fail "storm-$1 does not leave its swarm: $(swarm_state "$1" 2>&1)"
  gossip_end "$1" || fail "the engine of storm-$1 does not come back"
  wait_for 60 reset_pass "$1" ||
    fail "storm-$1 still holds, after a minute: $(reset_leftovers "$1" | tr '\n' ' ')"
  reset_images "$1"
}

reset_swarm() {
  [ "$(swarm_state "$1")" != inactive ] || return 0
  api "$1" POST '/swarm/leave?force=1' -m 60 -o /dev/null || true
  wait_for 30 swarm_left "$1"
}

# An engine that was busy when it left can keep the port of the swarm's gossip until it is started anew; the next
# swarm's overlay networks would be deaf on that machine.
gossip_end() {
  gossip_answers "$1" || return 0
  say "storm-$1 kept the port of the swarm it left: its engine starts anew"
  lab_ssh "$1" systemctl restart docker && wait_for 60 engine_answers "$1"
}

gossip_answers() { timeout 1 bash -c "exec 3<>/dev/tcp/$(address "$1")/7946" 2>/dev/null; }

swarm_left() { [ "$(swarm_state "$1")" = inactive ]; }

# What a swarm leaves behind ends a little later, so a pass is made until nothing is left.
reset_pass() {
  local kind id
  while read -r kind id; do
    case $kind in
      container) api_delete "$1" "/containers/$id?force=1&v=1" ;;
      volume) api_delete "$1" "/volumes/$id?force=1" ;;
      network) network_remove "$1" "$id" ;;
    esac
  done < <(reset_leftovers "$1")
  [ -z "$(reset_leftovers "$1")" ]
}

reset_leftovers() {
  api_get "$1" '/containers/json?all=1' | jq -r '.[] | "container \(.Id)"'
  api_get "$1" /volumes | jq -r '.Volumes // [] | .[] | "volume \(.Name)"'
  api_get "$1" /networks | jq -r '.[] | select(.Name | IN("bridge", "host", "none") | not) | "network \(.Id)"'
}

# The end of a swarm's ingress can stay tied to docker_gwbridge, which then cannot be removed.
network_remove() {
  local n=$1 id=$2 end
  while read -r end; do
    api "$n" POST "/networks/$id/disconnect" -o /dev/null -H 'Content-Type: application/json' \
      -d "{\"Container\": \"$end\", \"Force\": true}" 2>/dev/null || true
  done < <(api_get "$n" "/networks/$id" | jq -r '.Containers // {} | .[].Name')
  api_delete "$n" "/networks/$id"
}

reset_images() {
  local id
  while read -r id; do
    api_delete "$1" "/images/$id?force=1"
  done < <(api_get "$1" /images/json | jq -r --arg registry "$REGISTRY/" \
    '.[] | select((.RepoTags // []) | any(startswith($registry)) | not) | .Id')
}
