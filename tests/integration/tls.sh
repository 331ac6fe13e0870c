#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Engines behind TLS with client certificates: what is right works, what is wrong is told by its layer.
# Usage: tls.sh PROGRAM.
program=$(realpath "$1")
# shellcheck source=tests/integration/checks.sh
source "$(dirname "$0")/checks.sh"

with() { # folder of certificates, port: a profile that uses them on every machine
    sed -e "s#certificates: .*#certificates: $1#" -e "s#:2376#:$2#" "$LAB_TLS_CLUSTER_FILE" > "$work/profile.yaml"
}
says() { # folder, port, words of the finding about the first machine
    with "$1" "$2"
    "$program" status --profile "$work/profile.yaml" --json | jq -r '.findings[].evidence' | tee "$work/found"
    grep -q -- "$3" "$work/found"
}

check "the lab comes up" "$lab" up
eval "$("$lab" env)"
mkdir "$work/none" "$work/foreign" "$work/anonymous"
cp "$LAB_CERTIFICATES/ca.pem" "$work/anonymous"
cp "$LAB_CERTIFICATES/ca.pem" "$LAB_FOREIGN_CERTIFICATES"/{cert,key}.pem "$work/foreign"

file=$LAB_TLS_CLUSTER_FILE
check "machines behind TLS are seen" is '[.nodes[] | select(.state == "unreachable")] | length' 0
check "nothing is called unencrypted" is '[.findings[] | select(.code == "connection.plain-tcp")] | length' 0
check "an authority that does not vouch for the machine is refused" \
    says "$LAB_FOREIGN_CERTIFICATES" 2376 "its certificate was not accepted"
check "a certificate that the engine does not take is told" says "$work/foreign" 2376 "does not accept this certificate"
check "no certificate is told" says "$work/anonymous" 2376 "does not accept this certificate, or wants one"
check "missing files are told" says "$work/none" 2376 "cannot be read"
check "a port that is not encrypted is told" says "$LAB_CERTIFICATES" 2375 "TLS failed"
sed '/certificates/d' "$LAB_TLS_CLUSTER_FILE" > "$work/bare.yaml"
check "plain TCP is not used unasked" fails_with 1 "$program" status --profile "$work/bare.yaml"
summary
