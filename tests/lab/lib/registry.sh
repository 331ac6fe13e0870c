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

# images_push: whatever the registry does not have yet, straight from the cache.
images_push() {
  local image
  for image in $(images); do
    image_pushed "$image" || image_push "$image"
  done
}

image_pushed() {
  local there
  there=$(curl -sI -m 10 -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' \
    "http://$REGISTRY/v2/$(image_repository "$1")/manifests/$(image_tag "$1")" | tr -d '\r' | sed -n 's/^Docker-Content-Digest: //Ip')
  [ "$there" = "$(digest_of "$(image_folder "$1")/manifest.json")" ]
}

image_push() {
  local image=$1 folder repository
  folder=$(image_folder "$image")
  repository=$(image_repository "$image")
  say "pushing $(image_name "$image")"
  blob_push "$repository" "$(base_layer)/layer.tar.gz"
  blob_push "$repository" "$folder/layer.tar.gz"
  blob_push "$repository" "$folder/config.json"
  curl -sf -m 30 -o /dev/null -X PUT -H 'Content-Type: application/vnd.docker.distribution.manifest.v2+json' \
    --data-binary "@$folder/manifest.json" "http://$REGISTRY/v2/$repository/manifests/$(image_tag "$image")" ||
    fail "the registry refused the manifest of $image; see $CACHE/log/registry.log"
}

# A blob that another image brought is taken over by name, which costs nothing.
blob_push() {
  local repository=$1 file=$2 digest answer place
  digest=$(digest_of "$file")
  answer=$(curl -s -m 30 -i -X POST \
    "http://$REGISTRY/v2/$repository/blobs/uploads/?mount=$digest&from=zookeeper" | tr -d '\r')
  [[ ${answer%%$'\n'*} != *" 201 "* ]] || return 0
  place=$(sed -n 's/^Location: //Ip' <<<"$answer")
  curl -sf -m 300 -o /dev/null -X PUT -H 'Content-Type: application/octet-stream' -T "$file" \
    "$place&digest=$digest" ||
    fail "the registry did not take a layer of $repository; see $CACHE/log/registry.log"
}
