// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/privatehost.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

namespace stormdeck::test {

namespace {
/// Nothing runs where a folder of the real machine would still be seen.
constexpr auto insideScript = R"sh(#!/bin/sh
set -e
here=$(dirname "$0")
mount --make-rprivate /
for place in etc var/lib var/log home root boot run; do
    mount --bind "$here/tree/$place" "/$place"
    [ -e "/$place/of-a-test" ]
done
[ ! -d /usr/local/bin ] || mount -t tmpfs of-a-test /usr/local/bin
export PATH="$here/bin:/usr/sbin:/usr/bin:/sbin:/bin" STATE="$here/state"
exec sh -c "$1"
)sh";

constexpr auto noted = R"sh(#!/bin/sh
printf '%s %s\n' "${0##*/}" "$*" >>"$STATE/calls"
)sh";

constexpr auto systemctl = R"sh(
verb=$1; shift
[ "$1" = --quiet ] && shift
case $verb in
is-active) cat "$STATE/active.$1" 2>/dev/null || { echo inactive; exit 3; } ;;
is-enabled) cat "$STATE/enabled.$1" 2>/dev/null || { echo disabled; exit 1; } ;;
enable) for unit; do printf enabled >"$STATE/enabled.$unit"; done ;;
stop) for unit; do rm -f "$STATE/active.$unit"; done ;;
start | restart | reload)
    if [ -e "$STATE/refuses" ] && grep -q "$(cat "$STATE/refuses")" /etc/docker/daemon.json; then
        rm -f "$STATE/active.$1"; echo "Job for $1 failed." >&2; exit 1
    fi
    for unit; do printf active >"$STATE/active.$unit"; done ;;
poweroff) touch "$STATE/off" ;;
esac
)sh";

constexpr auto dpkgQuery = R"sh(
case $3 in *Version*) version=' 20.10.24+dfsg1-1' ;; *) version= ;; esac
case $3 in *Status-Status*) status=installed ;; *) status='ii ' ;; esac
shift 3
for package; do [ -e "$STATE/package.$package" ] && echo "$status $package$version"; done
:
)sh";

constexpr auto aptGet = R"sh(
if [ -e "$STATE/locked" ]; then
    echo "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4750 (unattended-upgr)" >&2
    [ "$(cat "$STATE/locked")" = once ] && rm "$STATE/locked"
    exit 100
fi
if [ -e "$STATE/apt-fails" ]; then cat "$STATE/apt-fails" >&2; exit 100; fi
all=$*
case "$all" in
*" install "*)
    for package in ${all##*-- }; do
        echo "Setting up $package"; touch "$STATE/package.$package"
        [ "$package" != docker.io ] || { cp "$STATE/docker" "${0%/*}/docker"; mkdir -p /var/lib/docker
            printf active >"$STATE/active.docker.service"; printf enabled >"$STATE/enabled.docker.service"
            echo 11111111-2222 >/var/lib/docker/engine-id; }
    done ;;
*" remove "*) for package in ${all##*-- }; do rm -f "$STATE/package.$package"; done ;;
esac
:
)sh";

constexpr auto docker = R"sh(
[ -e "$STATE/active.docker.service" ] || { echo "Cannot connect to the Docker daemon" >&2; exit 1; }
case "$1 $2" in
"info "*) printf '{"ID":"11111111-2222","ServerVersion":"20.10.24","ContainersRunning":%s,"Containers":0,' \
    "$(cat "$STATE/running" 2>/dev/null || echo 0)"
    printf '"Swarm":{"NodeID":"","LocalNodeState":"%s"}}\n' "$(cat "$STATE/swarm" 2>/dev/null || echo inactive)" ;;
"image inspect")
    [ -e "$STATE/image" ] && grep -qx "$6" "$STATE/image" && echo sha256:abc ;;
"pull "*) echo "Pulling from library"; printf '%s\n' "$3" >>"$STATE/image"
    mkdir -p /var/lib/docker/image/overlay2/layerdb/mounts
    printf '{"Repositories":{"busybox":{"busybox:latest":"sha256:abc"}}}' >/var/lib/docker/image/overlay2/repositories.json ;;
esac
)sh";

constexpr auto usermod = R"sh(sed -i "s/^$2:.*/&,$3/; s/:,/:/" /etc/group)sh";
constexpr auto gpasswd = R"sh(sed -i "/^$3:/ s/\b$2\b//" /etc/group)sh";
constexpr auto timedatectl = R"sh(
case $1 in
show) case "$*" in *CanNTP*) echo yes ;; *)
    echo "Timezone=$(cat "$STATE/zone" 2>/dev/null || echo Etc/UTC)"; echo "NTP=$(cat "$STATE/ntp" 2>/dev/null || echo no)" ;; esac ;;
set-timezone) printf '%s' "$2" >"$STATE/zone" ;;
set-ntp) [ "$2" = true ] && printf yes >"$STATE/ntp" || rm -f "$STATE/ntp" ;;
esac
)sh";
constexpr auto sysctl = R"sh(
case $1 in
-n) cat "$STATE/kernel.$2" 2>/dev/null ;;
-q) while read -r name _ value; do printf '%s\n' "$value" >"$STATE/kernel.$name"; done <"$3" ;;
esac
)sh";

void makeExecutable(const QString &path)
{
    chmod(QFile::encodeName(path).constData(), 0755);
}

void put(const QString &path, const QByteArray &content)
{
    QDir().mkpath(path.section(u'/', 0, -2));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly)) << qPrintable(path);
    file.write(content);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
} // namespace

