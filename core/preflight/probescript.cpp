// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preflight/probescript.h"

namespace stormdeck::preflight {

namespace {
// Constants of Linux that Perl's base has no names for: IP_MTU_DISCOVER 10, IP_MTU 14, IPV6_MTU_DISCOVER 23,
// IPV6_MTU 24; the value 3 sets "do not fragment" and heeds no path MTU learnt earlier.
const char *const shared = R"pl(use strict; use Socket qw(:DEFAULT getaddrinfo IPPROTO_TCP AI_NUMERICHOST MSG_DONTWAIT);
use Fcntl; use Errno qw(EINPROGRESS EAGAIN ECONNREFUSED EADDRNOTAVAIL);
$| = 1; $SIG{PIPE} = "IGNORE";
sub place { my ($address, $port, $type, $flags) = @_;
  my ($error, @found) = getaddrinfo($address, $port, { socktype => $type, flags => $flags });
  return $error ? undef : $found[0] }
sub whole { my ($s, $six) = @_; $six ? setsockopt($s, 41, 23, pack("i", 3)) : setsockopt($s, 0, 10, pack("i", 3)) }
)pl";

// It says ten times a second that it waits, since an sshd that let root in passes no signal on: with nobody to hear, it
// ends, before somebody could look again and take it for a program that holds the ports.
const char *const listen = R"pl(my ($word, $seconds, $address, @ports) = @ARGV;
alarm $seconds; $SIG{ALRM} = $SIG{TERM} = $SIG{HUP} = sub { exit 0 };
my (%tcp, %udp);
print "pid $$\n";
for my $name (@ports) {
  my ($protocol, $port) = split /:/, $name;
  my $type = $protocol eq "tcp" ? SOCK_STREAM : SOCK_DGRAM;
  my $why = "no such address";
  for my $at ($address, "0.0.0.0") {
    my $place = place($at, $port, $type, AI_NUMERICHOST) or next;
    socket(my $s, $place->{family}, $type, 0) or do { $why = "$!"; next };
    setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1) if $protocol eq "tcp";
    if (bind($s, $place->{addr}) and ($protocol eq "udp" or CORE::listen($s, 64))) {
      fcntl($s, F_SETFL, O_NONBLOCK);
      if ($protocol eq "tcp") { $tcp{fileno $s} = $s } else { whole($s, $place->{family} == AF_INET6); $udp{fileno $s} = $s }
      $why = ""; last }
    $why = "$!"; last unless $!{EADDRNOTAVAIL} }
  print $why eq "" ? "bound $protocol $port\n" : "held $protocol $port $why\n" }
print "ready\n";
exit 0 unless %tcp or %udp;
while (1) {
  my $wanted = ""; vec($wanted, $_, 1) = 1 for keys %tcp, keys %udp;
  select(my $ready = $wanted, undef, undef, 0.1) > 0 or do { defined syswrite STDOUT, "waiting\n" or exit 0; next };
  for my $n (grep { vec($ready, $_, 1) } keys %tcp) {
    accept(my $client, $tcp{$n}) or next; fcntl($client, F_SETFL, O_NONBLOCK); syswrite $client, "$word\n"; close $client }
  for my $n (grep { vec($ready, $_, 1) } keys %udp) {
    my $from = recv($udp{$n}, my $data, 65536, MSG_DONTWAIT);
    send($udp{$n}, $data, MSG_DONTWAIT, $from) if $from and index($data, $word) == 0 } }
)pl";

