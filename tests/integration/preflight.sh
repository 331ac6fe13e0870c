#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# One fault for each check of docs/preflight.md, made on real machines, is found on the right machine with its remedy,
# and nothing else is; a healthy lab has no finding before and after. Usage: preflight.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"
own_home

on() { ssh -F "$HOME/.ssh/config" -o BatchMode=yes -o LogLevel=ERROR "storm-$1" "${@:2}"; }
everywhere() { local n; for n in 1 2 3; do on "$n" "$@" || return 1; done; }
look() { fails_with "$1" "$program" preflight "$2" --json > "$work/report"; } # exit code, file
found() { # code, subject, verdict, part of the text, part of the remedy or of its lines
    [ "$(jq --arg code "$1" --arg subject "$2" --arg verdict "$3" --arg text "$4" --arg remedy "$5" 'any(.results[];
        .code == $code and .subject == $subject and .verdict == $verdict and (.text | contains($text)) and
        (.remedy + " " + (.lines | join(" ")) | contains($remedy)))' "$work/report")" = true ] ||
        { jq --arg code "$1" '.results[] | select(.code == $code)' "$work/report"; return 1; }
}
finds() { check "  $1 of ${2:-all}: $3, “$4”" found "$@"; }
told() { jq -r '.results[] | select(.verdict != "pass") | "\(.code) \(.subject)"' "$work/report" | sort; }
# Lines "code subject": what is told beside what has been named, and not to be well.
nothing_but() { diff <(printf '%s\n' "$@" | sed '/^$/d' | sort) <(told) || { jq . "$work/report"; return 1; }; }

the_lab
# A provider's machine without an engine, of a system that is not supported, with hardly any room.
check "a machine without an engine boots" "$lab" fresh reset --system arch --disk 1000
# A clone has the host key of its original.
awk '$1 ~ /10.77.0.12/ { print "10.77.0.13,storm-3", $2, $3 }' "$LAB_KNOWN_HOSTS" > "$work/known_hosts"
known_hosts="$LAB_KNOWN_HOSTS $work/known_hosts" ssh_config < /dev/null
file=$work/ssh.yaml
ssh_yaml > "$file"

check "machines as they come are looked at" look 1 "$file"
for n in 1 2 3; do finds docker.open storm-$n warning "port 2375" "Close it"; done
check "  nothing else is told" nothing_but "docker.open storm-"{1,2,3}
check "the doors are closed" everywhere systemctl stop docker-plain.service
check "healthy machines are looked at" look 0 "$file"
check "  nothing is told" nothing_but ""

