# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Every object on every engine, a sorted line each: "machine kind name".

listing() {
  # shellcheck disable=SC2046  # no name has a space in it
  in_parallel listing_of "${MACHINES[@]}" $(others) | LC_ALL=C sort
}

listing_of() {
  local n=$1 name state
  name=$(host_name "$n")
  if ! engine_answers "$n"; then
    if is_other "$n" && machine_without_engine "$n"; then
      echo "$name engine none"
    else
      echo "$name machine unreachable"
    fi
    return
  fi
  state=$(swarm_state "$n")
  {
    echo "swarm $state"
    listing_local "$n"
    [ "$state" != manager ] || listing_swarm "$n"
  } | sed "s/^/$name /"
}

machine_without_engine() { machine_running "$1" && [ ! -e "$(machine_socket "$1")" ]; }

listing_local() {
  list_kind "$1" container '/containers/json?all=1' '.[].Names[0][1:]'
  list_kind "$1" volume /volumes '.Volumes // [] | .[].Name'
  list_kind "$1" network /networks '.[].Name'
  list_kind "$1" image /images/json '.[] | (.RepoTags // [.Id])[]'
}

listing_swarm() {
  list_kind "$1" node /nodes '.[].Description.Hostname'
  list_kind "$1" service /services '.[].Spec.Name'
  list_kind "$1" config /configs '.[].Spec.Name'
  list_kind "$1" secret /secrets '.[].Spec.Name'
}

# A kind that the engine does not tell (a swarm without a majority, say) is no empty list.
list_kind() {
  local answer
  if answer=$(api_get "$1" "$3" 2>/dev/null); then
    jq -r "$4" <<<"$answer" | sed "s/^/$2 /"
  else
    echo "$2 (not told)"
  fi
}
