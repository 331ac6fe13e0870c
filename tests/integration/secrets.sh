#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# No secret comes into anything that the program writes or shows, nor into the arguments or the environment of any
# process, here or on the machines: marked secrets are planted, all that uses them is run, and then they are looked for.
# Usage: secrets.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
# All that the program can write to lies in one place, and what this script knows in another.
place=$work/place
own_home "$place"
export XDG_STATE_HOME=$place/state XDG_CONFIG_HOME=$place/config
export XDG_CACHE_HOME=$place/cache XDG_DATA_HOME=$place/data TMPDIR=$place/tmp
install -d -m 700 "$TMPDIR" "$place/shown"
marks=$work/marks
: > "$marks"
watcher=
trap '[ -z "$watcher" ] || kill $watcher; finish' EXIT

# Secrets are never arguments here either: they go through files and the shell's own commands.
on() { "$lab" ssh "$@"; }
mark() { printf '%s\t%s\n' "$1" "$2" >> "$marks"; } # name, secret
secret() { printf 'mark-%s-%s' "$1" "$(tr -dc a-z0-9 < /dev/urandom | head -c 20)"; }
answering() { printf '%s\t%s\n' "$@" > "$work/answers"; }
shown=0
shows() { # command…: on a terminal, and what it shows is kept
    shown=$((shown + 1))
    "$here/typed.py" "$work/answers" "$@" > "$place/shown/$shown" 2>&1
    local code=$?
    [ $code -eq 0 ] || tail -n 20 "$place/shown/$shown"
    return $code
}
is_found() { # times
    local out
    out=$("$here/marks.py" search "$marks" "$place")
    echo "$out"
    [ "$(grep -c ^FOUND <<< "$out")" -ge "$1" ]
}
nothing_is_found() { "$here/marks.py" search "$marks" "$place"; }
was_seen() { grep -q "$1" "$work/seen"; }
none_was_seen() { [ ! -s "$work/seen" ] || { cat "$work/seen"; return 1; }; }

the_lab
check "a machine without an engine boots" "$lab" fresh reset

# The ways in: a key with a passphrase, and a user with a password of his own and another one for sudo.
passphrase=$(secret passphrase) login=$(secret login) sudo=$(secret sudo) wrong=$(secret wrong)
ssh-keygen -q -t ed25519 -N "$passphrase" -f "$HOME/.ssh/locked"
for n in 1 2 3; do on $n 'cat >> .ssh/authorized_keys' < "$HOME/.ssh/locked.pub"; done
printf 'ops:%s\nroot:%s\n' "$login" "$sudo" | on fresh chpasswd
on fresh 'echo "Defaults rootpw" > /etc/sudoers.d/rootpw'
mark passphrase "$passphrase"; mark login "$login"; mark sudo "$sudo"; mark wrong "$wrong"
# shellcheck disable=SC2088  # the program is to find its way home
key='~/.ssh/locked' ssh_config < /dev/null
file=$place/ssh.yaml
ssh_yaml | sed '/ui_port/d' > "$file"

# What cannot fail says nothing: each kind of look finds what is planted for it.
cp "$marks" "$place/planted"
base64 -w 0 "$marks" > "$place/planted.base64"
python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED).write(sys.argv[1])' "$marks" "$place/planted.zip"
check "secrets that were planted on purpose are found, in a file, encoded and packed" is_found 12
rm "$place"/planted*
check "  without them nothing is" nothing_is_found
# Each of these lives until its input ends, which is when it was seen.
seen_while() { within 20 was_seen "$1" | "${@:2}"; } # what is seen, command…
in_arguments() { python3 -c 'import sys; sys.stdin.read()' "$wrong"; }
in_an_environment() { SHOWN=$wrong cat; }
on_a_machine() { { echo "$wrong" && cat; } | "$lab" ssh 1 'read -r word && sh -c "cat; true" "$word"'; }
: > "$work/seen"
"$here/marks.py" watch "$marks" "$work/seen" &
watcher=$!
check "one in arguments is seen" seen_while "wrong in cmdline" in_arguments
check "  and one in an environment" seen_while "wrong in environ" in_an_environment
: > "$work/seen"
check "  and on a machine" seen_while "wrong in cmdline" on_a_machine
kill $watcher
wait $watcher 2> /dev/null
rm -f "$work"/seen*