# What a machine is, and what it reaches. The kernel is the one of this computer, so that one without vxlan, with little
# memory or without a controller is shown by mounts over what would say it, as containers are shown theirs by lxcfs; and
# no namespace has a clock of its own, so that a date that goes wrong stands in front of the real one.
spoil_1() {
    "$lab" fault disk 1 1000 && on 1 sh -e << 'END'
mkdir -p /run/faults
cd /run/faults
mount -t tmpfs empty /sys/module
printf 'CONFIG_OVERLAY_FS=y\nCONFIG_BRIDGE=y\nCONFIG_VETH=y\n# CONFIG_VXLAN is not set\n' > config
if [ -e /proc/config.gz ]; then gzip -k config && mount --bind config.gz /proc/config.gz
else cp config "/boot/config-$(uname -r)"
fi
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    sed 's/memory//' /sys/fs/cgroup/cgroup.controllers > controllers
    mount --bind controllers /sys/fs/cgroup/cgroup.controllers
else
    sed 's/^\(memory.*\)1$/\10/' /proc/cgroups > controllers
    mount --bind controllers /proc/cgroups
fi
systemd-run -q --unit=stranger socat -u TCP-LISTEN:2377,fork,reuseaddr /dev/null
iptables -I INPUT -p tcp --dport 8080 -j DROP
END
}
mend_1() {
    "$lab" fault undo disk 1 && on 1 sh -e << 'END'
for place in /sys/module /proc/config.gz /sys/fs/cgroup/cgroup.controllers /proc/cgroups; do
    umount $place 2> /dev/null || true
done
rm -rf /run/faults "/boot/config-$(uname -r)"
systemctl stop stranger
iptables -D INPUT -p tcp --dport 8080 -j DROP
END
}
spoil_2() {
    on 2 sh -e << 'END'
mkdir -p /run/faults /srv/few
cd /run/faults
sed 's/^\(MemTotal:\).*/\1 800000 kB/' /proc/meminfo > meminfo
mount --bind meminfo /proc/meminfo
printf '#!/bin/sh\nexec /bin/date -d "+20 seconds" "$@"\n' > /usr/local/bin/date
chmod 755 /usr/local/bin/date
ip address add 10.0.3.1/24 dev eth0
iptables -I INPUT -p tcp --dport 6700 -j DROP
mount -t tmpfs -o size=8g,nr_inodes=5000 few /srv/few
cp /etc/docker/daemon.json daemon.json
sed -i '0,/{/s##{ "data-root": "/srv/few",#' /etc/docker/daemon.json
systemctl restart docker
cd /srv/few
seq 6000 | xargs touch 2> /dev/null || rm ?
END
}
mend_2() {
    on 2 sh -e << 'END'
umount /proc/meminfo
rm /usr/local/bin/date
ip address del 10.0.3.1/24 dev eth0
iptables -D INPUT -p tcp --dport 6700 -j DROP
cp /run/faults/daemon.json /etc/docker/daemon.json
systemctl restart docker
umount /srv/few
rm -rf /run/faults
END
}
# Rules go into the back-end that Docker does not use. A further name that one machine knows is wanted on all.
spoil_3() {
    ip link set stormlab-3 mtu 1400 && on 3 sh -e << 'END'
mkdir -p /run/faults
cp /etc/docker/daemon.json /etc/hosts /run/faults
sed -i '0,/{/s##{ "live-restore": true,#' /etc/docker/daemon.json
systemctl reload docker
sed -i '/storm-1$/d' /etc/hosts
echo '10.77.0.12 zk2' >> /etc/hosts
iptables -I INPUT -p udp --dport 4789 -s 10.77.0.11 -j DROP
case $(iptables --version) in *legacy*) other=iptables-nft;; *) other=iptables-legacy;; esac
echo $other > /run/faults/other
$other -A INPUT -s 192.0.2.1 -j DROP
mkdir -p /etc/systemd/system/docker.service.d
printf '[Service]\nEnvironment="HTTPS_PROXY=http://192.0.2.1:3128" "NO_PROXY=localhost,10.77.0.11"\n' \
    > /etc/systemd/system/docker.service.d/fault.conf
