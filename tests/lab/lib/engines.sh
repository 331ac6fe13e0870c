# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The engines of the machines: Debian's, or ones of today on storm-3 or on all, built once by Go from its module
# proxy. Debian's containerd serves both.

ENGINE_MODULE=github.com/moby/moby/v2
ENGINE_VERSION=v2.0.0-beta.24
RUNC_VERSION=v1.5.2 # Debian's knows no time namespaces
ENGINE_CHOICES=(debian mixed new)

# The machines that get an engine of today.
new_engines() {
  case $(chosen engine debian) in
    new) echo "${MACHINES[@]}" ;;
    mixed) echo "${MACHINES[-1]}" ;;
  esac
}
has_new_engine() { [[ " $(new_engines) " == *" $1 "* ]]; }

engine_folder() {
  local recipe
  recipe=$(declare -f engine_build)
  echo "$CACHE/engines/$(echo "$ENGINE_VERSION $RUNC_VERSION $recipe" | sha256sum | cut -c1-12)"
}

engine_choose() {
  if any_machine_running && [ "$1" != "$(chosen engine debian)" ]; then
    fail "the machines run with --engine $(chosen engine debian): run 'lab down' first"
  fi
  choice_take engine "$1" "${ENGINE_CHOICES[@]}"
}

engines_make() {
  local folder log=$CACHE/log/engine.log
  [ -n "$(new_engines)" ] || return 0
  folder=$(engine_folder)
  [ ! -d "$folder" ] || return 0
  command -v go >/dev/null || fail "an engine of today is built by Go, and there is no 'go' here: install Go 1.26 or newer"
  [ -e /usr/include/seccomp.h ] || fail "packages are missing here; run: apt-get install --no-install-recommends libseccomp-dev pkg-config"
  say "building an engine of today, $ENGINE_VERSION (once, about ten minutes)"
  rm -rf "$CACHE/engines"
  mkdir -p "$folder.partial" "$CACHE/log"
  engine_build "$folder.partial" >"$log" 2>&1 || fail "the engine could not be built; the reason is at the end of $log"
  mv "$folder.partial" "$folder"
}

engine_build() {
  export GOBIN=$1 GOFLAGS=-trimpath CGO_ENABLED=1
  local stamp="-s -w -X $ENGINE_MODULE/dockerversion.Version=${ENGINE_VERSION#v}"
  go install -tags "seccomp exclude_graphdriver_btrfs" -ldflags "$stamp" "$ENGINE_MODULE/cmd/dockerd@$ENGINE_VERSION" &&
    go install "$ENGINE_MODULE/cmd/docker-proxy@$ENGINE_VERSION" &&
    go install -tags seccomp "github.com/opencontainers/runc@$RUNC_VERSION"
}

# engine_install N ROOT: over Debian's, in what only this machine has.
engine_install() {
  has_new_engine "$1" || return 0
  mkdir -p "$2/usr/sbin"
  cp "$(engine_folder)"/* "$2/usr/sbin/"
}
