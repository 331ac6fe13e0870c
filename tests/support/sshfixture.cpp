// SPDX-FileCopyrightText: 2026 The Stormdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sshfixture.h"

#include <QDir>

#include <sys/stat.h>

namespace stormdeck::test {

namespace {
/// The user who runs the test may be root, whom the real sudo asks nothing. This one stands for sudo 1.9 with the
/// password "v3rbena", or with the policy "rs" for sudo-rs 0.2: its words are theirs, its policy is one word in a file.
constexpr auto fakeSudo = R"sh(#!/bin/sh
D=$(dirname "$0")/..
echo "$*" >> "$D/args"
[ "$LC_ALL" = C ] || exit 99
n= v=
while [ $# -gt 0 ]; do
    case "$1" in -n) n=1 ;; -v) v=1 ;; -p) shift ;; --) shift; break ;; esac
    shift
done
policy=$(cat "$D/policy")
case "$policy" in
tty) (: < /dev/tty) 2> /dev/null || { echo "sudo: sorry, you must have a tty to run sudo" >&2; exit 1; } ;;
no-tty) echo "sudo: sorry, you must have a tty to run sudo" >&2; exit 1 ;;
forbidden) echo "ops is not in the sudoers file.  This incident will be reported." >&2; exit 1 ;;
rs-forbidden) echo "sudo: I'm sorry ops. I'm afraid I can't do that" >&2; exit 1 ;;
rs) [ -n "$n" ] && { echo "sudo: interactive authentication is required" >&2; exit 1; } ;;
free) exec "$@" ;;
esac
[ -n "$n" ] && { echo "sudo: a password is required" >&2; exit 1; }
[ "$policy" = lecture ] && printf 'We trust you have received the usual lecture.\n\n' >&2
tries=0
while :; do
    if ! IFS= read -r given; then
        [ "$policy" = rs ] && { echo "sudo: Maximum 3 incorrect authentication attempts" >&2; exit 1; }
        [ $tries = 0 ] && echo "sudo: no password was provided" >&2
        echo "sudo: $tries incorrect password attempt" >&2
        exit 1
    fi
    echo "$given" >> "$D/given"
    [ "$given" = v3rbena ] && break
    tries=$((tries + 1))
    echo "Sorry, try again." >&2
    [ $tries = 3 ] && { echo "sudo: 3 incorrect password attempts" >&2; exit 1; }
done
[ -n "$v" ] && exit 0
exec "$@"
)sh";
} // namespace

SudoTest::SudoTest()
{
    const QString sudo = server.path(QStringLiteral("bin/sudo"));
    QDir().mkpath(server.path(QStringLiteral("bin")));
    server.write(QStringLiteral("bin/sudo"), fakeSudo);
    chmod(sudo.toUtf8().constData(), 0755);
    policy("password");
    const QByteArray path = "SetEnv PATH=" + server.path(QStringLiteral("bin")).toUtf8() + ":/usr/bin:/bin";
    second = std::make_unique<SshServer>(path);
    second->write(QStringLiteral("authorized_keys"), server.read(QStringLiteral("authorized_keys")));
    session = sessionTo(second->host(key));
}

} // namespace stormdeck::test
