// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/firstboot.h"

#include "ops/refusal.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace stormdeck::ops {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(FirstBoot)
};

constexpr auto head = R"sh(#!/bin/sh
# Stormdeck: first boot of a @ROLE@ that was started from a snapshot. Run again it changes nothing.
#
# The join token is not in here, since everything on the machine can read this text. Put it there yourself,
#     ssh MACHINE 'sudo install -d -m 700 /etc/stormdeck; sudo sh -c "umask 077; cat >@TOKEN@"' <token
# where a manager gives it by: docker swarm join-token -q @KIND@
# It is waited for, and removed once it was used. Tokens do not expire: when all machines have joined, make this one
# void by: docker swarm join-token --rotate @KIND@
# Or put none there and let Stormdeck join the machines ("stormdeck join-clones"), which needs no file.
#
# The engine's port is not opened: Stormdeck reaches the engine by SSH.
set -u
umask 077
log=@LOG@
exec >>"$log" 2>&1
say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"; }
give_up() { say "FAILED: $*"; exit 1; }
say "first boot as @ROLE@"
)sh";

constexpr auto engineReady = R"sh(
[ -s /etc/machine-id ] || give_up "/etc/machine-id is empty: was this machine started by systemd?"
systemctl enable --now docker.service || give_up "docker.service does not start: journalctl -u docker.service"
tries=0
until docker info >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 60 ] || give_up "the engine does not answer after 60 tries"
    sleep 1
done
state() { docker info --format '{{.Swarm.LocalNodeState}}' 2>/dev/null; }
if [ "$(state)" = active ]; then
    say "in a swarm already: nothing to do"
    exit 0
fi
)sh";

// The address that leads to the others, whatever the interface is called.
constexpr auto addressByRoute = R"sh(
own_address() { ip -4 route get "$1" 2>/dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p' | head -n 1; }
)sh";

constexpr auto addressByAws = R"sh(
own_address() {
    perl - <<'PERL' 2>/dev/null || ip -4 route get "$1" 2>/dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p' | head -n 1
use IO::Socket::INET;
sub ask {
    my ($method, $path, $header) = @_;
    my $service = IO::Socket::INET->new(PeerAddr => "169.254.169.254", PeerPort => 80, Timeout => 3) or exit 1;
    alarm 5;
    print $service "$method /latest/$path HTTP/1.0\r\nHost: 169.254.169.254\r\n$header\r\n",
        "Content-Length: 0\r\n\r\n";
    my $said = join "", <$service>;
    $said =~ m{^HTTP/1\.\d 200 .*?\r\n\r\n\s*(\S+)\s*$}s or exit 1;
    return $1;
}
my $key = ask("PUT", "api/token", "X-aws-ec2-metadata-token-ttl-seconds: 60");
print ask("GET", "meta-data/local-ipv4", "X-aws-ec2-metadata-token: $key"), "\n";
PERL
}
)sh";

constexpr auto initPart = R"sh(
address=$(own_address 192.0.2.1)
[ -n "$address" ] || give_up "no address leads out of this machine"
# What it prints has the tokens in it.
docker swarm init --advertise-addr "$address"@POOLS@@DATA@ >/dev/null || give_up "the swarm could not be made"
say "made a swarm, advertising $address"
)sh";

constexpr auto joinPart = R"sh(
manager=@MANAGER@
token=@TOKEN@
reachable() {
    perl -MIO::Socket::INET -e 'exit !IO::Socket::INET->new(PeerAddr => shift, PeerPort => 2377, Timeout => 3)' \
        "$manager" 2>/dev/null
}
tries=0
until [ -s "$token" ] && reachable; do
    [ $((tries % 12)) -ne 0 ] || say "waiting for $token and for port 2377 of $manager"
    tries=$((tries + 1))
    [ "$tries" -lt 360 ] || give_up "no token in $token, or no way to port 2377 of $manager, after 30 minutes"
    [ "$(state)" != active ] || { say "somebody had it join: nothing to do"; exit 0; }
    sleep 5
done
target=$(getent ahostsv4 "$manager" | sed -n '1s/ .*//p')
address=$(own_address "$target")
[ -n "$address" ] || give_up "no address leads to $manager"
# Over the engine's socket, as a command line is seen by everybody on the machine. Perl's base is part of every Debian.
perl - "$token" "$manager" "$address" <<'PERL' || give_up "the engine did not join; its reason stands above"
use IO::Socket::UNIX;
my ($path, $manager, $address) = @ARGV;
open(my $file, "<", $path) or die "$path: $!\n";
chomp(my $token = <$file> // "");
$token =~ s/\s+$//;
$token =~ /^[A-Za-z0-9-]+$/ or die "what stands in $path is no token\n";
my $body = qq({"ListenAddr":"0.0.0.0:2377","AdvertiseAddr":"$address","RemoteAddrs":["$manager:2377"],) .
    qq("JoinToken":"$token"});
alarm 120;
my $engine = IO::Socket::UNIX->new(Peer => "/var/run/docker.sock") or die "/var/run/docker.sock: $!\n";
print $engine "POST /swarm/join HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n",
    "Content-Length: ", length($body), "\r\n\r\n", $body;
$engine->flush;
my $status = <$engine> // "";
my ($length, $line);
while (defined($line = <$engine>) && $line !~ /^\r?$/) { $length = $1 if $line =~ /^Content-Length:\s*(\d+)/i; }
my $said = "";
defined $length ? read($engine, $said, $length) : ($said = join "", <$engine>);
$status =~ m{^HTTP/1\.\d 200\b} || $said =~ /Timeout was reached before node joined/ or die "$status$said\n";
PERL
)sh";

