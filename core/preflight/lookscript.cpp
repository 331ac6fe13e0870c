// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/lookscript.h"

namespace stormdeck::preflight {

namespace {
// One function, so that all of it has been read before anything it runs can take from the standard input. The time
// comes first and last, so that the answer's own duration can be taken off its doubt. sudo is tried only for
// a user whom a group lets use it, as it reports others to root.
const char *const look = R"sh(
look() {
LC_ALL=C; export LC_ALL
PATH=$PATH:/usr/sbin:/sbin:/usr/local/bin; export PATH
exec 2>/dev/null
say() { printf '%s=%s\n' "$1" "$2"; }
each() { while IFS= read -r line; do say "$1" "$line"; done; }
has() { command -v "$1" >/dev/null; }
say time.first "$(date +%s.%N)"
say user "$(id -un)"
root=
as_root() { if [ "$root" = sudo ]; then sudo -n "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then root=yes
else
  for group in $(id -Gn); do
    case $group in sudo|wheel|admin|root) has sudo && sudo -n true && root=sudo && break;; esac
  done
fi
say root "$root"
for file in /etc/os-release /usr/lib/os-release; do
  [ -r "$file" ] && { each os <"$file"; break; }
done
say kernel "$(uname -r)"
say architecture "$(uname -m)"
has dpkg && say architecture.packages "$(dpkg --print-architecture)"
[ -d /run/systemd/system ] && say systemd yes
say processors "$(nproc)"
say hostname "$(hostname || uname -n)"
say machine-id "$(cat /etc/machine-id)"
for file in /etc/ssh/ssh_host_*_key.pub; do [ -r "$file" ] && say host-key "$(cat "$file")"; done
say ssh "$SSH_CONNECTION"

config() {
  if [ -r /proc/config.gz ] && has zcat; then zcat /proc/config.gz; elif [ -r "/boot/config-$(uname -r)" ]; then cat "/boot/config-$(uname -r)"; fi
}
options=$(config | grep -E '^(# )?CONFIG_(VXLAN|OVERLAY_FS|BRIDGE|VETH)[ =]')
modules=/lib/modules/$(uname -r)
feature() {
  if [ -d "/sys/module/$1" ] || grep -qw "$1" /proc/filesystems; then say feature "$1 present"; return; fi
  case $options in *"CONFIG_$2=y"*|*"CONFIG_$2=m"*) say feature "$1 present"; return;; esac
  if [ -r "$modules/modules.dep" ]; then
    if grep -qs "/$1\.ko" "$modules/modules.dep" "$modules/modules.builtin"; then say feature "$1 present"; else say feature "$1 absent"; fi
  elif [ -n "$options" ]; then say feature "$1 absent"
  fi
}
feature vxlan VXLAN; feature overlay OVERLAY_FS; feature bridge BRIDGE; feature veth VETH

if has timedatectl; then
  say time.synchronised "$(timedatectl show -p NTPSynchronized --value)"
  say time.can-synchronise "$(timedatectl show -p CanNTP --value)"
fi

data=
[ -r /etc/docker/daemon.json ] && data=$(sed -n 's/.*"data-root"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' /etc/docker/daemon.json)
[ -n "$data" ] || data=/var/lib/docker
disk=$data
while [ ! -d "$disk" ] && [ "$disk" != / ]; do disk=$(dirname "$disk"); done
say disk.docker "$data"
for path in "$disk" /; do
  say disk "$(df -Pk "$path" | tail -n 1 | awk '{print $2, $4}') $(df -Pi "$path" | tail -n 1 | awk '{print $2, $4}') $path"
done
grep -E '^(MemTotal|MemAvailable):' /proc/meminfo | each memory

say cgroups "$(stat -fc %T /sys/fs/cgroup)"
if [ -r /sys/fs/cgroup/cgroup.controllers ]; then say controllers "$(cat /sys/fs/cgroup/cgroup.controllers)"
else say controllers "$(awk '$4 == 1 { printf "%s ", $1 }' /proc/cgroups)"
fi

say docker.binary "$(command -v dockerd)"
say docker.program "$(command -v docker)"
if has dpkg-query; then
  dpkg-query -W -f '${db:Status-Status} ${Package} ${Version}\n' docker.io docker-ce moby-engine docker-engine containerd.io containerd runc podman-docker | sed -n 's/^installed //p' | each package
fi
if has systemctl; then
  say docker.service "$(systemctl is-active docker.service) $(systemctl is-enabled docker.service)"
  say docker.socket "$(systemctl is-enabled docker.socket)"
  for service in ufw firewalld nftables; do [ "$(systemctl is-active $service)" = active ] && say firewall "$service"; done
fi
[ -r /etc/ufw/ufw.conf ] && grep -q '^ENABLED=no' /etc/ufw/ufw.conf && say firewall.off ufw
[ -S /var/run/docker.sock ] && say docker.path there
[ -w /var/run/docker.sock ] && say docker.path open

has iptables && say iptables "$(iptables --version)"
if [ -n "$root" ]; then
  has iptables-legacy-save && say rules.legacy "$(as_root iptables-legacy-save | grep -c '^-A')"
  has iptables-nft-save && say rules.nft "$(as_root iptables-nft-save | grep -c '^-A')"
  as_root find "$data/volumes" -maxdepth 4 -name myid -type f | head -n 20 | while IFS= read -r file; do
    say zookeeper.id "$(as_root head -c 20 "$file" | tr -dc 0-9) $file"
  done
  as_root find "$data/volumes" -maxdepth 5 -path '*supervisor/localstate/*' -type f ! -name '*.version' | head -n 20 | while IFS= read -r file; do
    id=$(as_root grep -aoE '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(-[0-9.]+)?' "$file" | head -n 1)
    [ -n "$id" ] && say supervisor.id "$id ${file%/*}"
  done
fi

if has ip; then
  ip -o addr | awk '{print $4}' | each address
  ip -o -4 route | each route
else
  tail -n +2 /proc/net/route | awk '{print $1, $2, $8}' | each route.proc
fi
if has ss; then
  as_root ss -H -ltnp | each ss.tcp
  as_root ss -H -lunp | each ss.udp
else
  for table in tcp tcp6; do
    [ -r /proc/net/$table ] && tail -n +2 /proc/net/$table | awk '$4 == "0A" {print $2}' | each proc.tcp
  done
  for table in udp udp6; do
    [ -r /proc/net/$table ] && tail -n +2 /proc/net/$table | awk '$4 == "07" {print $2}' | each proc.udp
  done
fi
has perl && say perl yes
say time.last "$(date +%s.%N)"
say end yes
}
look </dev/null
)sh";

// The look's first lines, for who must not go on with any system.
const char *const greeting = R"sh(
LC_ALL=C; export LC_ALL
printf 'ssh=%s\n' "$SSH_CONNECTION"
for file in /etc/os-release /usr/lib/os-release; do
  [ -r "$file" ] && { sed 's/^/os=/' "$file"; break; }
done
printf '\nend=yes\n'
)sh";

const char *const lookup = R"sh(
LC_ALL=C; export LC_ALL
for name do
  printf '%s %s\n' "$name" "$(getent ahosts "$name" 2>/dev/null | awk '{print $1}' | sort -u | tr '\n' ' ')"
done
)sh";
} // namespace

QByteArray lookScript()
{
    return QByteArray(look);
}

QByteArray greetingScript()
{
    return QByteArray(greeting);
}

QByteArray lookupScript()
{
    return QByteArray(lookup);
}

} // namespace stormdeck::preflight
