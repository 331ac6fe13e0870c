# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The answers of this lab's engines, of its Storm and of its ZooKeeper as files, byte for byte but for secrets:
# FOLDER/docker-API/storm-N/*.json, FOLDER/storm-VERSION/*.json, FOLDER/zookeeper-VERSION/*.txt.
# "answers.txt" beside them has a line "STATUS FILE PATH" for each.

RECORD_COMPONENTS=6 # pages of components of each topology

lab_record() {
  local folder=$1 n
  mkdir -p "$folder"
  for n in "${MACHINES[@]}"; do
    if engine_answers "$n"; then record_engine "$n" "$folder"; else say "storm-$n does not answer and is left out"; fi
  done
  record_storm "$folder"
  say "recorded to $folder"
}

# By text and not by jq, which would write large numbers anew.
record_redact() {
  sed -E -e 's/"(Worker|Manager)":"SWMTKN-1-[^"]*"/"\1":"SWMTKN-1-removed-\L\1"/g' \
    -e 's/SWMTKN-1-[0-9a-z]{20,}-[0-9a-z]{20,}/SWMTKN-1-removed/g' \
    -e 's/"(UnlockKey|JoinToken|SigningCAKey)":"[^"]+"/"\1":"removed"/g' \
    -e 's/(storm\.zookeeper\.(topology\.)?auth\.payload\\*"?[:=] *\\*")[^"\\]*/\1removed/g' \
    -e 's/"([A-Za-z_]*(PASS|SECRET|TOKEN|PRIVATE)[A-Za-z_]*)=[^"]*"/"\1=removed"/g' \
    -e 's/("[^"\]*passw[^"\]*\\*" ?: ?\\*")[^"\]+/\1removed/gI' \
    -e 's#://[^/[:space:]:@"]+:[^/[:space:]@"]+@#://removed@#g' |
    python3 "$LAB/lib/redact.py"
}

# record_answer FOLDER FILE URL [CURL-OPTION...]
record_answer() {
  local folder=$1 file=$2 url=$3 code
  shift 3
  mkdir -p "$folder"
  code=$(curl -s --globoff -m 20 -o "$folder/$file.raw" -w '%{http_code}' "$@" "$url") || true
  [ -e "$folder/$file.raw" ] || touch "$folder/$file.raw"
  record_redact <"$folder/$file.raw" >"$folder/$file"
  rm "$folder/$file.raw"
  echo "$code $file /${url#http://*/}" >>"$folder/answers.txt"
}

record_engine() {
  local n=$1 base api to file
  base=http://$(address "$n"):$PLAIN_PORT
  api=$(api_get "$n" /version | jq -r .ApiVersion)
  to=$2/docker-$api/storm-$n
  rm -rf "$to"
  record_answer "$to" ping.http "$base/_ping" -i
  for file in version info swarm nodes services tasks networks configs volumes; do
    record_answer "$to" "$file.json" "$base/v$api/$file"
  done
  record_answer "$to" containers.json "$base/v$api/containers/json?all=1"
  record_answer "$to" images.json "$base/v$api/images/json"
  record_each "$to" "$base/v$api" containers Id container
  record_each "$to" "$base/v$api" images Id image
  record_zookeeper "$n" "$2"
}

# One page for each entry of a list that was recorded; numbered in the list's order.
record_each() {
  local to=$1 base=$2 list=$3 member=$4 file=$5 id number=0
  while read -r id; do
    number=$((number + 1))
    record_answer "$to" "$file-$number.json" "$base/$list/$id/json"
  done < <(jq -r ".[].$member" "$to/$list.json")
}

# Asked inside the container, since the port need not be published.
record_zookeeper() {
  local n=$1 id name word to version
  while read -r id name; do
    version=$(zookeeper_version "$n" "$id") || {
      say "$name on storm-$n does not answer and is left out"
      continue
    }
    to=$2/zookeeper-$version
    mkdir -p "$to"
    for word in srvr mntr conf; do zookeeper_says "$n" "$id" "$word" >"$to/storm-$n-$name-$word.txt"; done
  done < <(api_get "$n" /containers/json | jq -r '.[] | select(.Image | contains("zookeeper")) |
    "\(.Id) \(.Labels["com.docker.swarm.service.name"] // .Names[0][1:])"')
}

# A member under load may need more than one question.
zookeeper_version() {
  local try version
  for try in 1 2 3; do
    version=$(zookeeper_says "$1" "$2" srvr | sed -n 's/^Zookeeper version: \([0-9.]*\).*/\1/p')
    [ -z "$version" ] || break
    sleep "$try"
  done
  [ -n "$version" ] && echo "$version"
}

zookeeper_says() { "$DOCKER" -H "$(endpoint "$1")" exec "$2" sh -c "echo $3 | nc -w 10 localhost 2181" </dev/null || true; }

record_storm() {
  local ui version to id name
  ui=$(storm_ui) || {
    say "no Storm UI answers on port 8080 of a machine: Storm is left out"
    return 0
  }
  version=$(curl -s -m 20 "$ui/cluster/summary" | jq -r '.stormVersion // "unknown"')
  to=$1/storm-$version
  rm -rf "$to"
  for name in cluster nimbus supervisor topology history; do
    record_answer "$to" "$name-summary.json" "$ui/$name/summary"
  done
  record_answer "$to" cluster-configuration.json "$ui/cluster/configuration"
  record_answer "$to" unknown-route.json "$ui/nothing/here"
  record_answer "$to" unknown-topology.json "$ui/topology/nothing-1-1"
  while read -r id name; do record_topology "$to" "$ui" "$id" "$name"; done < <(
    jq -r '.topologies // [] | .[] | "\(.id) \(.name)"' "$to/topology-summary.json")
}

record_topology() {
  local to=$1 ui=$2 id=$3 name=$4 component
  record_answer "$to" "topology-$name-600.json" "$ui/topology/$id?window=600&sys=false"
  record_answer "$to" "topology-$name-all-time.json" "$ui/topology/$id?window=:all-time"
  record_answer "$to" "topology-$name-bad-window.json" "$ui/topology/$id?window=never"
  record_answer "$to" "topology-$name-workers.json" "$ui/topology-workers/$id"
  while read -r component; do
    record_answer "$to" "component-$name-$component.json" "$ui/topology/$id/component/$component?window=600"
  done < <(jq -r '(.spouts // [] | .[].spoutId), (.bolts // [] | .[].boltId)' "$to/topology-$name-600.json" |
    head -$RECORD_COMPONENTS)
}

storm_ui() {
  local n
  for n in "${MACHINES[@]}"; do
    if curl -s -m 10 "http://$(address "$n"):8080/api/v1/cluster/summary" | jq -e .stormVersion >/dev/null 2>&1; then
      echo "http://$(address "$n"):8080/api/v1"
      return
    fi
  done
  return 1
}