constexpr auto tail = R"sh(
tries=0
until [ "$(state)" = active ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 90 ] || give_up "not in the swarm after 90 s: $(docker info --format '{{.Swarm.Error}}' 2>/dev/null)"
    sleep 1
done
rm -f @TOKEN@
say "done: in the swarm"
)sh";

QString roleName(BootRole role)
{
    return role == BootRole::FirstManager ? QStringLiteral("first manager")
           : role == BootRole::Manager    ? QStringLiteral("manager")
                                          : QStringLiteral("worker");
}

bool isName(const QString &text)
{
    static const QRegularExpression name(
        QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")));
    return name.match(text).hasMatch();
}

bool isNetwork(const QString &text)
{
    static const QRegularExpression network(
        QRegularExpression::anchoredPattern(QStringLiteral("[0-9a-fA-F.:]+/[0-9]{1,3}")));
    return network.match(text).hasMatch();
}

QString poolWords(const QStringList &pools)
{
    QString words;
    for (const QString &pool : pools) {
        words += QStringLiteral(" --default-addr-pool ") + pool;
    }
    return words;
}

QString scriptOf(const FirstBoot &boot)
{
    const bool isFirst = boot.role == BootRole::FirstManager;
    QString script = QString::fromUtf8(head) + QString::fromUtf8(engineReady) +
                     QString::fromUtf8(boot.cloud == Cloud::Aws ? addressByAws : addressByRoute) +
                     QString::fromUtf8(isFirst ? initPart : joinPart) + QString::fromUtf8(tail);
    const std::pair<const char *, QString> values[]{
        {"@ROLE@", roleName(boot.role)},
        {"@KIND@", boot.role == BootRole::Worker ? QStringLiteral("worker") : QStringLiteral("manager")},
        {"@TOKEN@", QLatin1String(bootTokenFile)},
        {"@LOG@", QLatin1String(bootLogFile)},
        {"@POOLS@", poolWords(boot.addressPools)},
        {"@DATA@", boot.dataPathPort ? QStringLiteral(" --data-path-port %1").arg(*boot.dataPathPort) : QString()},
        {"@MANAGER@", boot.manager}};
    for (const auto &[mark, value] : values) {
        script.replace(QLatin1String(mark), value);
    }
    return script;
}

/// As a block of YAML.
QString indented(const QString &script)
{
    QString block;
    for (const QString &line : script.split(u'\n')) {
        block += line.isEmpty() ? QStringLiteral("\n") : QStringLiteral("      ") + line + u'\n';
    }
    return block;
}

QString cloudConfig(const QString &script)
{
    const QString path = QStringLiteral("/var/lib/stormdeck/first-boot");
    return QStringLiteral("#cloud-config\n"
                          "# Stormdeck: the script below is written to %1 and run once an instance.\n"
                          "write_files:\n"
                          "  - path: %1\n"
                          "    owner: root:root\n"
                          "    permissions: '0700'\n"
                          "    content: |\n%2"
                          "runcmd:\n"
                          "  - [%1]\n")
        .arg(path, indented(script.trimmed()));
}
} // namespace

Result<QByteArray> userData(const FirstBoot &boot)
{
    const QString attempted = Text::tr("make the first-boot material");
    if (boot.role != BootRole::FirstManager && !isName(boot.manager)) {
        return failure(refusal(attempted,
                               Text::tr("“%1” is no name and no IPv4 address of a manager").arg(boot.manager),
                               Text::tr("Give the name or address under which the machines reach it."),
                               QStringLiteral("first-boot.manager")));
    }
    for (const QString &pool : boot.addressPools) {
        if (!isNetwork(pool)) {
            return failure(refusal(attempted, Text::tr("“%1” is no network").arg(pool),
                                   Text::tr("Write an address pool as 10.210.0.0/16."),
                                   QStringLiteral("first-boot.pool")));
        }
    }
    const QString script = scriptOf(boot);
    return (boot.cloud == Cloud::Aws ? cloudConfig(script) : script).toUtf8();
}

} // namespace stormdeck::ops