systemctl daemon-reload
systemctl restart docker
END
}
mend_3() {
    ip link set stormlab-3 mtu 1500 && on 3 sh -e << 'END'
cp /run/faults/hosts /etc/hosts
cp /run/faults/daemon.json /etc/docker
sed -i '0,/{/s##{ "live-restore": false,#' /etc/docker/daemon.json
systemctl reload docker
cp /run/faults/daemon.json /etc/docker
iptables -D INPUT -p udp --dport 4789 -s 10.77.0.11 -j DROP
$(cat /run/faults/other) -D INPUT -s 192.0.2.1 -j DROP
rm -rf /run/faults /etc/systemd/system/docker.service.d/fault.conf
rmdir --ignore-fail-on-non-empty /etc/systemd/system/docker.service.d
systemctl daemon-reload
systemctl reset-failed docker
systemctl restart docker
END
}
for n in 1 2 3; do check "storm-$n is spoilt" spoil_$n; done
check "they are looked at" look 1 "$file"
finds kernel.features storm-1 error "lacks vxlan" "modprobe --all vxlan"
finds disk.space storm-1 error "Only" "Make room"
finds control-groups storm-1 warning "memory" "cgroup_enable=memory"
finds ports.taken storm-1 error "2377 (socat" "End what holds it"
finds reach.published storm-1 warning "8080/tcp cannot be reached from storm-2, storm-3" "--dport 8080 -j ACCEPT"
finds disk.inodes storm-2 error "hardly any left" "Remove"
finds memory storm-2 error "little" "2 GiB or more"
finds clocks "" error "storm-2 is at least" "time servers"
finds address-pools "" warning "will overlap" "address_pools: [10.201.0.0/16]"
finds reach.overlay storm-2 notice "6700/tcp cannot be reached" "Nothing to do"
finds docker.live-restore storm-3 error "cannot be in a swarm" '"live-restore": false'
finds docker.proxy storm-3 warning "through a proxy to 10.77.0.12:" "NO_PROXY=localhost,10.77.0.11,10.77.0.12"
finds names storm-3 warning "does not know storm-1" "10.77.0.11 storm-1"
finds names storm-1 warning "does not know zk2" "10.77.0.12 storm-2 zk2"
finds names storm-2 warning "zk1" "10.77.0.11 storm-1 manager zk1"
finds firewall storm-3 warning "both back-ends" "update-alternatives --config iptables"
finds reach.swarm storm-3 error "4789/udp cannot be reached from storm-1" "-p udp -s 10.77.0.11 --dport 4789"
for n in 1 2 3; do finds path.size storm-$n error "more than 1400 bytes" "daemon.json"; done
check "  nothing else is told" nothing_but {kernel.features,disk.space,control-groups,names,ports.taken,reach.published}" storm-1" \
    {disk.inodes,memory,names,reach.overlay}" storm-2" "clocks " "address-pools " "path.size storm-"{1,2,3} \
    {docker.live-restore,docker.proxy,names,firewall,reach.swarm}" storm-3"
for n in 1 2 3; do check "storm-$n is mended" mend_$n; done

# The ways in, and the engine. An engine of before 20.10 cannot be had: one that says so of itself stands in for it.
spoil_engines() {
    on 1 'useradd -m ops && install -d -m 700 -o ops ~ops/.ssh && install -m 600 -o ops .ssh/authorized_keys ~ops/.ssh' &&
        on 2 systemctl disable -q --now docker.socket docker.service && on 3 sh -e << 'END'
cat > /run/old-engine << 'ENGINE'
#!/bin/sh
while IFS= read -r line && [ "${#line}" -gt 1 ]; do case $line in GET*) asked=$line;; esac; done
case $asked in *" /version "*) body='{"Version":"18.09.1","ApiVersion":"1.39","MinAPIVersion":"1.12"}';; *) body=OK;; esac
printf 'HTTP/1.1 200 OK\r\nApi-Version: 1.39\r\nConnection: close\r\nContent-Length: %s\r\n\r\n%s' ${#body} "$body"
ENGINE
chmod 755 /run/old-engine
systemd-run -q --unit=old-engine socat UNIX-LISTEN:/run/old.sock,fork EXEC:/run/old-engine
END
}
mend_engines() {
    on 1 userdel -r ops 2> /dev/null
    on 2 systemctl enable -q --now docker.socket docker.service && on 3 systemctl stop old-engine &&
        on 3 rm -f /run/old-engine /run/old.sock
}
others=$work/others.yaml
sed -e 's#ssh://storm-1$#ssh://ops@storm-1#' -e 's#ssh://storm-3$#ssh://storm-3/run/old.sock#' -e '/^zookeeper:/i\
  - name: fresh\
    endpoint: ssh://fresh\
    address: 10.77.0.20\
  - name: stranger\
    endpoint: ssh://stranger@storm-2\
    address: 10.77.0.12' "$file" > "$others"
