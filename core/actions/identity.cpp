// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/identity.h"

#include <QCoreApplication>

namespace stormdeck::actions {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Identity)
};

constexpr qsizetype mostShown = 5;
} // namespace

// Arguments: whether host keys count, whose login keys count (or nobody's). A containerd that holds images keeps them.
// Copies of settings, by which a preparation can be taken back, count where the machine goes off: no longer by then.
const char *const identityLookScript = R"sh(
keys=$1 user=$2
there() { for f; do if [ -e "$f" ] || [ -L "$f" ]; then printf '%s\n' "$f"; fi; done; }
inside() { for d; do [ -d "$d" ] && find "$d" -mindepth 1 -maxdepth 1 2>/dev/null; done; }
for unit in docker.service docker.socket; do
    case $(systemctl is-active "$unit" 2>/dev/null) in
    active | activating | deactivating | reloading) printf 'runs %s\n' "$unit" ;;
    esac
done
root=$(sed -n 's/.*"data-root"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' /etc/docker/daemon.json 2>/dev/null)
root=${root:-/var/lib/docker}
there /etc/docker/key.json "$root/engine-id"
inside "$root/swarm" "$root/containers" "$root/volumes" "$root/network" "$root/containerd/daemon/io.containerd.runtime.v2.task"
for f in "$root"/image/*/layerdb/mounts; do inside "$f"; done
if [ -s /etc/machine-id ]; then printf '/etc/machine-id\n'; fi
[ -e /etc/machine-id ] || printf 'lacks /etc/machine-id\n'
if [ -s /var/lib/dbus/machine-id ] && [ ! -L /var/lib/dbus/machine-id ]; then printf '/var/lib/dbus/machine-id\n'; fi
[ -z "$keys" ] || there /etc/ssh/ssh_host_*
unit=/etc/systemd/system/stormdeck-hostkeys.service
[ -e "$unit" ] || printf 'lacks %s\n' "$unit"
[ -L "/etc/systemd/system/multi-user.target.wants/${unit##*/}" ] || printf 'lacks its start at boot\n'
there /etc/hostname
inside /var/lib/cloud | grep -vx /var/lib/cloud/seed
there /var/log/cloud-init.log /var/log/cloud-init-output.log
there /var/lib/dhcp/*.leases /var/lib/dhcp/*.lease /var/lib/dhclient/*.lease* /var/lib/dhcpcd/*.lease* /var/lib/dhcpcd/duid \
    /var/lib/dhcpcd/secret /var/lib/NetworkManager/*.lease /var/lib/NetworkManager/secret_key
there /etc/udev/rules.d/70-persistent-net.rules /etc/udev/rules.d/75-persistent-net-generator.rules
there /root/.*_history /home/*/.*_history
[ -z "$keys" ] || there /etc/docker/*.stormdeck-* /etc/sysctl.d/*.stormdeck-* /etc/apt/*.d/*.stormdeck-* /etc/apt/keyrings/*.stormdeck-*
there /var/lib/systemd/random-seed /boot/loader/random-seed /boot/efi/loader/random-seed /var/lib/systemd/credential.secret
if [ -n "$user" ]; then there "$(getent passwd "$user" | cut -d: -f6)/.ssh/authorized_keys"; fi
:
)sh";

// The order matters: a running engine writes its identity anew; the machine's own id goes last, as others ask for it.
const char *const identityCleanScript = R"sh(
keys=$1 user=$2
if [ "$(systemctl is-active docker.service 2>/dev/null)" = active ]; then
    running=$(docker ps -q) || exit 1
    [ -z "$running" ] || { echo 'containers run there' >&2; exit 1; }
    docker ps -aq | xargs -r docker rm -v >/dev/null
    docker volume ls -q | xargs -r docker volume rm >/dev/null
fi
systemctl stop docker.socket docker.service 2>/dev/null
case $(systemctl is-active docker.service 2>/dev/null) in
active | activating | deactivating | reloading) echo 'docker.service does not stop' >&2; exit 1 ;;
esac
root=$(sed -n 's/.*"data-root"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' /etc/docker/daemon.json 2>/dev/null)
root=${root:-/var/lib/docker}
case $root in /?*) ;; *) echo "the engine's folder is $root" >&2; exit 1 ;; esac
empty() { for d; do [ -d "$d" ] && find "$d" -mindepth 1 -maxdepth 1 -exec rm -rf -- {} +; done; }
rm -f -- /etc/docker/key.json "$root/engine-id"
empty "$root/swarm" "$root/containers" "$root/volumes" "$root/network" "$root/containerd/daemon/io.containerd.runtime.v2.task"
for d in "$root"/image/*/layerdb/mounts; do empty "$d"; done
mkdir -p /etc/systemd/system/multi-user.target.wants
cat >/etc/systemd/system/stormdeck-hostkeys.service <<'UNIT'
[Unit]
Description=Make the SSH host keys of a machine that was started from a snapshot
ConditionPathExistsGlob=!/etc/ssh/ssh_host_*_key
DefaultDependencies=no
Requires=local-fs.target
After=local-fs.target systemd-remount-fs.service
Before=ssh.service ssh.socket sshd.service
Conflicts=shutdown.target

