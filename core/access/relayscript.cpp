// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/relayscript.h"

namespace stormdeck::access {

namespace {
// Arguments of the outer script: host, port, then the three inner ones. "only" keeps it to one way.
const QString chooser =
    QStringLiteral(R"sh(can() { [ -z "$only" -o "$only" = "$1" ] && command -v "$1" >/dev/null 2>&1; }
only=$6
if can bash; then exec bash -c "$3" "$1" "$2"; fi
if can perl; then exec perl -e "$4" "$1" "$2"; fi
if can python3; then exec python3 -c "$5" "$1" "$2"; fi
if can busybox; then printf '\006' >&2; exec busybox nc "$1" "$2"; fi
echo 'no bash, perl, python3 or busybox' >&2
exit 127
)sh");

// A watcher ends a connect that takes too long or that nobody waits for any more, since bash itself would not; nothing
// is sent to this script before the mark, so it reads nothing but the end. Then a copier each way: the end of one ends
// the other, but where the other side takes nothing more, what it still says is passed on. That the reader ended shows at
// the pipe only it holds: "wait -n" misses a child that ended before it. All are killed for good, since a shell that has
// just been forked may lose a milder signal, and waited for: the first process of a container seldom takes care of what
// others leave behind, and a shell only of its own children.
const QString bashScript = QStringLiteral(R"sh({ IFS= read -r -N 1 -t 12; kill $$; } <&0 2>/dev/null & g=$!
trap '{ kill -9 $g; wait $g; } 2>/dev/null' EXIT
exec 3<>"/dev/tcp/$0/$1" || exit 111
{ kill -9 $g; wait $g; } 2>/dev/null
trap - EXIT
printf '\006' >&2
cat <&0 >&3 3<&- & w=$!
exec 5> >(exec 3<&-; read -r; kill -9 $w) && n=$!
cat <&3 3<&- & r=$!
exec 3<&- 5>&-
{ wait $w && kill -9 $r; wait $r; wait $n; } 2>/dev/null
)sh");

// A process each way too: one that did both would stand still once both sides wait for the other to take something.
const QString perlScript = QStringLiteral(R"pl(use IO::Socket::INET; use POSIX ();
my ($host, $port) = @ARGV;
my $s = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port, Timeout => 12) or do { print STDERR "$@\n"; POSIX::_exit(111) };
$SIG{PIPE} = "IGNORE";
my $up;
$SIG{TERM} = sub { waitpid $up, 0; POSIX::_exit(0) };
syswrite STDERR, "\6";
sub copy { my ($from, $to) = @_;
  while (sysread $from, my $data, 65536) {
    for (my $at = 0; $at < length $data;) { $at += (syswrite $to, $data, length($data) - $at, $at) || return 0 } } 1 }
my $parent = $$;
$up = fork;
defined $up or do { print STDERR "$!\n"; POSIX::_exit(111) };
if (!$up) { close STDOUT; close STDERR; copy(\*STDIN, $s) and kill "TERM", $parent; POSIX::_exit(0) }
close STDIN;
copy($s, \*STDOUT);
kill "KILL", $up;
waitpid $up, 0;
POSIX::_exit(0);
)pl");

const QString pythonScript = QStringLiteral(R"py(import os, socket, sys, threading
try:
    s = socket.create_connection((sys.argv[1], int(sys.argv[2])), 12)
except OSError as e:
    os.write(2, (str(e) + "\n").encode()); os._exit(111)
s.settimeout(None)
os.write(2, b"\6")
def up():
    while True:
        d = os.read(0, 65536)
        if not d: os._exit(0)
        try: s.sendall(d)
        except OSError: return
threading.Thread(target=up, daemon=True).start()
while True:
    d = s.recv(65536)
    if not d: os._exit(0)
    while d: d = d[os.write(1, d):]
)py");
} // namespace

QStringList relayCommandBy(const QString &way, const QString &host, quint16 port)
{
    return {QStringLiteral("sh"),
            QStringLiteral("-c"),
            chooser,
            QStringLiteral("relay"),
            host,
            QString::number(port),
            bashScript,
            perlScript,
            pythonScript,
            way};
}

QStringList relayCommand(const QString &host, quint16 port)
{
    return relayCommandBy({}, host, port);
}

} // namespace stormdeck::access
