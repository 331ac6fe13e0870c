#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What can stand between a console and the sshd of real machines, each told by the right sentence: keys, agents,
# passphrases, passwords, jumps, limits, lost connections; what keeps a machine from being prepared; and how long a
# picture takes over a slow link. Usage: hosts.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
own_home
started=()
trap 'kill "${started[@]}" 2> /dev/null; finish' EXIT

on() { "$lab" ssh "$@"; }
configured() { { cat && printf 'Host *\n    ConnectTimeout 4\n'; } | ssh_config; } # lines that go first
answering() { # question, text: what a person would type; kept in a file, as arguments can be seen
    printf '%s\t%s\n' "$@" > "$work/answers"
}
typed() { "$here/typed.py" "$work/answers" "$@"; }
status() { "$program" status --profile "$file" --json > "$work/status"; }
has_all() { # file, words…
    local word
    for word in "${@:2}"; do grep -qF -- "$word" "$1" || { echo "no “$word” in"; cat "$1"; return 1; }; done
}
# A look that ends cleanly without the text, where the same look with one place more finds it.
is_nowhere() { # text, file or folder…
    printf '%s\n' "$1" > "$work/planted"
    grep -rqF -- "$1" "${@:2}" "$work/planted" && fails_with 1 grep -rF -- "$1" "${@:2}"
}
says() { # machine, words of what is said of its engine
    status
    jq -r --arg machine "$1" '.planes.engines[$machine].error | .code, .text' "$work/status" > "$work/said"
    has_all "$work/said" "${@:2}"
}
all_answer() { is '[.planes.engines[] | select(.state != "fresh")] | length' 0; }
asked_to_type() { # words that the terminal shows while status is asked for
    typed sh -c '"$@" > "$0"' "$work/status" "$program" status --profile "$file" --json > "$work/shown"
    has_all "$work/shown" "$@"
}
typed_says() { # machine, words
    jq -r --arg machine "$1" '.planes.engines[$machine].error | .code, .text' "$work/status" > "$work/said"
    has_all "$work/said" "${@:2}"
}
typed_all_answer() { [ "$(jq '[.planes.engines[] | select(.state != "fresh")] == []' "$work/status")" = true ]; }

the_lab
configured < /dev/null
file=$work/ssh.yaml
ssh_yaml | sed '/ui_port/d' > "$file"
check "a cluster is set up" "$program" apply "$file" --yes --despite-warnings
check "all is healthy by observation" within 60 is .health healthy

# Who the machine is, and who we are.
fingerprint() { ssh-keyscan -t ed25519 10.77.0.11 2> /dev/null | ssh-keygen -l -f - | cut -d ' ' -f 2; }
past_the_key() { # what the lab itself refuses then
    ssh -F none -i "$LAB_SSH_KEY" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR \
        root@10.77.0.11 "$@"
}
change_key() {
    past_the_key 'cd /etc/ssh && mkdir old && mv ssh_host_ed25519_key* old && ssh-keygen -q -t ed25519 -N "" \
        -f ssh_host_ed25519_key && systemctl restart ssh'
}
restore_key() { past_the_key 'cd /etc/ssh && mv old/* . && rmdir old && systemctl restart ssh'; }
before=$(fingerprint)
check "the host key of storm-1 changes" change_key
check "  both fingerprints are told, and where the known one stands" \
    says storm-1 host-key.changed "$before" "$(fingerprint)" "somebody stands in between" "of $LAB_KNOWN_HOSTS"
check "  and it is what it was" restore_key
check "  all answer" all_answer

key=none configured <<< "Host storm-2
    IdentityAgent $work/no-agent"
check "an agent that is not there is named" says storm-2 login.denied "no agent answers at $work/no-agent" "ssh-add"
export SSH_AUTH_SOCK=$work/gone
check "  where SSH_AUTH_SOCK names it too" says storm-3 login.denied "no agent answers at $work/gone" "it takes a public key"
eval "$(ssh-agent -a "$work/agent")" > /dev/null
started+=("$SSH_AGENT_PID")
ssh-add -q "$LAB_SSH_KEY"
key=none configured < /dev/null
check "  an agent with the key lets in" all_answer
unset SSH_AUTH_SOCK

ssh-keygen -q -t ed25519 -N "open sesame" -f "$work/locked"
for n in 1 2 3; do on $n 'cat >> .ssh/authorized_keys' < "$work/locked.pub"; done
key=$work/locked configured < /dev/null
check "a passphrase without a terminal is told" setsid -w bash -c "$(declare -f status says has_all);"'
    program=$1 file=$2 work=$3; says storm-1 login.denied "no passphrase was given" "no terminal"' - "$program" "$file" "$work"
answering "Passphrase of the key" "close sesame" "Password of root@" "none" # which sshd takes as well, in vain
check "a wrong passphrase is typed" asked_to_type "Passphrase of the key $work/locked"
check "  that is told, and not that the key is" typed_says storm-1 login.denied "passphrase for $work/locked was wrong" \
    "right passphrase"