check "engines are spoilt" spoil_engines
check "they are looked at" look 1 "$others"
finds docker.engine storm-1 error "ops may not use Docker's socket" "usermod -aG docker ops"
finds docker.engine storm-2 error "installed and does not run (inactive)" "systemctl enable --now docker"
finds docker.boot storm-2 warning "does not start with the machine" "systemctl enable docker"
finds docker.api storm-3 error "too old: it speaks API versions up to 1.39" "20.10"
finds docker.engine storm-3 pass "" ""
finds docker.engine fresh error "not installed" "apt-get install --yes docker.io"
finds system.release fresh warning "Arch is not among the supported" "Debian 11 to 13"
finds disk.space fresh error "Only" "larger disk"
finds firewall fresh error "iptables is missing" "apt-get install --yes iptables"
finds machine.access stranger error "did not accept" "authorized_keys"
finds identity.address "" error "10.77.0.12 on storm-2, stranger" "correct the cluster file"
check "they are mended" mend_engines

# storm-3 becomes what a snapshot of storm-2 would be, taken out of a swarm.
identity="etc/machine-id etc/hostname etc/ssh etc/docker var/lib/docker/engine-id var/lib/docker/swarm var/lib/docker/volumes"
join() {
    on 1 docker swarm init --advertise-addr 10.77.0.11 > /dev/null &&
        on 2 docker swarm join --token "$(on 1 docker swarm join-token -q worker)" 10.77.0.11:2377 && on 2 sh -e << 'END'
for file in zk/myid storm/supervisor/localstate/1; do
    docker volume create "${file%%/*}" > /dev/null
    mkdir -p "$(dirname "/var/lib/docker/volumes/${file%%/*}/_data/${file#*/}")"
done
echo 2 > /var/lib/docker/volumes/zk/_data/myid
printf '\0supervisor-id\0%s\0' 5f2a1c3e-0d4b-4c6a-9a57-3b1f0c7d8e92-10.0.1.7 \
    > /var/lib/docker/volumes/storm/_data/supervisor/localstate/1
END
}
clone() {
    on 3 "systemctl stop docker.socket docker; tar -C / --ignore-failed-read -cf /root/own.tar $identity 2> /dev/null;
        rm -rf /var/lib/docker/volumes /var/lib/docker/swarm" &&
        on 2 "tar -C / --ignore-failed-read -c $identity 2> /dev/null" | on 3 tar -C / -x &&
        on 3 'hostname -F /etc/hostname; systemctl start docker.socket docker'
}
is_node() { [ -n "$(on 3 docker info -f '{{.Swarm.NodeID}}')" ]; }
separate() {
    on 3 "systemctl stop docker.socket docker; cd /var/lib/docker && rm -rf volumes swarm && tar -C / -xf /root/own.tar &&
        rm /root/own.tar; hostname -F /etc/hostname; systemctl start docker.socket docker" &&
        on 2 'docker swarm leave > /dev/null; docker volume rm zk storm > /dev/null' && on 1 docker swarm leave --force
}
check "a swarm of two is made" join
check "storm-3 becomes a clone" clone
check "  which takes itself for that node" within 20 is_node
check "they are looked at" look 1 "$file"
finds identity.engine "" error "on storm-2, storm-3" "rm -f /etc/docker/key.json"
finds identity.node "" error "on storm-2, storm-3" "swarm leave --force"
finds identity.machine "" error "on storm-2, storm-3" "truncate --size 0 /etc/machine-id"
finds identity.host-key "" error "on storm-2, storm-3" "ssh-keygen -A"
finds identity.host-name "" error "storm-2 on storm-2, storm-3" "hostnamectl set-hostname"
finds identity.zookeeper "" warning "2 on storm-2, storm-3" "docker volume rm"
finds identity.supervisor "" error "5f2a1c3e-0d4b-4c6a-9a57-3b1f0c7d8e92" "docker volume rm"
check "it is itself again" separate

check "engines that were in a swarm are started anew" everywhere "systemctl reset-failed docker; systemctl restart docker"
check "healthy machines are looked at" look 0 "$file"
check "  nothing is told" nothing_but ""
check "the doors are open again" everywhere systemctl start docker-plain.service
check "the machine without an engine ends" "$lab" fresh off
summary
