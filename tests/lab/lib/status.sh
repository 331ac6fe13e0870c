# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# How the lab is, in words. True when everything that "up" makes is there.

status() {
  local n well=0
  echo "control groups: version $(cgroup_version)"
  status_registry || well=1
  for n in "${MACHINES[@]}"; do status_machine "$n" || well=1; done
  for n in $(others); do status_other "$n" || well=1; done
  fault_lines | sed 's/^/fault: /'
  return $well
}

status_registry() {
  if ! registry_answers; then
    echo "registry: down"
    return 1
  fi
  echo "registry: $REGISTRY, images: $(curl -s -m 5 "http://$REGISTRY/v2/_catalog" | jq -r '.repositories // [] | join(", ")')"
}

status_machine() {
  local n=$1
  if ! machine_running "$n"; then
    echo "storm-$n: off"
    return 1
  fi
  if ! machine_answers "$n"; then
    echo "storm-$n: running, but its engine or ssh does not answer"
    return 1
  fi
  echo "storm-$n: $(endpoint "$n"), $(status_engine "$n")"
}

# One that is off is well: it was switched off to be copied.
status_other() {
  local n=$1
  if ! machine_running "$n"; then
    echo "$n: off, with what its disk holds"
    return
  fi
  if ! other_answers "$n"; then
    echo "$n: running, but its ssh does not answer"
    return 1
  fi
  echo "$n: $(address "$n"), $(lab_ssh "$n" '. /etc/os-release && echo "$PRETTY_NAME"'), $(status_engine "$n")"
}

status_engine() {
  if engine_answers "$1"; then
    echo "engine $(api_get "$1" /version | jq -r '"\(.Version), API \(.ApiVersion)"'), swarm $(swarm_state "$1")"
  else
    echo "no engine"
  fi
}
