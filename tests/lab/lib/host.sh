# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the lab needs of the machine it runs on.

check_packages() {
  local package missing=()
  while read -r package; do
    dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done < <(missing_candidates)
  [ ${#missing[@]} = 0 ] || fail "packages are missing here; run: apt-get install --no-install-recommends ${missing[*]}"
}

# A command that is there is enough, whoever installed it; only what is not there is asked of dpkg.
missing_candidates() {
  local package
  while read -r package; do
    command -v "$(command_of "$package")" >/dev/null || echo "$package"
  done <"$LAB/packages.txt"
}

command_of() {
  case $1 in
    e2fsprogs) echo mkfs.ext4 ;;
    iproute2) echo ip ;;
    maven) echo mvn ;;
    openjdk-17-jdk-headless) echo javac ;;
    openssh-client) echo ssh-keygen ;;
    procps) echo pgrep ;;
    python3-pip) echo pip3 ;;
    systemd-container) echo systemd-nspawn ;;
    util-linux) echo nsenter ;;
    *) echo "$1" ;;
  esac
}

cgroup_version() {
  if [ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ]; then echo 2; else echo 1; fi
}

# A stub resolver on 127.0.0.53 is of no use in another network namespace.
resolv_conf_mode() {
  if [ -e /run/systemd/resolve/resolv.conf ]; then echo copy-uplink; else echo copy-host; fi
}
