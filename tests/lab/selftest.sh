#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# The lab tested by itself: what it promises, and that it leaves nothing behind. Takes the lab down
# first and leaves it down. To keep a running lab, give it another network and other places:
#   unshare --net sh -c 'ip link set lo up; STORMDECK_LAB_CACHE=DIR STORMDECK_LAB_RUN=/run/lab-self ./selftest.sh'
# Such a network has no way out: what installs packages is skipped there, and said to be.

set -euo pipefail
LAB=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for part in common cgroups network trees; do
  # shellcheck source=/dev/null
  source "$LAB/lib/$part.sh"
done
lab() { "$LAB/lab" "$@"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check WHAT COMMAND...: each line of a function has to succeed, which bash would not see to in a condition. Nor does it
# in a chain of && that is not the last line.
check() {
  local what=$1 started code
  shift
  started=$(now_ms)
  set +e
  (set -e; "$@") >"$work/output" 2>&1
  code=$?
  set -e
  if [ $code = 0 ]; then
    passed=$((passed + 1))
    printf 'ok    %s (%s ms)\n' "$what" $(($(now_ms) - started))
  else
    failed=$((failed + 1))
    printf 'FAIL  %s\n' "$what"
    sed 's/^/      | /' "$work/output"
  fi
}

# within SECONDS COMMAND...
within() {
  local limit=$1 started
  shift
  started=$(now_ms)
  "$@" || return 1
  (($(now_ms) - started <= limit * 1000)) || {
    echo "took $(($(now_ms) - started)) ms, more than $limit s"
    return 1
  }
}

# Where the packages come from, as a machine would reach it.
mirror_reached() { curl -sf -m 5 -o /dev/null "$MIRROR/dists/$SUITE/InRelease"; }
check_with_mirror() { if mirror_reached; then check "$@"; else echo "skip  $1 (no way to $MIRROR from here)"; fi; }

refused() { ! "$@"; }
same() { [ "$1" = "$2" ] || { printf 'expected: %s\ngot:      %s\n' "$2" "$1"; return 1; }; }

# What of the host the lab could leave changed. Rules without their counters, since a table that
# was only looked at appears, empty, in what iptables tells. A network namespace lives by a mount
# or a process, and each process of a machine is in its control groups: so those are all covered.
host_state() {
  pgrep -af "$RUN/" || true
  findmnt -rn -o TARGET,FSTYPE | grep -v '^/proc' | sort
  ip -br link | awk '{ print $1, $NF }' | sort
  ip -4 route | sort
  iptables-save | grep '^-A' || true
  losetup -nlO BACK-FILE | grep -F "$CACHE" || true
  pgrep -af "lib/slow.py .* $NAME\$" || true
  ss -ltnH | awk '{ print $4 }' | grep -E "^($SUBNET|0\.0\.0\.0:5000|\*:5000)" || true
  cat /proc/sys/net/ipv4/ip_forward
  find /sys/fs/cgroup -maxdepth 2 -type d -name "$NAME*" 2>/dev/null || true
  find /run -xdev -not -path '/run/user/*' -path "*$NAME*" 2>/dev/null || true
  find /run/netns /run/systemd 2>/dev/null || true
  { find ~/.m2 ~/.cache/pip -printf '%p %s %T@\n' 2>/dev/null || true; } | sort
}

leaders() {
  local n
  for n in "${MACHINES[@]}"; do cgroup_pids "storm-$n" | head -1; done
}

everything_up() { lab status; }

# Which version the host has is read here in another way than the lab does.
says_control_groups() {
  local version=1
  [ ! -e /sys/fs/cgroup/cgroup.controllers ] || version=2
  lab status | grep -x "control groups: version $version"
}

# What is cached is found again wherever the checkout lies, and is another as soon as its recipe is.
cache_follows_the_recipe() {
  cp -R "$LAB/machine" "$work/recipe"
  same "$(tree_key machine "$work/recipe")" "$(tree_key machine "$LAB/machine")"
  echo hello >>"$work/recipe/packages.txt"
  refused same "$(tree_key machine "$work/recipe")" "$(tree_key machine "$LAB/machine")"
}

unchanged_by_up() {
  local before
  before=$(leaders)
  lab up
  same "$(leaders)" "$before"
}

different_identities() {
  local n
  for n in "${MACHINES[@]}"; do lab ssh "$n" cat /etc/machine-id; done >"$work/ids"
  for n in "${MACHINES[@]}"; do lab docker "$n" info --format '{{.ID}}'; done >>"$work/ids"
  same "$(sort -u "$work/ids" | wc -l)" 6
}

named_as_told() { same "$(lab ssh "$1" hostname)" "storm-$1"; }
engine_in_plain_tcp() { same "$(curl -s -m 5 "http://$SUBNET.1$1:2375/_ping")" OK; }
engine_on_its_socket() { same "$(lab ssh "$1" curl -s -m 5 --unix-socket /run/docker.sock http://engine/_ping)" OK; }
clock_is_out_of_reach() { refused lab ssh "$1" date -s "$(date -u +'%F %T UTC')"; } # the time that it is, should it be set
reaches_the_next() { lab ssh "$1" ping -c 1 -W 2 "storm-$(($1 % 3 + 1))"; }

container() { lab docker 1 run --rm -i "$LAB_ZOOKEEPER_IMAGE" "$@" </dev/null; }
output_arrives() { same "$(container sh -c 'sleep 1; echo out')" out; }
input_arrives() { same "$(echo in | lab docker 1 run --rm -i "$LAB_ZOOKEEPER_IMAGE" cat)" in; }

zookeeper_serves() {
  lab docker 1 run -d --name self-zk "$LAB_ZOOKEEPER_IMAGE"
  wait_for 30 lab docker 1 exec self-zk zkServer.sh status
  same "$(lab docker 1 exec self-zk stat -c %U /proc/1)" zookeeper
  same "$(lab docker 1 exec self-zk cat /data/myid)" 1
}

# The official image's trap is kept: as root it dies where its settings cannot be handed over.
storm_refuses_read_only_settings() {
  refused lab docker 1 run --rm -v /etc/hostname:/conf/storm.yaml:ro "$LAB_STORM_IMAGE" storm version
}
storm_takes_them_as_its_user() {
  lab docker 1 run --rm --user 1000:1000 -v /etc/hostname:/conf/storm.yaml:ro "$LAB_STORM_IMAGE" true
}
storm_writes_settings() {
  same "$(lab docker 1 run --rm "$LAB_STORM_IMAGE" sed -n 's/^storm.local.dir: //p' /conf/storm.yaml)" '"/data"'
}

# interrupt PROBE COMMAND...: kill -9 of the command alone as soon as the probe is true.
interrupt() {
  local pid
  lab "${@:2}" >"$work/interrupted" 2>&1 &
  pid=$!
  wait_for 120 "$1"
  kill -KILL "$pid"
  wait "$pid" || true
}
second_boots() { ! cgroup_empty storm-2; }
first_is_gone() { cgroup_empty storm-1; }

killed_up_is_mended() { lab down; interrupt second_boots up; lab up; lab status; }
killed_down_is_mended() { interrupt first_is_gone down; lab up; lab status; }
# As the loss of its power leaves it: no process, link or rule of the lab, nothing below /run, and the kernel's own settings.
reboot_of_the_host_is_mended() {
  local n
  for n in "${MACHINES[@]}"; do cgroup_destroy "storm-$n"; done
  cgroup_remove_top
  pkill -KILL -f "docker-registry serve $RUN/registry.yml" || true
  network_down
  rm -rf "$RUN"
  refused lab status
  lab up
  lab status
}
crash_is_mended() {
  local n
  for n in 1 3; do cgroup_pids "storm-$n" | xargs kill -KILL || true; done
  pkill -KILL -f "docker-registry serve $RUN/registry.yml" || true
  lab up
  lab status
}

keeps_what_it_held() {
  lab docker 2 volume create self-kept
  lab unplug 2
  refused lab status
  lab listing | grep -x 'storm-2 machine unreachable'
  lab plug 2
  lab listing | grep -x 'storm-2 volume self-kept'
}

swarm_of_three() {
  local token n
  lab docker 1 swarm init --advertise-addr "$SUBNET.11"
  token=$(lab docker 1 swarm join-token -q worker)
  for n in 2 3; do lab docker "$n" swarm join --token "$token" "$SUBNET.11:2377"; done
  lab docker 1 network create -d overlay --attachable self-net
  echo text | lab docker 1 config create self-config -
  lab docker 1 service create -q -d --name self-service --mode global --network self-net \
    --mount type=volume,source=self-data,target=/data "$LAB_ZOOKEEPER_IMAGE"
  wait_for 90 three_tasks_run
}
three_tasks_run() {
  [ "$(lab docker 1 service ps self-service --filter desired-state=running --format '{{.CurrentState}}' | grep -c ^Running)" = 3 ]
}

nothing_on() { printf 'storm-%s network bridge\nstorm-%s network host\nstorm-%s network none\nstorm-%s swarm inactive\n' "$1" "$1" "$1" "$1"; }
reset_empties() {
  local n
  within "$1" lab reset
  same "$(lab listing | grep -v ' image ')" "$(for n in "${MACHINES[@]}"; do nothing_on "$n"; done)"
  lab listing | grep -x "storm-1 image $LAB_ZOOKEEPER_IMAGE"
}
door_is_opened() {
  lab ssh 2 systemctl stop docker-plain.service
  reset_empties 15
}

# The faults: each is seen from outside, listed, undone, and leaves nothing.
in_force() { lab fault list | sed '1,/^in force/d' | cut -d' ' -f1,2; }
makes() { lab fault "$@" && same "$(in_force)" "$1 $2"; }
undoes() { lab fault undo "$@" && same "$(in_force)" ""; }
engine_silent() { refused curl -s -m 2 "http://$SUBNET.1$1:2375/_ping"; }
pings() { lab ssh "$(($1 % 3 + 1))" ping -c 1 -W 1 "storm-$1"; }

fault_of_power() { makes power 2 && cgroup_empty storm-2 && engine_silent 2 && undoes power 2 && lab status; }
fault_of_the_plug() { makes pull 2 && cgroup_empty storm-2 && undoes pull 2 && lab status; }
plug_ends_it_too() { makes pull 2 && lab plug 2 && same "$(in_force)" ""; }
reboot_and_back() {
  local before
  before=$(leaders)
  lab fault reboot 3 && same "$(in_force)" "" && lab status && [ "$(leaders | tail -1)" != "${before##*$'\n'}" ]
}
fault_of_a_stopped_engine() {
  makes stop 3 && engine_silent 3 && lab ssh 3 true && undoes stop 3 && engine_in_plain_tcp 3 && engine_on_its_socket 3
}
fault_of_a_frozen_engine() {
  makes freeze 3 && timeout 2 bash -c "exec 3<>/dev/tcp/$SUBNET.13/2375" && engine_silent 3 &&
    undoes freeze 3 && engine_in_plain_tcp 3
}
engine_pid() { lab ssh "$1" systemctl show -P MainPID docker; }
engine_starts_anew() {
  local before
  before=$(engine_pid 3)
  lab fault restart 3 && engine_in_plain_tcp 3 && [ "$(engine_pid 3)" != "$before" ] && same "$(in_force)" ""
}
fault_of_the_link() { pings 2 && makes link 2 && refused pings 2 && undoes link 2 && wait_for 5 pings 2; }
answers_of_40() { lab ssh 1 ping -q -i 0.02 -W 1 -c 40 storm-2 | sed -n 's/.* \([0-9]*\) received.*/\1/p'; }
fault_of_lost_packets() {
  local got
  makes drop 2 50
  got=$(answers_of_40)
  [ "$got" -gt 3 ] && [ "$got" -lt 37 ] && undoes drop 2 && same "$(answers_of_40)" 40 &&
    same "$(lab ssh 2 iptables -t raw -S | grep -c DROP)" 0
}
slow_ping() { curl -s -m 5 -o "$work/ping" -w '%{time_total}' "http://$SUBNET.1:2392/_ping"; }
fault_of_a_slow_way() {
  makes slow 2 250
  [ "$(slow_ping | tr -d .)" -ge 500000 ] && same "$(cat "$work/ping")" OK &&
    same "$("$LAB_DOCKER" -H "$LAB_STORM_2_SLOW" run --rm "$LAB_ZOOKEEPER_IMAGE" echo out)" out &&
    undoes slow 2 && refused slow_ping
}
sshd_reached_from() { lab ssh "$1" timeout 2 bash -c "'exec 3<>/dev/tcp/storm-$2/22'"; }
fault_of_a_machine_behind_another() {
  makes behind 3
  refused timeout 2 bash -c "exec 3<>/dev/tcp/$SUBNET.13/22"
  refused sshd_reached_from 2 3
  sshd_reached_from 1 3
  named_as_told 3
  lab status
  engine_in_plain_tcp 3
  lab env | grep -x "LAB_STORM_3_JUMP='$SUBNET.11'"
  ssh -F none -i "$LAB_SSH_KEY" -o UserKnownHostsFile="$LAB_KNOWN_HOSTS" -o BatchMode=yes \
    -o ProxyCommand="ssh -F none -i $LAB_SSH_KEY -o UserKnownHostsFile=$LAB_KNOWN_HOSTS -W %h:%p root@$SUBNET.11" "root@$SUBNET.13" true
  undoes behind 3
  timeout 2 bash -c "exec 3<>/dev/tcp/$SUBNET.13/22"
  same "$(lab ssh 3 iptables -t raw -S | grep -c DROP)" 0
  makes behind 3 2 && refused sshd_reached_from 1 3 && sshd_reached_from 2 3 && undoes behind 3
}
state_of() { lab docker 1 inspect --format '{{.State.Status}}' "$1"; }
fault_of_a_killed_container() {
  lab docker 1 run -d --name self-killed "$LAB_ZOOKEEPER_IMAGE" sleep 1000
  makes kill 1 self-killed && wait_for 5 refused lab docker 1 exec self-killed true && same "$(state_of self-killed)" exited &&
    undoes kill 1 && same "$(state_of self-killed)" running
}
fault_of_a_paused_container() {
  makes pause 1 self-killed && same "$(state_of self-killed)" paused && undoes pause 1 self-killed &&
    same "$(state_of self-killed)" running && lab docker 1 rm -f self-killed
}
writes() { lab ssh "$1" 'head -c 2M /dev/zero >/var/lib/docker/self && rm /var/lib/docker/self'; }
fault_of_a_full_disk() {
  writes 3 && makes disk 3 && refused writes 3
  lab ssh 3 rm -f /var/lib/docker/self
  undoes disk 3 && writes 3
}
many_are_undone_at_once() {
  lab fault freeze 1
  lab fault drop 2 90
  lab fault link 3
  lab fault slow 1
  same "$(in_force | wc -l)" 4
  lab fault undo all && same "$(in_force)" "" && lab status
}
up_ends_what_is_in_force() {
  lab fault freeze 1
  lab fault pull 2
  lab fault link 3
  lab fault slow 1
  lab up && same "$(in_force)" "" && lab status && refused pgrep -f "lib/slow.py .* $NAME\$"
}
down_ends_the_slow_way() { lab fault slow 1 && lab fault freeze 2 && lab down && refused pgrep -f "lib/slow.py .* $NAME\$"; }
a_fault_needs_sense() {
  refused lab fault nothing 1 && refused lab fault freeze 9 && refused lab fault freeze && refused lab fault undo freeze 1 &&
    refused lab fault drop 1 0 && refused lab fault behind 2 2 && refused lab fault behind fresh && refused lab fault pause 1 nobody && same "$(in_force)" ""
}

# The fourth machine, its variants and its copies.
first_process() { cgroup_pids "$1" | head -1; }
fresh_has_no_engine() {
  lab fresh
  same "$(lab ssh fresh hostname)" fresh
  refused lab ssh fresh command -v docker
  lab ssh fresh systemctl is-system-running
  lab status | grep -x "fresh: $SUBNET.20, Debian.*, no engine"
  lab listing | grep -x 'fresh engine none'
}
fresh_again_changes_nothing() {
  local before
  before=$(first_process fresh)
  within 5 lab fresh
  same "$(first_process fresh)" "$before"
  refused lab fresh --system arch
  same "$(first_process fresh)" "$before"
}

# by_password USER COMMAND...
by_password() {
  printf '#!/bin/sh\ncat %s\n' "$LAB_FRESH_PASSWORD_FILE" >"$work/askpass"
  chmod 700 "$work/askpass"
  SSH_ASKPASS=$work/askpass SSH_ASKPASS_REQUIRE=force ssh -F none -o PubkeyAuthentication=no -o NumberOfPasswordPrompts=1 \
    -o UserKnownHostsFile="$LAB_KNOWN_HOSTS" "$1@$LAB_FRESH" "${@:2}"
}
password_of_one_user() {
  same "$(by_password "$LAB_FRESH_USER" id -un)" ops
  refused by_password root true
  refused by_password "$LAB_FRESH_USER" sudo -n true
  same "$(by_password "$LAB_FRESH_USER" sudo -S -p "''" id -un <"$LAB_FRESH_PASSWORD_FILE")" root
  same "$(stat -c %a "$LAB_FRESH_PASSWORD_FILE")" 600
}

# The line of the README, with fewer seconds.
hold_apt() { sh -c "$(sed -n '/^    lab ssh fresh "systemd-run/,/sleep 30/p' "$LAB/README.md" | sed "s|lab ssh|$LAB/lab ssh|; s/sleep 30/sleep $1/")"; }
takes_the_lock() { lab ssh fresh apt-get -q -y -o DPkg::Lock::Timeout="$1" install sudo; }
apt_can_be_held() {
  hold_apt 4
  wait_for 2 refused takes_the_lock 0
  takes_the_lock 0 >"$work/said" 2>&1 && return 1
  grep 'lock-frontend.*held by process' "$work/said"
  refused lab ssh fresh apt-get -q update
  takes_the_lock 10
}

engine_in_fresh() {
  lab ssh fresh "mkdir -p /etc/docker && echo '{ \"insecure-registries\": [\"$LAB_REGISTRY\"] }' >/etc/docker/daemon.json
    apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y install docker.io"
  same "$(lab docker fresh run --rm "$LAB_ZOOKEEPER_IMAGE" echo out)" out
  lab listing | grep -x 'fresh swarm inactive'
  lab listing | grep -x "fresh image $LAB_ZOOKEEPER_IMAGE"
  lab status | grep "^fresh: .* engine 20.10.* swarm inactive$"
}

fresh_off() { lab ssh fresh systemctl poweroff || true; }
kept_identity='cat /etc/machine-id /etc/ssh/ssh_host_*_key.pub; cat /etc/docker/key.json 2>/dev/null || true'
copies_share_all_but_address_and_name() {
  refused lab clone fresh 2
  lab ssh fresh 'echo kept >/root/kept && echo kept >/var/lib/kept && rm /etc/issue && sync'
  lab ssh fresh "$kept_identity" >"$work/identity"
  fresh_off
  lab clone fresh 2
  same "$(for n in 1 2; do lab ssh clone-$n hostname; done | paste -sd' ')" "clone-1 clone-2"
  same "$(lab ssh clone-2 "$kept_identity")" "$(cat "$work/identity")"
  lab ssh clone-1 'cat /root/kept /var/lib/kept && [ ! -e /etc/issue ] && ping -c 1 -W 2 clone-2 && ping -c 1 -W 2 storm-1'
  lab env | grep -x "LAB_CLONES='$SUBNET.21 $SUBNET.22'"
  lab status | grep -x 'fresh: off, with what its disk holds'
  lab listing | grep '^clone-2 '
}
engines_of_copies_share_their_id() { same "$(for n in 1 2; do lab docker clone-$n info --format '{{.ID}}'; done | sort -u | wc -l)" 1; }
copies_lose_power_and_boot() {
  lab ssh clone-1 'echo more >/root/kept && sync'
  lab unplug clone-1 && refused lab ssh clone-1 true && lab plug clone-1 && same "$(lab ssh clone-1 cat /root/kept)" more
}
copies_are_made_anew() {
  lab clone fresh 1
  same "$(lab ssh clone-1 cat /root/kept)" kept
  refused lab ssh clone-2 true
  lab clone off && same "$(lab env | grep LAB_CLONES)" "LAB_CLONES=''"
}
copies_of_a_cleaned_machine_differ() {
  lab fresh
  same "$(lab ssh fresh cat /root/kept)" kept
  lab ssh fresh 'printf "[Service]\nExecStartPre=\nExecStartPre=/usr/bin/ssh-keygen -A\n" >/root/keys.conf
    install -D /root/keys.conf /etc/systemd/system/ssh.service.d/keys.conf
    : >/etc/machine-id; rm -f /var/lib/dbus/machine-id /etc/ssh/ssh_host_*; systemctl poweroff' || true
  lab clone fresh 2
  same "$(for n in 1 2; do lab ssh clone-$n cat /etc/machine-id /etc/ssh/ssh_host_ed25519_key.pub; done | sort -u | wc -l)" 4
}
no_host_keys_is_said() {
  lab plug fresh
  lab ssh fresh 'rm -r /etc/ssh/ssh_host_* /etc/systemd/system/ssh.service.d; systemctl poweroff' || true
  lab clone fresh 1 >"$work/said" 2>&1 && return 1
  grep 'it has no host keys' "$work/said"
}

fresh_of_another_system() {
  lab fresh reset --system arch
  same "$(lab ssh fresh '. /etc/os-release && echo "$ID ${VERSION_ID:-}"')" "arch "
  refused lab ssh fresh test -e /root/kept
  lab fresh && refused lab fresh --system debian-10 && refused lab fresh --system && refused lab fresh --disk much
}
free_in_fresh() { lab ssh fresh df -B1M --output=avail / | tail -1; }
fresh_with_a_small_disk() {
  lab fresh reset --disk 400
  [ "$(free_in_fresh)" -ge 370 ] && [ "$(free_in_fresh)" -le 405 ]
}
small_disk_is_filled() {
  lab ssh fresh 'apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y install docker.io' >"$work/said" 2>&1 && return 1
  tail -20 "$work/said"
  grep -i 'no space left' "$work/said"
}
reset_gives_an_unused_one() {
  lab ssh fresh touch /root/used
  fresh_off
  lab clone fresh 1
  lab reset
  refused lab ssh clone-1 true && refused lab ssh fresh test -e /root/used && [ "$(free_in_fresh)" -le 405 ]
}

crash_of_the_others_is_mended() {
  lab fresh reset
  lab ssh fresh 'echo held >/root/held && sync'
  cgroup_pids fresh | xargs kill -KILL || true
  lab fresh
  same "$(lab ssh fresh cat /root/held)" held
}
first_copy_boots() { ! cgroup_empty clone-1; }
fresh_boots() { ! cgroup_empty fresh; }
killed_clone_is_mended() {
  fresh_off
  interrupt first_copy_boots clone fresh 3
  lab clone fresh 2 && same "$(lab status | grep -c '^clone-.* no engine')" 2
}
killed_fresh_is_mended() {
  interrupt fresh_boots fresh reset
  lab fresh && lab status | grep '^fresh: .* no engine' && refused lab ssh fresh test -e /root/held
}
each_ends_and_leaves_nothing() {
  lab clone off
  lab fresh off
  refused lab ssh fresh true && lab status && same "$(find "$CACHE/machines" -mindepth 1 -maxdepth 1 ! -name 'storm-*')" ""
}
down_ends_the_others() {
  lab fresh
  fresh_off
  lab clone fresh 2
  lab fresh
  within 30 lab down
  same "$(ls "$CACHE/machines")" ""
}
fresh_needs_no_up() { lab fresh && lab ssh fresh true && lab fresh off && lab down; }

redacted() (
  # shellcheck source=/dev/null
  source "$LAB/lib/record.sh"
  record_redact
)
# What no engine here tells: proxies, and what else is none of this lab's.
passwords_are_removed() {
  same "$(redacted <<<'{"HttpProxy":"http://ops:hush@proxy:3128/","HttpsProxy":"https://ops:hush@proxy","NoProxy":""}')" \
    '{"HttpProxy":"http://removed@proxy:3128/","HttpsProxy":"https://removed@proxy","NoProxy":""}'
  same "$(redacted <<<'{"Env":["HTTP_PROXY=http://ops:hush@proxy","A=b://c"],"ui.https.key.password":"hush"}')" \
    '{"Env":["HTTP_PROXY=http://removed@proxy","A=b://c"],"ui.https.key.password":"removed"}'
  same "$(printf '{"Data":"%s","n":12345678901234567890}' "$(printf 'a: 1\n' | base64)" | redacted)" \
    '{"Data":"YTogMQo=","n":12345678901234567890}'
}

# Of a swarm of three, without its secrets.
records() {
  local token file
  token=$(lab docker 1 swarm join-token -q worker)
  printf 'ui.port: 8080\nui.https.key.password: hush\n' | lab docker 1 config create self-password -
  lab record "$work/record"
  lab docker 1 config rm self-password
  same "$(jq -r '.[] | select(.Spec.Name == "self-password") | .Spec.Data | @base64d' \
    "$work/record/docker-1.41/storm-1/configs.json")" "$(printf 'ui.port: 8080\nui.https.key.password: removed')"
  same "$(find "$work/record" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | paste -sd' ')" "docker-1.41 zookeeper-3.8.0"
  grep -x 'Mode: standalone' "$work/record/zookeeper-3.8.0/storm-2-self-service-srvr.txt"
  for file in version info swarm nodes services tasks networks configs volumes containers images container-1 image-1; do
    jq -e . "$work/record/docker-1.41/storm-1/$file.json" >/dev/null || { echo "no $file"; return 1; }
  done
  grep -x '503 nodes.json /v1.41/nodes' "$work/record/docker-1.41/storm-2/answers.txt"
  refused grep -rF -e "$token" -e "${token##*-}" "$work/record"
}

samples_are_there() {
  local class
  for class in "$LAB_WORDCOUNT_CLASS" "$LAB_SLOW_CLASS" "$LAB_THROWING_CLASS" "$LAB_MANY_CLASS"; do
    jar tf "$LAB_TOPOLOGY_JAR" | grep -x "${class//./\/}.class" || { echo "no $class"; return 1; }
  done
}

# A checkout with nothing beside it.
elsewhere() { env -u STORM_EXTRAS "$work/elsewhere/tests/lab/lab" "$@"; }
needs_registries_only() {
  mkdir -p "$work/elsewhere/tests"
  cp -R "$LAB" "$work/elsewhere/tests/"
  elsewhere up >"$work/said"
  same "$(grep -c 'STORM_EXTRAS is not set: the lab uses Storm 1.2.4' "$work/said")" 1
  eval "$(elsewhere env)"
  same "$LAB_STORM_IMAGE" "$LAB_REGISTRY/storm:1.2.4" && same "$LAB_STORM_VERSION" 1.2.4 && samples_are_there &&
    grep -F "image: $LAB_STORM_IMAGE" "$LAB_CLUSTER_FILE" &&
    elsewhere docker 1 run --rm "$LAB_STORM_IMAGE" storm version | grep -x 'Storm 1.2.4'
}
other_version_on_demand() {
  refused lab up --storm 3.0
  refused lab up --managers 2
  refused lab up --engine
  refused lab up --engine new # of machines that run with Debian's
  lab up --storm "$1"
  lab env | grep -x "LAB_STORM_VERSION='$1'" && lab up && lab env | grep -x "LAB_STORM_VERSION='$1'"
}

managers_written() { grep -c '^    manager: true$' "$LAB_CLUSTER_FILE"; }
managers_are_chosen() {
  same "$(managers_written)" 1
  lab up --managers 3
  same "$(managers_written)" 3
  lab up
  same "$(managers_written)" 3
  lab down
  lab up
  same "$(managers_written)" 1
}

says_what_is_missing() {
  lab up --storm 2.8.3 >"$work/said" 2>&1 && return 1
  cat "$work/said"
  same "$(wc -l <"$work/said")" 1
  grep STORM_EXTRAS "$work/said"
}

lab down
host_state >"$work/before"
eval "$(lab env)"

check "up, from cold or warm" lab up
check "down" within 30 lab down
check "up, warm, takes seconds" within 45 lab up
check "all is well" everything_up
check "the control groups of the host are told" says_control_groups
check "the cache follows what a tree is made of" cache_follows_the_recipe
check "up again changes nothing" within 15 unchanged_by_up
check "no two machines or engines share an identity" different_identities
for n in "${MACHINES[@]}"; do
  check "storm-$n: ssh, with its own name" named_as_told "$n"
  check "storm-$n: the engine answers in plain TCP" engine_in_plain_tcp "$n"
  check "storm-$n: the engine answers on its socket" engine_on_its_socket "$n"
  check "storm-$n: reaches its neighbour by name" reaches_the_next "$n"
  check "storm-$n: sets no clock" clock_is_out_of_reach "$n"
done
check "the samples are in the jar" samples_are_there
check "pull of an image" lab docker 1 pull -q "$LAB_ZOOKEEPER_IMAGE"
check "pull of the other" lab docker 1 pull -q "$LAB_STORM_IMAGE"
check "what a container prints arrives" output_arrives
check "what is sent to a container arrives" input_arrives
check "zookeeper serves, as its user" zookeeper_serves
check "storm writes settings where there are none" storm_writes_settings
check "storm as root ends on read-only settings" storm_refuses_read_only_settings
check "storm as its user does not" storm_takes_them_as_its_user
check "a machine that lost its power comes back with what it held" within 30 keeps_what_it_held
check "fault: power off" fault_of_power
check "fault: the plug" fault_of_the_plug
check "fault: the plug, ended by 'plug'" plug_ends_it_too
check "fault: reboot" reboot_and_back
check "fault: engine stopped" fault_of_a_stopped_engine
check "fault: engine frozen" fault_of_a_frozen_engine
check "fault: engine restarted" engine_starts_anew
check "fault: link" fault_of_the_link
check "fault: lost packets" fault_of_lost_packets
check "fault: behind another" fault_of_a_machine_behind_another
check "fault: slow way" fault_of_a_slow_way
check "fault: container killed" fault_of_a_killed_container
check "fault: container paused" fault_of_a_paused_container
check "fault: disk full" fault_of_a_full_disk
check "a fault without sense is refused" a_fault_needs_sense
check "several faults are undone at once" many_are_undone_at_once
check "up ends the faults" up_ends_what_is_in_force
check "a swarm of three with a service" swarm_of_three
check "passwords are removed from what is recorded" passwords_are_removed
check "its answers are recorded, its secrets are not" records
check "reset empties it" reset_empties 60
check "reset of nothing is quick" reset_empties 15
check "reset opens a door that was left shut" door_is_opened
check "up after a crash of machines and registry" crash_is_mended
check "up after an up that was killed half way" killed_up_is_mended
check "up after a down that was killed half way" killed_down_is_mended
check "up after a reboot of the host" reboot_of_the_host_is_mended
check "fresh: a fourth machine without an engine" fresh_has_no_engine
check "fresh again changes nothing" fresh_again_changes_nothing
check "fresh: one user has a password, for sudo too" password_of_one_user
check "fresh: apt can be held" apt_can_be_held
check_with_mirror "fresh: an engine is installed, and runs containers" engine_in_fresh
check "copies differ in address and name only" copies_share_all_but_address_and_name
! mirror_reached || check "copies share the engine's id" engines_of_copies_share_their_id
check "a copy loses its power and boots" copies_lose_power_and_boot
check "copies are made anew, and end" copies_are_made_anew
check "copies of a cleaned machine differ" copies_of_a_cleaned_machine_differ
check "copies without host keys are said to be" no_host_keys_is_said
check "fresh: of another system" fresh_of_another_system
check "fresh: with a small disk" fresh_with_a_small_disk
check_with_mirror "fresh: an installation fills the small disk" small_disk_is_filled
check "reset ends copies and gives an unused fresh" reset_gives_an_unused_one
check "fresh after a crash" crash_of_the_others_is_mended
check "clone after a clone that was killed half way" killed_clone_is_mended
check "fresh after a fresh that was killed half way" killed_fresh_is_mended
check "fresh and its copies end and leave nothing" each_ends_and_leaves_nothing
STORM_EXTRAS=/nowhere check "a missing part of Storm is said in a sentence" says_what_is_missing
check "down ends the faults" down_ends_the_slow_way
check "fresh needs no up" fresh_needs_no_up
check "down ends fresh and its copies" down_ends_the_others
check "without STORM_EXTRAS it is Storm 1.2.4, said in a sentence" needs_registries_only
check "the version of Storm is chosen" other_version_on_demand "$([ -n "${STORM_EXTRAS:-}" ] && echo 2.8.3 || echo 1.2.4)"
check "the number of managers is chosen, and stays until down" managers_are_chosen
check "down at the end" lab down
host_state >"$work/after"
check "the host is as it was" diff "$work/before" "$work/after"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
