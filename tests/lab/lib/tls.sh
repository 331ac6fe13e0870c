# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Each engine's own TLS listener: an authority made once, a server certificate a machine, one for the client. The
# folders have the names of files that Docker's own client expects.

TLS=$CACHE/tls
TLS_PORT=2376

tls_endpoint() { echo "tcp://$(address "$1"):$TLS_PORT"; }
tls_client() { echo "$TLS/client"; }
tls_stranger() { echo "$TLS/stranger"; } # of another authority: must be refused, and must refuse

tls_make() {
  [ -e "$TLS/made" ] && return
  say "making an authority and the client's certificate"
  rm -rf "$TLS"
  { tls_authority "$TLS/authority" 'Stormdeck lab' && tls_authority "$TLS/other" 'Somebody else' &&
    tls_sign "$TLS/authority" "$(tls_client)" client clientAuth "DNS:stormdeck" &&
    tls_sign "$TLS/other" "$(tls_stranger)" stranger clientAuth "DNS:stranger" &&
    touch "$TLS/made"; } || fail "openssl could not make the certificates"
}

tls_authority() {
  install -d -m 700 "$1"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=$2" \
    -keyout "$1/key.pem" -out "$1/ca.pem" 2>/dev/null
}

# tls_sign AUTHORITY FOLDER NAME USAGE ALTERNATIVE-NAMES. Several may sign at once, so the serial is no counter in a file.
tls_sign() {
  install -d -m 700 "$2"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$3" -keyout "$2/key.pem" 2>/dev/null |
    openssl x509 -req -CA "$1/ca.pem" -CAkey "$1/key.pem" -set_serial "0x$(openssl rand -hex 16)" -days 3650 \
      -out "$2/cert.pem" -extfile <(printf 'extendedKeyUsage=%s\nsubjectAltName=%s\n' "$4" "$5") 2>/dev/null ||
    fail "openssl could not sign the certificate of $3"
  cp "$1/ca.pem" "$2/ca.pem"
}

# Debian's docker.service takes further options from /etc/default/docker.
tls_identity() {
  local n=$1 root=$2
  tls_sign "$TLS/authority" "$root/etc/docker/tls" "storm-$n" serverAuth \
    "IP:$(address "$n"),DNS:storm-$n,DNS:localhost,IP:127.0.0.1"
  mkdir -p "$root/etc/default"
  echo "DOCKER_OPTS='-H tcp://0.0.0.0:$TLS_PORT --tlsverify --tlscacert=/etc/docker/tls/ca.pem" \
    "--tlscert=/etc/docker/tls/cert.pem --tlskey=/etc/docker/tls/key.pem'" >"$root/etc/default/docker"
}
