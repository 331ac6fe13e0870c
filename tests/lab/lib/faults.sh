# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What can go wrong, made on purpose and taken back. What is in force is kept as lines "KIND N SINCE MORE".

FAULTS=$RUN/faults
FAULT_KINDS=(power pull reboot stop freeze restart link drop behind slow kill pause disk)
SLOW_PORT=239 # and the number of the machine

fault_about() {
  case $1 in
    power) echo "power N            machine N is shut down in order; undo boots it" ;;
    pull) echo "pull N             machine N loses its power ('unplug'); undo boots it ('plug')" ;;
    reboot) echo "reboot N           machine N goes down in order and boots again; nothing to undo" ;;
    stop) echo "stop N             the engine of N is stopped, its containers too; undo starts it" ;;
    freeze) echo "freeze N           the engine of N gets SIGSTOP: it takes connections and says nothing" ;;
    restart) echo "restart N          the engine of N starts anew; nothing to undo" ;;
    link) echo "link N             the link of N is down, all in it goes on" ;;
    drop) echo "drop N [PERCENT]   of the packets that arrive at N, so many (30) are dropped" ;;
    behind) echo "behind N [M]       the ssh of N answers to machine M (1) alone: a jump through M is the only way" ;;
    slow) echo "slow N [MS]        the engine of N can be had at LAB_STORM_N_SLOW too, each way later by MS (300)" ;;
    kill) echo "kill N CONTAINER   the container (a name, an id or a swarm service) is killed; undo starts it" ;;
    pause) echo "pause N CONTAINER  the processes of the container are frozen" ;;
    disk) echo "disk N [MIB]       the disk of N's engine is filled, but for so many MiB (0)" ;;
  esac
}

fault_list() {
  local kind
  for kind in "${FAULT_KINDS[@]}"; do echo "  $(fault_about "$kind")"; done
  echo "in force: $(fault_lines | wc -l)"
  fault_lines
}

fault_lines() { if [ -e "$FAULTS" ]; then cat "$FAULTS"; fi; }
fault_note() { echo "$1 $2 $(date +%T) ${3:-}" >>"$FAULTS"; }

# fault_forget KIND N [MORE]
fault_forget() {
  fault_lines | awk -v kind="$1" -v n="$2" -v more="${3:-}" \
    '!($1 == kind && $2 == n && (more == "" || more == $4))' >"$FAULTS.new"
  mv "$FAULTS.new" "$FAULTS"
}

fault_in_force() { fault_lines | grep -q "^$1 $2 "; }