const char *const probe = R"pl(my ($word, $patience, @targets) = @ARGV;
use POSIX (); alarm 60;
my $tick = 1000 / POSIX::sysconf(POSIX::_SC_CLK_TCK());
sub now { $tick * (POSIX::times())[0] }
my (%open, %answered);
sub told { my ($t, $result, $note) = @_;
  printf "probe %s %s %s %s %d %s\n", @$t{qw(machine protocol port)}, $result, now() - $t->{since}, $note // "";
  delete $open{fileno $t->{socket}} if $t->{socket} and defined fileno $t->{socket};
  if ($result eq "answered" and $t->{protocol} eq "udp") { $answered{$t->{machine}} //= $t } else { close $t->{socket} if $t->{socket} } }
sub start { my ($t) = @_;
  my $type = $t->{protocol} eq "tcp" ? SOCK_STREAM : SOCK_DGRAM;
  $t->{since} = now();
  my $place = place($t->{address}, $t->{port}, $type, 0) or return told($t, "failed", "$t->{address} has no address here");
  $t->{six} = $place->{family} == AF_INET6;
  socket($t->{socket}, $place->{family}, $type, 0) or return told($t, "failed", "$!");
  fcntl($t->{socket}, F_SETFL, O_NONBLOCK);
  unless (connect($t->{socket}, $place->{addr}) or $!{EINPROGRESS}) { return told($t, $!{ECONNREFUSED} ? "refused" : "failed", "$!") }
  whole($t->{socket}, $t->{six}) if $type == SOCK_DGRAM;
  $t->{up} = $t->{sent} = 0; $open{fileno $t->{socket}} = $t }
sub heard { my ($t) = @_;
  if ($t->{protocol} eq "tcp" and !$t->{up}) {
    my $error = unpack "i", getsockopt($t->{socket}, SOL_SOCKET, SO_ERROR);
    if ($error) { $! = $error; return told($t, $!{ECONNREFUSED} ? "refused" : $!{ETIMEDOUT} ? "silent" : "failed", "$!") }
    $t->{up} = 1; return $t->{ours} ? undef : told($t, "held") }
  my $n = sysread $t->{socket}, my $data, 65536;
  return if !defined $n and $!{EAGAIN};
  return told($t, $!{ECONNREFUSED} ? "refused" : "failed", "$!") unless defined $n;
  return told($t, "answered") if index($data // "", $word) == 0;
  told($t, "held") if $t->{protocol} eq "tcp" }
my @waiting = map { my ($machine, $address, $protocol, $port, $ours, $most) = split / /; { machine => $machine, address => $address, protocol => $protocol, port => $port, ours => $ours, most => $most // $patience } } @targets;
while (@waiting or %open) {
  start(shift @waiting) while @waiting and keys %open < 200;
  my ($in, $out) = ("", "");
  for my $n (keys %open) { my $t = $open{$n}; my $age = now() - $t->{since};
    if ($age > $t->{most}) { told($t, $t->{up} ? "held" : "silent"); next }
    if ($t->{protocol} eq "udp" and $age >= $t->{sent} * $patience / 4) { $t->{sent}++; send $t->{socket}, $word, 0 }
    vec($t->{protocol} eq "tcp" && !$t->{up} ? $out : $in, $n, 1) = 1 }
  next unless select(my $r = $in, my $w = $out, undef, 0.1) > 0;
  for my $n (keys %open) { heard($open{$n}) if vec($r, $n, 1) or vec($w, $n, 1) } }
my @sizes = (9000, 8951, 1500, 1480, 1460, 1450, 1440, 1420, 1400, 1376, 1350, 1300, 1280, 1200, 1000, 576);
for my $machine (sort keys %answered) { my $t = $answered{$machine}; my $s = $t->{socket};
  my $packed = $t->{six} ? getsockopt($s, 41, 24) : getsockopt($s, 0, 14);
  my $link = $packed ? unpack("i", $packed) : 1500;
  my $head = $t->{six} ? 48 : 28; my $largest = 0; my $until = now() + $patience;
  my %seen; my @asked = grep { !$seen{$_}++ and $_ <= $link } $link, @sizes;
  for my $round (1, 2) {
    for my $size (@asked) { next if $size <= $largest; my $data = $word; $data .= "." x ($size - $head - length $data); send $s, $data, 0 }
    my $end = now() + $patience / 4;
    while ((my $left = $end - now()) > 0 and $largest < $link) {
      my $in = ""; vec($in, fileno $s, 1) = 1;
      select($in, undef, undef, $left / 1000) > 0 or last;
      my $n = sysread $s, my $data, 65536;
      $largest = $n + $head if defined $n and $n + $head > $largest } }
  print "size $machine $t->{port} $link $largest\n" }
)pl";

QString nameOf(const PortName &port)
{
    return port.protocol == PortProtocol::Tcp ? QStringLiteral("tcp") : QStringLiteral("udp");
}

QStringList perl(const char *script, const QString &word)
{
    return {QStringLiteral("perl"), QStringLiteral("-e"), QString::fromLatin1(shared) + QString::fromLatin1(script),
            word};
}

// The link of the way there, and the largest of the packets that an echo brought back. All addresses at once.
const char *const sizes = R"sh(LC_ALL=C; export LC_ALL; PATH=$PATH:/usr/sbin:/sbin
command -v ping >/dev/null && command -v ip >/dev/null || exit 0
measure() {
  device=$(ip -o route get "$2" 2>/dev/null | sed -n 's/.* dev \([^ ]*\).*/\1/p')
  link=$(cat "/sys/class/net/$device/mtu" 2>/dev/null) || return
  case $2 in *:*) head=48;; *) head=28;; esac
  ping -n -q -c 2 -i 0.2 -W 1 -s 100 "$2" >/dev/null 2>&1 || return
  for size in $link 9000 8951 1500 1480 1460 1450 1440 1420 1400 1376 1350 1300 1280 1200 1000 576; do
    [ "$size" -gt "$link" ] && continue
    if ping -n -q -c 2 -i 0.2 -W 1 -M do -s $((size - head)) "$2" >/dev/null 2>&1; then echo "size $1 ping $link $size"; return; fi
  done
  echo "size $1 ping $link 0"
}
while [ $# -gt 1 ]; do measure "$1" "$2" & shift 2; done
wait
)sh";
} // namespace

QStringList listenCommand(const QString &word, std::chrono::seconds time, const QString &address,
                          const std::vector<PortName> &ports)
{
    QStringList command = perl(listen, word);
    command << QString::number(time.count()) << address;
    for (const PortName &port : ports) {
        command << nameOf(port) + u':' + QString::number(port.port);
    }
    return command;
}

QStringList probeCommand(const QString &word, std::chrono::milliseconds patience,
                         const std::vector<ProbeTarget> &targets)
{
    QStringList command = perl(probe, word);
    command << QString::number(patience.count());
    for (const ProbeTarget &target : targets) {
        command << QStringLiteral("%1 %2 %3 %4 %5 %6")
                       .arg(QString::number(target.number), target.address, nameOf(target.port))
                       .arg(target.port.port)
                       .arg(target.isOurs ? 1 : 0)
                       .arg(target.patience.value_or(patience).count());
    }
    return command;
}

QStringList sizeCommand(const std::vector<ProbeTarget> &targets)
{
    QStringList command{QStringLiteral("sh"), QStringLiteral("-c"), QString::fromLatin1(sizes),
                        QStringLiteral("sizes")};
    for (const ProbeTarget &target : targets) {
        command << QString::number(target.number) << target.address;
    }
    return command;
}

QStringList endCommand(qint64 pid)
{
    return {QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("kill -TERM \"$1\""), QStringLiteral("sh"),
            QString::number(pid)};
}

} // namespace stormdeck::preflight
