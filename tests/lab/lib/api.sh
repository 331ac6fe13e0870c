# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The Docker API of a machine by curl: an independent witness needs no client of anybody's.

# The engine of a machine beside the three has no door on the lab's network: its socket is found by a process in there.
machine_socket() { echo "$(machine_root "$1")/run/docker.sock"; }

api() {
  local n=$1 method=$2 path=$3 door=()
  shift 3
  ! is_other "$n" || door=(--unix-socket "$(machine_socket "$n")")
  curl -sS --globoff -f --connect-timeout 3 -m 20 -X "$method" "${door[@]}" "$@" "http://$(address "$n"):$PLAIN_PORT$path"
}
api_get() { api "$1" GET "$2"; }
api_delete() { api "$1" DELETE "$2" -o /dev/null 2>/dev/null || true; }

# inactive, worker, manager, or the state that is neither: pending, error, locked.
swarm_state() {
  api_get "$1" /info | jq -r '.Swarm | if .LocalNodeState != "active" then .LocalNodeState
    elif .ControlAvailable then "manager" else "worker" end'
}

engine_answers() { api_get "$1" /_ping >/dev/null 2>&1; }