fault() {
  local kind=$1 n
  if [ "$kind" = undo ]; then
    shift
    fault_undo "$@"
    return
  fi
  [[ " ${FAULT_KINDS[*]} " == *" $kind "* ]] || fail "there is no fault '$kind': 'lab fault list' names them"
  needs $(($# - 1))
  n=$(machine_number "$2")
  [ "$kind" = slow ] || machine_running "$n" || fail "storm-$n is off: nothing of it can fail"
  [[ " kill pause " == *" $kind "* ]] || ! fault_in_force "$kind" "$n" ||
    fail "storm-$n has this fault already: 'lab fault undo $kind $n' ends it"
  "fault_$kind" "$n" "${@:3}"
}

# fault_undo all | KIND N [CONTAINER]
fault_undo() {
  local n
  if [ "${1:-}" = all ]; then
    fault_undo_all
    return
  fi
  [ $# -ge 2 ] || fail "which fault? 'lab fault list' shows those in force; 'lab fault undo all' ends all"
  n=$(machine_number "$2")
  fault_in_force "$1" "$n" || fail "storm-$n has no fault '$1': 'lab fault list' shows those in force"
  "undo_$1" "$n" "${3:-}"
  fault_forget "$1" "$n" "${3:-}"
  say "storm-$n: $1 is undone"
}

# From the last to the first, since one may be in the way of another's end.
fault_undo_all() {
  local kind n more
  while read -r kind n _ more; do fault_undo "$kind" "$n" "$more" </dev/null; done < <(fault_lines | tac)
}

# What ended with the machine's power. A filled disk stays so, and the slow way is not in the machine.
faults_forget_machine() {
  local kind
  [ -e "$FAULTS" ] || return 0
  for kind in power pull stop freeze link drop behind kill pause; do fault_forget "$kind" "$1"; done
}

# Before "up" and "reset", which want everything well. Machines that are off are booted by those.
faults_end() {
  local kind n more
  while read -r kind n _ more; do
    if [ "$kind" = slow ] || machine_running "$n"; then fault_undo "$kind" "$n" "$more" </dev/null; fi
  done < <(fault_lines | tac)
}

fault_power() {
  machine_shut_down "$1"
  machine_kill "$1"
  fault_note power "$1"
  say "storm-$1 is off"
}
undo_power() { plug "$1"; }

fault_pull() { unplug "$1"; }
undo_pull() { plug "$1"; }

fault_reboot() {
  machine_shut_down "$1"
  plug "$1"
}

# The connection ends with the machine, so its end says nothing.
machine_shut_down() {
  lab_ssh "$1" systemctl poweroff || true
  wait_for 60 cgroup_empty "storm-$1" || fail "storm-$1 does not go down in order; 'lab fault pull $1' ends it"
}

fault_stop() {
  lab_ssh "$1" systemctl stop docker.socket docker.service
  fault_note stop "$1"
  say "the engine of storm-$1 is stopped"
}
undo_stop() {
  lab_ssh "$1" systemctl start docker.socket docker.service docker-plain.service
  engine_wait "$1"
}

fault_freeze() {
  lab_ssh "$1" systemctl kill --kill-whom=main --signal=STOP docker.service
  fault_note freeze "$1"
  say "the engine of storm-$1 is frozen"
}
undo_freeze() {
  lab_ssh "$1" systemctl kill --kill-whom=main --signal=CONT docker.service
  engine_wait "$1"
}

fault_restart() {
  lab_ssh "$1" systemctl restart docker.service
  engine_wait "$1"
  say "the engine of storm-$1 runs again"
}

engine_wait() { wait_for 60 engine_answers "$1" || fail "the engine of storm-$1 does not answer"; }

fault_link() {
  ip link set "$(host_link "$1")" down
  fault_note link "$1"
  say "the link of storm-$1 is down"
}
undo_link() { ip link set "$(host_link "$1")" up; }

# packets_drop KIND N MATCH...: before anything looks at a packet, so that published ports and overlays suffer as well.
# shellcheck disable=SC2153  # the lab's name, of common.sh
packets_drop() {
  in_netns "$2" iptables -w 10 -t raw -I PREROUTING -i eth0 -m comment --comment "$NAME-$1" "${@:3}" -j DROP
}
packets_pass() {
  in_netns "$2" iptables -w 10 -t raw -S PREROUTING | sed -n "/--comment \"\?$NAME-$1\"\? /s/^-A/-D/p" |
    while read -r -a rule; do in_netns "$2" iptables -w 10 -t raw "${rule[@]//\"/}"; done
}

fault_drop() {
  local n=$1 percent=${2:-30} said
  [[ $percent =~ ^([1-9][0-9]?|100)$ ]] || fail "'$percent' is no percentage from 1 to 100"
  said=$(packets_drop drop "$n" -m statistic --mode random \
    --probability "$((percent / 100)).$(printf %02d $((percent % 100)))" 2>&1) ||
    fail "the kernel here cannot drop packets by chance (no statistic match): ${said%%$'\n'*}"
  fault_note drop "$n" "$percent"
  say "storm-$n loses $percent % of what is sent to it"
}
undo_drop() { packets_pass drop "$1"; }

fault_behind() {
  local n=$1 through
  through=$(machine_number "${2:-1}")
  [ "$through" != "$n" ] || fail "a machine is not behind itself: name another than storm-$n"
  packets_drop behind "$n" -p tcp --dport 22 ! -s "$(address "$through")"
  fault_note behind "$n" "$through"
  say "storm-$n is reached by ssh through storm-$through ($(address "$through")) only"
}
undo_behind() { packets_pass behind "$1"; }

# The number of the machine that N is behind, or nothing.
jump_of() { fault_lines | awk -v n="$1" '$1 == "behind" && $2 == n { print $4 }'; }

slow_endpoint() { echo "tcp://$SUBNET.1:$SLOW_PORT$1"; }
slow_pids() { pgrep -f "^[^ ]*python3 $LAB/lib/slow.py $SUBNET.1 $SLOW_PORT$1 .* $NAME\$" || true; }
slow_listens() { timeout 1 bash -c "exec 3<>/dev/tcp/$SUBNET.1/$SLOW_PORT$1" 2>/dev/null; }
slow_gone() { [ -z "$(slow_pids "$1")" ]; }

fault_slow() {
  local n=$1 ms=${2:-300}
  [[ $ms =~ ^[0-9]+$ ]] || fail "'$ms' is no number of milliseconds"
  setsid python3 "$LAB/lib/slow.py" "$SUBNET.1" "$SLOW_PORT$n" "$(address "$n")" "$PLAIN_PORT" "$ms" "$NAME" \
    </dev/null >"$CACHE/log/slow-$n.log" 2>&1 9>&- &
  wait_for 10 slow_listens "$n" || fail "the slow way to storm-$n does not come up; see $CACHE/log/slow-$n.log"
  fault_note slow "$n" "$ms"
  say "$(slow_endpoint "$n") leads to storm-$n, later by $ms ms each way"
}
undo_slow() {
  local pids
  mapfile -t pids < <(slow_pids "$1")
  [ ${#pids[@]} = 0 ] || kill -TERM "${pids[@]}" 2>/dev/null || true
  wait_for 5 slow_gone "$1" || fail "the slow way to storm-$1 does not end: ${pids[*]}"
}
slow_down() {
  local n
  for n in "${MACHINES[@]}"; do undo_slow "$n"; done
}

# The id of a container that runs on N, by name, by the beginning of its id, or by its swarm service.
container_of() {
  local id
  [ -n "${2:-}" ] || fail "which container of storm-$1? a name, an id or a swarm service"
  id=$(api_get "$1" /containers/json | jq -r --arg word "$2" '[.[] | select((.Names | index("/" + $word)) or
    .Labels["com.docker.swarm.service.name"] == $word or (.Id | startswith($word))) | .Id][0] // empty')
  [ -n "$id" ] || fail "no container '$2' runs on storm-$1"
  echo "$id"
}

fault_kill() {
  local n=$1 id
  id=$(container_of "$n" "${2:-}")
  api "$n" POST "/containers/$id/kill?signal=KILL" -o /dev/null
  if api_get "$n" "/containers/$id/json" | jq -e '.Config.Labels["com.docker.swarm.task.id"]' >/dev/null 2>&1; then
    say "$2 on storm-$n is killed; it belongs to a swarm, which starts another: nothing to undo"
  else
    fault_note kill "$n" "$2"
    say "$2 on storm-$n is killed"
  fi
}
undo_kill() {
  local name
  while read -r name; do api "$1" POST "/containers/$name/start" -o /dev/null; done < <(fault_containers kill "$@")
}

begins_an_exec() { # pids…
  local pid
  for pid in "$@"; do
    if [ "$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline")" = "runc init " ]; then return 0; fi
  done
  return 1
}

# let_execs_begin MACHINE ID: an exec that was beginning as its container was paused is frozen before its program began, and
# the engine waits for it with all that is asked of the container, its end of the pause too. Thawed for a moment it gets
# through; an exec that comes later is refused.
let_execs_begin() {
  local switch on pids i
  while read -r switch; do
    on=$(cat "$switch")
    [[ $on == FROZEN || $on == 1 ]] || continue
    for ((i = 0; i < 50; ++i)); do
      mapfile -t pids <"${switch%/*}/cgroup.procs"
      begins_an_exec "${pids[@]}" || break
      if [ "$on" = FROZEN ]; then echo THAWED; else echo 0; fi >"$switch"
      sleep 0.1
      echo "$on" >"$switch"
    done
  done < <(hierarchies | while read -r top; do
    find "$top/$NAME/$(host_name "$1")" \( -path "*$2*/freezer.state" -o -path "*$2*/cgroup.freeze" \) 2>/dev/null
  done)
}

fault_pause() {
  local id
  id=$(container_of "$1" "${2:-}")
  api "$1" POST "/containers/$id/pause" -o /dev/null
  let_execs_begin "$1" "$id"
  fault_note pause "$1" "$2"
  say "$2 on storm-$1 is paused"
}
undo_pause() {
  local name id
  while read -r name; do
    id=$(container_of "$1" "$name")
    api "$1" POST "/containers/$id/unpause" -o /dev/null
  done < <(fault_containers pause "$@")
}

# fault_containers KIND N [CONTAINER]: the one that is named, or all that have the fault.
fault_containers() {
  if [ -n "${3:-}" ]; then echo "$3"; else fault_lines | awk -v kind="$1" -v n="$2" '$1 == kind && $2 == n { print $4 }'; fi
}

FILL=/var/lib/docker/filled-by-lab

# Most of it is only reserved, which costs the host nothing; the last part has to be written.
fault_disk() {
  local n=$1 keep=${2:-0}
  [[ $keep =~ ^[0-9]+$ ]] || fail "'$keep' is no number of MiB"
  [ -e "$(disk_image "$n")" ] ||
    fail "the engine of storm-$n has no disk of its own here: this host has no loop devices, and its own disk is not filled"
  lab_ssh "$n" "free=\$(df --output=avail -B1M /var/lib/docker | tail -1)
    fallocate -l \$((free - $keep > 17 ? free - $keep - 16 : 1))M $FILL.1
    [ $keep -gt 0 ] || head -c 1G /dev/zero >$FILL.2 2>/dev/null || true
    df -B1M --output=avail /var/lib/docker | tail -1" >/dev/null || fail "the disk of storm-$n could not be filled"
  fault_note disk "$n" "$keep"
  say "the disk of storm-$n's engine has $keep MiB left"
}
undo_disk() { lab_ssh "$1" rm -f "$FILL.1" "$FILL.2"; }
