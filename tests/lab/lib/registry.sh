# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# A registry on the bridge, so that pulls are real. Debian's program with our own settings.

registry_pids() { pgrep -f "^[^ ]*docker-registry serve $RUN/registry.yml\$" || true; }
registry_answers() { curl -sf -m 2 -o /dev/null "http://$REGISTRY/v2/"; }

registry_up() {
  [ -n "$(registry_pids)" ] && registry_answers && return
  registry_stop
  registry_settings >"$RUN/registry.yml"
  mkdir -p "$CACHE/registry" "$CACHE/log"
  setsid docker-registry serve "$RUN/registry.yml" </dev/null >"$CACHE/log/registry.log" 2>&1 9>&- &
  wait_for 15 registry_answers ||
    fail "the registry does not answer on $REGISTRY; the reason is in $CACHE/log/registry.log"
}

registry_settings() {
  cat <<END
version: 0.1
log:
  level: warn
  accesslog:
    disabled: true
storage:
  filesystem:
    rootdirectory: $CACHE/registry
  delete:
    enabled: true
http:
  addr: $REGISTRY
END
}

registry_stop() {
  local pids
  mapfile -t pids < <(registry_pids)
  [ ${#pids[@]} = 0 ] && return
  kill -TERM "${pids[@]}" 2>/dev/null || true
  wait_for 5 registry_gone || kill -KILL "${pids[@]}" 2>/dev/null || true
}

registry_gone() { [ -z "$(registry_pids)" ]; }