[Service]
Type=oneshot
ExecStart=/usr/bin/ssh-keygen -A

[Install]
WantedBy=multi-user.target
UNIT
ln -sfn ../stormdeck-hostkeys.service /etc/systemd/system/multi-user.target.wants/stormdeck-hostkeys.service
if command -v cloud-init >/dev/null; then cloud-init clean --logs >/dev/null 2>&1; fi
if [ -d /var/lib/cloud ]; then
    find /var/lib/cloud -mindepth 1 -maxdepth 1 ! -name seed -exec rm -rf -- {} +
fi
rm -f -- /var/log/cloud-init.log /var/log/cloud-init-output.log
rm -f -- /var/lib/dhcp/*.leases /var/lib/dhcp/*.lease /var/lib/dhclient/*.lease* /var/lib/dhcpcd/*.lease* \
    /var/lib/dhcpcd/duid /var/lib/dhcpcd/secret /var/lib/NetworkManager/*.lease /var/lib/NetworkManager/secret_key
rm -f -- /etc/udev/rules.d/70-persistent-net.rules /etc/udev/rules.d/75-persistent-net-generator.rules
rm -f -- /root/.*_history /home/*/.*_history
[ -z "$keys" ] || rm -f -- /etc/docker/*.stormdeck-* /etc/sysctl.d/*.stormdeck-* /etc/apt/*.d/*.stormdeck-* /etc/apt/keyrings/*.stormdeck-*
systemctl stop systemd-random-seed.service 2>/dev/null
rm -f -- /var/lib/systemd/random-seed /boot/loader/random-seed /boot/efi/loader/random-seed /var/lib/systemd/credential.secret
if [ -n "$user" ]; then rm -f -- "$(getent passwd "$user" | cut -d: -f6)/.ssh/authorized_keys"; fi
[ -z "$keys" ] || rm -f -- /etc/ssh/ssh_host_*
rm -f -- /etc/hostname
if [ -e /var/lib/dbus/machine-id ] && [ ! -L /var/lib/dbus/machine-id ]; then rm -f -- /var/lib/dbus/machine-id; fi
: >/etc/machine-id
sync
)sh";

QStringList identityArguments(const CleanIdentity &action, const QString &user)
{
    return {action.hostKeys ? QStringLiteral("keys") : QString(), action.loginKeys ? user : QString()};
}

QString remainingIdentity(const QByteArray &look)
{
    const QStringList lines = QString::fromUtf8(look).split(u'\n', Qt::SkipEmptyParts);
    QStringList told;
    for (const QString &line : lines.mid(0, mostShown)) {
        if (line.startsWith(QStringLiteral("runs "))) {
            told << Text::tr("%1 runs").arg(line.mid(5));
        } else if (line.startsWith(QStringLiteral("lacks "))) {
            told << Text::tr("%1 is missing").arg(line.mid(6));
        } else {
            told << line;
        }
    }
    if (lines.size() > mostShown) {
        told << Text::tr("%n more", nullptr, static_cast<int>(lines.size() - mostShown));
    }
    return told.join(QStringLiteral("; "));
}

} // namespace stormdeck::actions
