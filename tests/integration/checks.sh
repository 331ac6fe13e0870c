# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests over the lab share: to be sourced with `program` set. Gives $work (a folder of this run with its own
# configuration and state), $here, $lab, and the counters that `summary` prints. The lab is left as it was found: down
# unless it was up before.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
lab=$(cd "$here/../lab" && pwd)/lab
work=$(mktemp -d)
export XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config
passed=0 failed=0
was_up=no
# With a fault in force or half up it is there all the same.
if [ -d "${STORMDECK_LAB_RUN:-/run/stormdeck-lab}" ]; then was_up=yes; fi

finish() {
    [ $was_up = yes ] || "$lab" down || true
    rm -rf "$work"
}
trap finish EXIT

check() { # what, command…
    local what=$1 code=0 start=$SECONDS
    shift
    "$@" > "$work/out" 2>&1 || code=$?
    if [ $code -eq 0 ]; then
        passed=$((passed + 1))
        echo "ok    $what ($((SECONDS - start)) s)"
    else
        failed=$((failed + 1))
        echo "FAIL  $what (exit $code)"
        tail -n 40 "$work/out"
    fi
}
summary() {
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ]
}
within() { # seconds, command…: repeats it until it succeeds
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.5
    done
}
fails_with() {
    local want=$1
    shift
    "$@"
    [ $? -eq "$want" ]
}

# The lab, and who we are there.

the_lab() { # its variables are also those of what is started from here
    check "the lab comes up" "$lab" up
    check "the lab is emptied" "$lab" reset
    set -a
    eval "$("$lab" env)"
    set +a
}
own_runtime() { # [folder]: an empty folder in it for the sockets
    export XDG_RUNTIME_DIR=${1:-$work}/runtime
    install -d -m 700 "$XDG_RUNTIME_DIR"
}
own_home() { # [folder]: an empty home in it as well, and no agent
    own_runtime "$@"
    export HOME=${1:-$work}/home
    install -d -m 700 "$HOME" "$HOME/.ssh"
    unset SSH_AUTH_SOCK
}
# Writes the settings of SSH: of all machines, but first what comes on standard input, as the first value of a word
# counts. $key names another key than the lab's, $known_hosts other files of host keys; empty: the user's own.
ssh_config() {
    local n
    {
        cat
        for n in 1 2 3; do printf 'Host storm-%s\n    HostName 10.77.0.1%s\n' $n $n; done
        for n in 1 2; do printf 'Host clone-%s\n    HostName 10.77.0.2%s\n' $n $n; done
        printf 'Host fresh\n    HostName %s\n' "$LAB_FRESH"
        printf 'Host *\n    User root\n    IdentityFile %s\n' "${key:-$LAB_SSH_KEY}"
        [ -z "${known_hosts-$LAB_KNOWN_HOSTS}" ] || printf '    UserKnownHostsFile %s\n' "${known_hosts-$LAB_KNOWN_HOSTS}"
    } > "$HOME/.ssh/config"
}
# The lab's cluster with its engines behind SSH.
ssh_yaml() { sed -e 's#tcp://10.77.0.1\([123]\):2375#ssh://storm-\1#' -e '/accept_plain_tcp/d' "$LAB_CLUSTER_FILE"; }
doors() { # -I closes the ports of the engines, -D opens them again
    local n
    for n in 1 2 3; do
        "$lab" ssh "$n" iptables "$1" INPUT -p tcp -m multiport --dports 2375,2376 -j REJECT || return 1
    done
}
closed() { ! timeout 2 bash -c "exec 3<>/dev/tcp/10.77.0.1$1/$2" 2> /dev/null; }
all_closed() { closed 1 2375 && closed 2 2375 && closed 3 2375 && closed 1 2376 && closed 2 2376 && closed 3 2376; }
# Of sshd on machine N, without the one that asks: the console's connection is told from that by its client's port.
peers() {
    "$lab" ssh "$1" "set -- \$SSH_CLIENT; ss -Htn state established 'sport = :22' | awk -v own=\":\$2\$\" '\$4 !~ own { print \$4 }'"
}

# What is there.

is() { # jq expression, wanted word: of the status of the cluster in $file
    local got
    got=$("$program" status --profile "$file" --json | jq -r "$1")
    [ "$got" = "$2" ] || { echo "$1 is $got, not $2"; return 1; }
}
asked_by() { # plane, pattern of the route
    within 90 is ".planes.$1.route.kind" relay && within 90 is "(.planes.$1.route.text | test(\"$2\"))" true
}
sockets() { find "$XDG_RUNTIME_DIR" -path '*stormdeck*' -type s; }
no_sockets() { [ -z "$(sockets)" ]; }
has_sockets() { [ -n "$(sockets)" ]; }
listing() { "$lab" listing > "$1"; }
# Patterns of the changes between two listings that a preview, the output of a command, says will stay.
staying() {
    local said
    said=$(grep -E '^Stays( after an undo)?: ' "$1") || return 1
    if [[ $said == *"the pulled images"* ]]; then echo '^> .* image '; fi
    if [[ $said == *"the network docker_gwbridge"* ]]; then echo '^> .* network docker_gwbridge$'; fi
}
same() { # before, after: listings; [preview]: new may be what it says will stay
    local stays=() changes
    [ -s "$1" ] && [ -s "$2" ] || { echo "nothing was listed"; return 1; }
    [ -z "${3:-}" ] || mapfile -t stays < <(staying "$3")
    changes=$(diff "$1" "$2" | grep '^[<>]' | grep -vE -e '^$' "${stays[@]/#/-e}")
    [ -z "$changes" ] || { echo "$changes"; return 1; }
}
tear_down() { # [option…]: the cluster in $file, with what was said before in $work/preview
    "$program" teardown --profile "$file" --yes "$@" | tee "$work/preview"
}

# A window on a display of its own, and one of the scripts here that uses it: what that checks counts as checked here.
on_the_desktop() { # option of the program…, --, script, argument…
    local options=()
    while [ "$1" != -- ]; do options+=("$1") && shift; done
    STORMDECK=$program LAB_PROGRAM=$lab LAB_PROFILE=${file:-} dbus-run-session -- \
        xvfb-run -a -s '-screen 0 1440x960x24' bash "$here/on-a-desktop.sh" "$program" "${options[@]}" -- \
        /usr/bin/python3 "$here/$2" "${@:3}" 2> "$work/desktop" | tee "$work/way" ||
        { failed=$((failed + 1)) && tail -n 60 "$work/desktop"; }
    passed=$((passed + $(grep -c '^ok ' "$work/way")))
    failed=$((failed + $(grep -c '^FAIL ' "$work/way")))
}