: > "$work/seen"
"$here/marks.py" watch "$marks" "$work/seen" &
watcher=$!
answering "Passphrase of the key" "$wrong" "Password of root@" "$wrong"
check "a wrong passphrase is refused" fails_with 1 shows bash -c '"$@" && exit 3; exit 1' - "$program" status --profile "$file"
answering "Passphrase of the key" "$passphrase"
check "preflight by the passphrase" fails_with 1 shows "$program" preflight "$file"
check "  and as JSON" fails_with 1 shows "$program" preflight "$file" --json
check "the plan is shown, with its commands" shows "$program" plan "$file"
spelt=$(secret spelt)
mark spelt "$spelt"
sed "s/^  config:/&\n    storm.zookeeper.auth.payload: ops:$spelt/" "$file" > "$work/spelt.yaml"
check "a secret in a cluster file is refused" fails_with 3 shows "$program" apply "$work/spelt.yaml" --yes
check "a cluster is set up" shows "$program" apply "$file" --yes --despite-warnings
mark "worker's token" "$(on 1 docker swarm join-token -q worker)"
mark "manager's token" "$(on 1 docker swarm join-token -q manager)"
environment=$(secret environment)
mark environment "$environment"
# A service of somebody else's, with a secret in its environment. Its own processes have it, so it is not looked for there.
grep -v ^environment "$marks" > "$marks.processes"
kill $watcher
wait $watcher 2> /dev/null
"$here/marks.py" watch "$marks.processes" "$work/seen" &
watcher=$!
printf 'DATABASE_PASSWORD=%s\n' "$environment" | on 1 "cat > /run/environment; docker service create -qd --name other \
    --env-file /run/environment $LAB_ZOOKEEPER_IMAGE sleep 10000; rm /run/environment" > /dev/null
check "a jar is submitted" shows "$program" submit "$LAB_WORDCOUNT_JAR" --profile "$file" --name wordcount --yes -- wordcount 3
payload() { # what Storm may have made up for the topology, as its supervisor has it: 1.2.4 does, 2.8.3 does not
    on 1 'docker exec $(docker ps -qf name=lab-supervisor) sh -c "gzip -dc < \$(find /data -name stormconf.ser | head -n 1)"' |
        grep -ao '"storm.zookeeper.topology.auth.payload":"[^"]*' | cut -d '"' -f 4
}
generated=$(payload)
if [ -n "$generated" ]; then
    mark payload "$generated"
    printf 'payload\t%s\n' "$generated" >> "$marks.processes"
else
    echo "      this Storm has made up no secret for the topology"
fi
check "status" within 60 shows "$program" status --profile "$file"
check "  as JSON" shows "$program" status --profile "$file" --json
check "a recording is made" shows "$program" record --profile "$file" --for 8 "$place/lab.stormrec"
check "a plan of what is there, with its commands" shows "$program" plan "$file"

answering "Password of ops@fresh: $" "$wrong"
check "a wrong password is refused" fails_with 1 shows bash -c '"$@" && exit 3; exit 1' - "$program" prepare ssh://ops@fresh --yes
answering "Password of ops@fresh: $" "$login" "Password of ops@fresh for sudo: $" "$wrong"
check "a wrong password for sudo is refused" fails_with 1 shows bash -c '"$@" && exit 3; exit 1' - "$program" prepare ssh://ops@fresh --yes
answering "Password of ops@fresh: $" "$login" "Password of ops@fresh for sudo: $" "$sudo" "Passphrase of the key" "$passphrase"
check "a machine is prepared by password, its secrets to be remembered" shows "$program" prepare ssh://ops@fresh --remember \
    --image "$LAB_STORM_IMAGE" --insecure-registry "$LAB_REGISTRY" --yes