answering "Passphrase of the key" "open sesame"
check "the right one is typed" asked_to_type "Passphrase of the key"
check "  once, and all answer" typed_all_answer
check "  it is not shown" is_nowhere "sesame" "$work/shown" "$work/status" "$HOME" "$XDG_STATE_HOME"
configured < /dev/null

# The way there.
check "storm-3 is behind storm-1" "$lab" fault behind 3 1
check "  without a jump it is silent, and the others answer" says storm-3 connect.no-answer "did not take the connection in time" "firewalls"
configured <<< "Host storm-3
    ProxyJump storm-1"
check "  through storm-1 it answers" all_answer
configured < /dev/null
sed 's#ssh://storm-3$#&\n    through: storm-1#' "$file" > "$work/through.yaml"
as_its_file_says() { local file=$work/through.yaml; grep -q through "$file" && all_answer; }
check "  and where the cluster file names that way" as_its_file_says
check "  it is behind nobody" "$lab" fault undo behind 3

# A user of its own has the limit, or none of ours could take it back.
all=$file file=$work/narrow.yaml
sed 's#ssh://storm-2#ssh://narrow@storm-2#' "$all" > "$file"
sessions() { # as many a connection of that user
    on 2 "printf 'Match User narrow\n    MaxSessions $1\n' > /etc/ssh/sshd_config.d/narrow.conf && systemctl restart ssh"
}
access_is() { # verdict, words: of storm-2 in a preflight
    "$program" preflight "$file" --json > "$work/report"
    jq -r '.results[] | select(.code == "machine.access" and .subject == "storm-2") | .verdict, .text, .remedy' "$work/report" \
        > "$work/said"
    has_all "$work/said" "$@"
}
check "storm-2 has a user who may use Docker" on 2 'useradd -m -G docker narrow && install -d -m 700 -o narrow ~narrow/.ssh &&
    install -m 600 -o narrow .ssh/authorized_keys ~narrow/.ssh'
check "  three sessions a connection are allowed" sessions 3
check "  all is healthy" is .health healthy
check "  a preflight gets by with them" access_is pass "narrow"
check "  none is allowed" sessions 0
check "  that is told, with the setting that does it" access_is error "opens no more sessions" "MaxSessions in sshd_config"
check "  the engine is seen all the same" all_answer
check "  it is as before" on 2 'rm /etc/ssh/sshd_config.d/narrow.conf && systemctl restart ssh && userdel -r narrow 2> /dev/null'
file=$all

# A connection that is there.
has_connection() { [ "$(peers "$1" | wc -l)" = 1 ]; }
has_another() { peers "$1" | grep -vxF "$before"; } # a machine that was cut off still has the old one
QT_QPA_PLATFORM=offscreen "$program" --profile "$file" > "$work/window" 2>&1 &
watcher=$!
started+=($watcher)
for n in 2 3; do check "a window watches storm-$n" within 60 has_connection $n; done
before=$(peers 2)
stop_sshd() { # the check's own connection is of another process, which ends as well
    on 2 "systemd-run -q sh -c 'systemctl stop ssh; pkill -f ^sshd:; sleep 20; systemctl start ssh'" || true
}
check "sshd of storm-2 is ended with all its connections" stop_sshd
check "  that is told, and the others answer" within 10 says storm-2 "connect.refused" "refused on port 22" "Check the port"
check "  it starts again" within 30 all_answer
check "  the window has a new connection" within 30 has_another 2
check "  all is healthy" within 60 is .health healthy

before=$(peers 3)
check "the link of storm-3 is cut" "$lab" fault link 3
cut=$SECONDS
is_not_green() { is '.nodes[] | select(.name == "storm-3") | .status | IN("ready") | not' true; }
check "  that is told" says storm-3 "Check the address"
check "  its node is not called ready" within 30 is_not_green
until [ $SECONDS -ge $((cut + 60)) ]; do sleep 1; done
check "  it is restored after 60 s" "$lab" fault undo link 3
check "  the machine answers" within 20 all_answer
check "  the window has a new connection to it" within 60 has_another 3
check "  all is healthy" within 120 is .health healthy
check "the window lives" kill -TERM $watcher
wait $watcher 2> /dev/null

# Each way later by 50 ms, for all that goes over SSH.
for n in 1 2 3; do
    python3 "$here/../lab/lib/slow.py" 10.77.0.1 224$n 10.77.0.1$n 22 50 hosts-of-$$ &
    started+=($!)
done
is_open() { timeout 2 bash -c "exec 3<>/dev/tcp/10.77.0.1/$1"; } # port
for n in 1 2 3; do check "a slow way leads to storm-$n" within 10 is_open 224$n; done
configured <<< "$(for n in 1 2 3; do
    printf 'Host storm-%s\n    HostName 10.77.0.1\n    Port 224%s\n    HostKeyAlias 10.77.0.1%s\n' $n $n $n; done)"
