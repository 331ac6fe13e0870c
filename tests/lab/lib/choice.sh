# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What "up" was told. It stays so until "down".

MANAGER_CHOICES=(1 3)

choose() {
  while [ $# != 0 ]; do
    case $1 in
      --storm) storm_choose "${2:-}" ;;
      --managers) choice_take managers "${2:-}" "${MANAGER_CHOICES[@]}" ;;
      --engine) engine_choose "${2:-}" ;;
      *) fail "'up' does not know '$1'; it takes --storm, --managers and --engine" ;;
    esac
    shift 2
  done
}

# choice_take WHAT VALUE ALLOWED...
choice_take() {
  local what=$1 value=$2
  shift 2
  [[ -n $value && " $* " == *" $value "* ]] || fail "--$what takes one of: $*"
  mkdir -p "$RUN"
  echo "$value" >"$RUN/choice-$what"
}

# chosen WHAT DEFAULT
chosen() { cat "$RUN/choice-$1" 2>/dev/null || echo "$2"; }