PrivateHost::PrivateHost()
{
    furnish();
    const QString inside = m_folder.filePath(QStringLiteral("inside"));
    const QString unshare = getuid() == 0 ? QStringLiteral("unshare -m") : QStringLiteral("unshare -rm");
    put(m_folder.filePath(QStringLiteral("enter")),
        "#!/bin/sh\nexec " + unshare.toUtf8() + " -- /bin/sh " + inside.toUtf8() + " \"$SSH_ORIGINAL_COMMAND\"\n");
    put(inside, insideScript);
    m_server =
        std::make_unique<SshServer>("ForceCommand /bin/sh " + m_folder.filePath(QStringLiteral("enter")).toUtf8());
    m_key = m_server->makeKey(QStringLiteral("key"), QStringLiteral("ed25519"));
    QProcess tried;
    tried.start(QStringLiteral("sh"),
                {QStringLiteral("-c"), unshare + QStringLiteral(" -- /bin/sh \"$0\" true"), inside});
    m_isPossible = tried.waitForFinished() && tried.exitCode() == 0;
}

void PrivateHost::furnish() const
{
    for (const char *place : {"etc", "var/lib", "var/log", "home", "root", "boot", "run"}) {
        put(m_folder.filePath(QStringLiteral("tree/%1/of-a-test").arg(QLatin1String(place))), {});
    }
    QDir(m_folder.path()).mkpath(QStringLiteral("state"));
    QDir(m_folder.path()).mkpath(QStringLiteral("tree/run/systemd/system"));
    QDir(m_folder.path()).mkpath(QStringLiteral("tree/home/ops"));
    for (const char *file : {"/etc/passwd", "/etc/nsswitch.conf"}) {
        write(QLatin1String(file), contentOf(QLatin1String(file)));
    }
    write(QStringLiteral("/etc/passwd"),
          contentOf(QStringLiteral("/etc/passwd")) + "ops:x:4711:4711::/home/ops:/bin/sh\n");
    write(QStringLiteral("/etc/group"), "root:x:0:\nops:x:4711:\ndocker:x:4712:\n");
    write(QStringLiteral("/etc/os-release"),
          "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nID=debian\n");
    write(QStringLiteral("/etc/machine-id"), "00112233445566778899aabbccddeeff\n");
    write(QStringLiteral("/etc/hostname"), "fresh\n");
    write(QStringLiteral("/etc/ssh/ssh_host_ed25519_key"), "secret\n");
    write(QStringLiteral("/etc/ssh/ssh_host_ed25519_key.pub"), "ssh-ed25519 AAAAC3Nz root@fresh\n");
    const std::pair<const char *, const char *> programs[]{
        {"systemctl", systemctl}, {"dpkg-query", dpkgQuery}, {"apt-get", aptGet},
        {"usermod", usermod},     {"gpasswd", gpasswd},      {"timedatectl", timedatectl},
        {"sysctl", sysctl},       {"journalctl", ""},        {"sync", ""},
        {"dpkg", "echo amd64"}};
    for (const auto &[name, script] : programs) {
        program(QLatin1String(name), noted + QByteArray(script));
    }
    put(m_folder.filePath(QStringLiteral("state/docker")), noted + QByteArray(docker)); // apt-get puts it in its place
    makeExecutable(m_folder.filePath(QStringLiteral("state/docker")));
}

Machine PrivateHost::machine() const
{
    return {.name = QStringLiteral("fresh"),
            .engine = Endpoint::ssh({}, QStringLiteral("fresh"), 0, usualEngineSocket())};
}

QByteArray PrivateHost::sshConfig() const
{
    return "Host fresh\n  HostName 127.0.0.1\n  Port " + QByteArray::number(m_server->port()) + "\n  IdentityFile " +
           m_key.toUtf8() + "\n  IdentitiesOnly yes\n  StrictHostKeyChecking accept-new\n  UserKnownHostsFile " +
           m_server->path(QStringLiteral("known_hosts")).toUtf8() + "\n  GlobalKnownHostsFile /dev/null\n";
}

std::shared_ptr<access::Ways> PrivateHost::ways(std::shared_ptr<ssh::Asker> asker) const
{
    const QString file = m_server->path(QStringLiteral("config"));
    m_server->write(QStringLiteral("config"), sshConfig());
    return std::make_shared<access::Ways>(std::move(asker), nullptr,
                                          ssh::ConfigFiles{.user = file, .system = {}, .home = {}, .agentSocket = {}});
}

void PrivateHost::haveEngine() const
{
    program(QStringLiteral("docker"), remembered(QStringLiteral("docker")));
    remember(QStringLiteral("package.docker.io"), {});
    remember(QStringLiteral("active.docker.service"), "active");
}

QString PrivateHost::placeOf(const QString &path) const
{
    return m_folder.filePath(QStringLiteral("tree")) + path;
}

void PrivateHost::write(const QString &path, const QByteArray &content) const
{
    put(placeOf(path), content);
}

QByteArray PrivateHost::read(const QString &path) const
{
    return contentOf(placeOf(path));
}

bool PrivateHost::has(const QString &path) const
{
    return QFile::exists(placeOf(path)) || !QFile::symLinkTarget(placeOf(path)).isEmpty();
}

void PrivateHost::program(const QString &name, const QByteArray &script) const
{
    const QString path = m_folder.filePath(QStringLiteral("bin/") + name);
    put(path, script);
    makeExecutable(path);
}

void PrivateHost::remember(const QString &name, const QByteArray &value) const
{
    put(m_folder.filePath(QStringLiteral("state/") + name), value);
}

QByteArray PrivateHost::remembered(const QString &name) const
{
    return contentOf(m_folder.filePath(QStringLiteral("state/") + name));
}

void PrivateHost::goDown()
{
    m_server->refuse(true);
    m_server->killAll();
}

} // namespace stormdeck::test