timed_status() {
    local start=$EPOCHREALTIME
    is .health healthy && awk -v from="$start" -v to="$EPOCHREALTIME" 'BEGIN { print to - from " s, logins too" > "/dev/stderr" }'
}
check "all is healthy over links with a delay of 50 ms" timed_status
cat "$work/out"
# Of a recording, the longest time between two good answers of each source, less its pace (watch::Pace): how long a look
# takes, as when a person presses F5.
refreshed() {
    "$program" record --profile "$file" --for 15 "$work/slow.stormrec" && python3 - "$work/slow.stormrec" << 'END'
import collections, gzip, json, sys
lines = [json.loads(line) for line in gzip.open(sys.argv[1])]
answers = [line for line in lines if "plane" in line]
at = collections.defaultdict(list)
pace = {"engine": 1000, "swarm": 1000, "ensemble": 2000, "storm": 2000}  # the room on disks is looked at twice a minute
for one in answers:
    if one["plane"] in pace and "error" not in one and not one.get("nothing_to_ask"):
        at[one["plane"], one.get("machine", "")].append(one["at"])
looks = {source: max(b - a for a, b in zip(times, times[1:])) - pace[source[0]] for source, times in at.items()}
print("ms of the longest look:", ", ".join(f"{' '.join(source).strip()} {ms}" for source, ms in looks.items()))
sys.exit(len(at) < 6 or max(looks.values()) >= 2500)
END
}
check "  every source has answered within 2.5 s" refreshed
tail -n 1 "$work/out"
configured < /dev/null

# A machine that is to be prepared, by a user who has to give a password for everything.
check "the cluster is torn down" "$program" teardown --profile "$file" --yes
password=$(cat "$LAB_FRESH_PASSWORD_FILE")
logs_in() { # password, sudo's: the questions are told apart by their ends
    answering "Password of ops@fresh: $" "$1"
    [ -z "${2:-}" ] || printf 'Password of ops@fresh for sudo: $\t%s\n' "$2" >> "$work/answers"
}
prepared() { # exit code, words that are shown; with the answers of now
    typed "$program" prepare ssh://ops@fresh --yes > "$work/shown"
    local code=$?
    has_all "$work/shown" "${@:2}" && [ $code -eq "$1" ] || { echo "exit code $code"; tail -n 30 "$work/shown"; return 1; }
}
unchanged() { on fresh '[ -z "$(find /etc /usr /var/lib /opt -newer /run/before -type f -print | tee /dev/stderr)" ]'; }
check "a machine of another system boots" "$lab" fresh reset --system arch
on fresh touch /run/before
logs_in "$password" "$password"
check "  it is refused" prepared 3 "Arch" "Nothing was changed"
check "  before anything is changed" unchanged
check "a machine boots" "$lab" fresh reset
logs_in "wrong"
check "  a wrong password is told" prepared 1 "did not accept the password"
logs_in "$password" "wrong"
check "  a wrong password for sudo is told" prepared 1 "sudo password was refused"
logs_in "$password" "$password"
hold_locks() { # as an update in the background would, for 30 s
    on fresh "systemd-run -q perl -MFcntl -e 'for (qw(dpkg/lock-frontend apt/lists/lock)) { \$l = pack q(ssx4qqix4), F_WRLCK;
        open \$f[@f], q(>>), qq(/var/lib/\$_) and fcntl \$f[-1], F_SETLK, \$l or die } sleep 30'"
}
check "  another program holds the locks of apt for 30 s" hold_locks
locked=$SECONDS
check "  it is prepared, once the lock is free, which is told" prepared 0 "holds the package lock of" "done and observed"
check "    it has waited" test $((SECONDS - locked)) -ge 25
check "  the password is not shown" is_nowhere "$password" "$work/shown"
printf 'name: one\nmachines:\n  - name: fresh\n    endpoint: ssh://ops@fresh\n    address: %s\n' "$LAB_FRESH" > "$work/one.yaml"
by_password() {
    typed sh -c '"$@" > "$0"' "$work/status" "$program" status --profile "$work/one.yaml" --json > "$work/shown"
    has_all "$work/shown" "Password of ops@fresh:" && typed_all_answer
}
check "  its engine answers by password" by_password
check "  sudo there wants a terminal" on fresh 'umask 227 && echo "Defaults requiretty" > /etc/sudoers.d/terminal && visudo -cq'
check "    without one it is refused" on fresh '! setsid -w sudo -n true 2> /dev/null'
check "    it is given one: the machine is looked at as root" prepared 0
check "    the password is not shown" is_nowhere "$password" "$work/shown"
check "a machine with 400 MiB boots" "$lab" fresh reset --disk 400
logs_in "$password" "$password"
check "  the disk is too small for the engine, which is told" prepared 1 "its disk is full" "Free some space on its disk, then resume"
check "the machine ends" "$lab" fresh off
check "the lab is emptied again" "$lab" reset
summary