check "it joins" shows "$program" join-clones ssh://ops@fresh --profile "$file" --yes
for role in first-manager manager worker; do
    check "material for a first boot is shown, of a $role" shows "$program" first-boot "$file" --role $role
done
watched() { # an open window, which an agent lets in
    QT_QPA_PLATFORM=offscreen timeout -s TERM 15 "$program" --profile "$file" > "$place/shown/window" 2>&1
    [ $? -eq 124 ]
}
eval "$(ssh-agent -a "$work/agent")" > /dev/null
agent=$SSH_AGENT_PID
answering "passphrase" "$passphrase"
check "an agent has the key" "$here/typed.py" "$work/answers" ssh-add "$HOME/.ssh/locked"
check "a window watches" watched
on_the_desktop --profile "$file" -- window_script.py "$place/exported.sh" "$work"
cat "$work/way" "$work/desktop" > "$place/shown/desktop"
kill "$agent"
unset SSH_AUTH_SOCK
# What is typed into the window's own questions: each once, and a wrong one.
printf '%s\t%s\n' "Passphrase of a key" "$passphrase" "Password" "$login" "Password for sudo" "$wrong" \
    "Password for sudo" "$sudo" > "$work/typed"
on_the_desktop --profile "$file" -- window_secrets.py "$work/typed" ssh://ops@fresh "$work"
cat "$work/way" "$work/desktop" > "$place/shown/questions"
answering "Passphrase of the key" "$passphrase" "Password of ops@fresh: $" "$login"
on 1 docker service rm other > /dev/null
check "the topology is killed" shows "$program" kill wordcount --wait 2 --profile lab --yes
check "the cluster is torn down" shows "$program" teardown --profile lab --yes
# Where a machine keeps what it was told or has run; Docker's own data has tokens and environments by its nature.
# Only a look that says how it ended has been everywhere: with 0 where it found some, with 1 where none is. What the
# namespaces of containers are mounted on cannot be read.
look() {
    cut -f 2 "$marks" | on "$1" 'grep -rlaFf - --exclude-dir=netns /etc /home /root /run /tmp /var/log /var/tmp
        echo "ended with $?"'
}
planted_is_found() {
    on "$1" 'cat > /var/tmp/planted' <<< "$wrong" && look "$1" | tee /dev/stderr | grep -x /var/tmp/planted > /dev/null &&
        on "$1" rm /var/tmp/planted
}
none_is_left() { [ "$(look "$1" | tee /dev/stderr)" = "ended with 1" ]; }
for n in 1 2 fresh; do
    check "one that is planted on $(sed 's/^[0-9]/storm-&/' <<< $n) is found" planted_is_found $n
    check "  no other is left there" within 20 none_is_left $n
done
# A journal as a crash leaves it.
check "the lab is emptied again" "$lab" reset
dies() {
    "$here/typed.py" "$work/answers" "$program" apply "$file" --yes --despite-warnings > "$place/shown/died" 2>&1 &
    local typist=$!
    within 120 grep -q ✓ "$place/shown/died"
    pkill -KILL -P $typist
    wait $typist
    [ $? -eq 137 ]
}
check "a set-up is killed on its way" dies
check "  and taken back" shows "$program" undo

kill $watcher
wait $watcher 2> /dev/null
watcher=
echo "      processes were looked at $(cat "$work/seen.looks") times, for $(cut -f 1 "$marks.processes" | paste -sd ,)"
check "no secret was among the arguments or in the environment of a process" none_was_seen
"$here/marks.py" search "$marks" "$place" | tail -n 1 | sed 's/^/      /'
check "none is in what the program wrote or showed" nothing_is_found
check "the lab is emptied again" "$lab" reset
check "the machine ends" "$lab" fresh off
summary
