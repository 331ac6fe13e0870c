#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# A cluster in the straightest way, by commands one after the other: what a bootstrap by plan is
# measured against. Needs the lab up and its engines without a swarm; leaves the cluster running.

set -euo pipefail
LAB=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
eval "$("$LAB/lab" env)"
NET=storm-net
MEMBERS='server.1=zk1:2888:3888;2181 server.2=zk2:2888:3888;2181 server.3=zk3:2888:3888;2181'

engine() {
  "$LAB_DOCKER" -H "tcp://10.77.0.1$1:2375" "${@:2}"
}

clock_start() { started=${EPOCHREALTIME/[.,]/}; }
took() { printf '%6.2f s  %s\n' "$(((${EPOCHREALTIME/[.,]/} - started) / 10000))e-2" "$1"; }

# until_true SECONDS WHAT COMMAND...
until_true() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    if [ "$SECONDS" -ge "$end" ]; then
      echo "straight: $what did not happen in time" >&2
      exit 1
    fi
    sleep 0.2
  done
}

on_all() {
  local n pids=() pid
  for n in 1 2 3; do
    "$1" "$n" &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid"; done
}

# Before anything is done: a swarm that is there already may be somebody's at work.
refuse_a_swarm() {
  local n state
  for n in 1 2 3; do
    state=$(engine "$n" info --format '{{.Swarm.LocalNodeState}}')
    [ "$state" = inactive ] && continue
    echo "straight: storm-$n has a swarm already ($state); 'lab reset' removes it if nobody uses it" >&2
    exit 1
  done
}

pull() {
  engine "$1" pull -q "$LAB_ZOOKEEPER_IMAGE" >/dev/null
  engine "$1" pull -q "$LAB_STORM_IMAGE" >/dev/null
}

join() {
  [ "$1" = 1 ] || engine "$1" swarm join --token "$token" 10.77.0.11:2377 >/dev/null
}

nodes_ready() { [ "$(engine 1 node ls --format '{{.Status}}' | grep -c Ready)" = 3 ]; }

zookeeper() {
  engine 1 service create -q -d --name "zk$1" --hostname "zk$1" --network $NET --endpoint-mode dnsrr \
    --constraint "node.hostname==storm-$1" --publish mode=host,target=2181,published=2181 \
    --mount "type=volume,source=zk$1-data,target=/data" \
    --mount "type=volume,source=zk$1-datalog,target=/datalog" \
    -e "ZOO_MY_ID=$1" -e "ZOO_SERVERS=$MEMBERS" -e ZOO_STANDALONE_ENABLED=false \
    -e ZOO_ADMINSERVER_ENABLED=false -e ZOO_4LW_COMMANDS_WHITELIST=srvr,mntr,ruok,conf \
    "$LAB_ZOOKEEPER_IMAGE" >/dev/null
}

mode_of() {
  timeout 1 bash -c "exec 3<>/dev/tcp/10.77.0.1$1/2181; printf srvr >&3; cat <&3" 2>/dev/null | grep -a '^Mode' || true
}

ensemble_answers() { [ "$(on_all mode_of | grep -c Mode)" = 3 ]; }

storm_yaml() {
  cat <<'END'
storm.zookeeper.servers: [zk1, zk2, zk3]
nimbus.seeds: [nimbus]
storm.local.dir: /data
storm.log.dir: /logs
supervisor.slots.ports: [6700, 6701, 6702, 6703]
ui.port: 8080
END
  sed -n '/^  config:/,$s/^    //p' "$LAB_CLUSTER_FILE"
}

# The settings are mounted read-only, and as root the image would try to hand them over: so it
# starts as its user at once.
storm() {
  engine 1 service create -q -d --name "$1" --network $NET --endpoint-mode dnsrr --user 1000:1000 \
    --config source=storm-yaml-1,target=/conf/storm.yaml,mode=0444 "${@:2}" "$LAB_STORM_IMAGE" storm "$1" >/dev/null
}

supervisors_listed() {
  [ "$(curl -sf -m 2 http://10.77.0.11:8080/api/v1/supervisor/summary |
    jq '[.supervisors[].host | select(startswith("supervisor-storm-"))] | length')" = 3 ]
}

refuse_a_swarm
clock_start
on_all pull
took "images pulled on all machines (the clock starts anew)"

clock_start
engine 1 swarm init --advertise-addr 10.77.0.11 >/dev/null
token=$(engine 1 swarm join-token -q worker)
on_all join
until_true 30 "three nodes being ready" nodes_ready
took "swarm of three"

engine 1 network create -d overlay --attachable $NET >/dev/null
on_all zookeeper
until_true 120 "an ensemble of three" ensemble_answers
took "ensemble of three answers"

storm_yaml | engine 1 config create storm-yaml-1 - >/dev/null
storm nimbus --hostname nimbus --constraint node.hostname==storm-1 \
  --mount type=volume,source=nimbus-data,target=/data
storm ui --hostname ui --constraint node.hostname==storm-1 --publish mode=host,target=8080,published=8080
storm supervisor --mode global --hostname '{{.Service.Name}}-{{.Node.Hostname}}'
until_true 180 "three supervisors being listed" supervisors_listed
took "three supervisors listed"
