# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The images. They are put together from folders, with no engine at all: a base layer of
# Debian, one layer of its own for each image, a config and a manifest.

ZOOKEEPER_VERSION=3.8.0

# By the names of their recipes: one of ZooKeeper, and one of the Storm that was chosen.
images() { echo zookeeper; storm_image; }
image_repository() { if [ "$1" = storm1 ]; then echo storm; else echo "$1"; fi; }
image_tag() {
  case $1 in
    storm) echo "$STORM_2" ;;
    storm1) echo "$STORM_1" ;;
    *) echo "$ZOOKEEPER_VERSION" ;;
  esac
}
image_name() { echo "$REGISTRY/$(image_repository "$1"):$(image_tag "$1")"; }

base_layer() { echo "$CACHE/images/base-$(tree_key base "$LAB/images/base")"; }
image_folder() { echo "$CACHE/images/$1-$(image_key "$1")"; }

image_key() {
  local recipe inputs
  recipe=$(declare -f layer_pack image_describe image_user "image_fill_$1")
  [ "$(image_repository "$1")" != storm ] || recipe+=$(declare -f storm_home jars_copy java11_copy)
  mapfile -t inputs < <("image_inputs_$1")
  key_of "$recipe $(tree_key base "$LAB/images/base")" "$LAB/images/$1" "${inputs[@]}"
}
image_inputs_zookeeper() { :; }
image_inputs_storm() { printf '%s\n' "$LAB"/maven/lib*.xml "$(storm_extras)"; }
image_inputs_storm1() { printf '%s\n' "$LAB/maven/storm1.xml" "$LAB/images/storm/docker-entrypoint.sh"; }

images_make() {
  local image
  for image in $(images); do image_make "$image"; done
  images_prune
}

image_make() {
  local image=$1 folder log=$CACHE/log/image-$1.log
  folder=$(image_folder "$image")
  [ -d "$folder" ] && return
  base_layer_make
  say "building the image of $image"
  rm -rf "$CACHE/images"/*.partial
  mkdir -p "$folder.partial/root"
  (set -e; "image_fill_$image" "$folder.partial/root") >"$log" 2>&1 ||
    fail "the image of $image could not be built; the reason is at the end of $log"
  layer_pack "$folder.partial/root" "$folder.partial"
  image_describe "$image" "$folder.partial"
  rm -rf "$folder.partial/root"
  mv "$folder.partial" "$folder"
}

base_layer_make() {
  local folder
  folder=$(base_layer)
  [ -d "$folder" ] && return
  base_tree_make
  say "packing the base layer of the images"
  rm -rf "$folder.partial"
  mkdir -p "$folder.partial"
  layer_pack "$(base_tree)" "$folder.partial"
  mv "$folder.partial" "$folder"
}

# layer.tar.gz and what a manifest has to say of it.
layer_pack() {
  local root=$1 folder=$2 diff
  tar --sort=name --numeric-owner -C "$root" -cf "$folder/layer.tar" .
  diff=$(sha256sum <"$folder/layer.tar" | cut -d' ' -f1)
  gzip -n -1 "$folder/layer.tar"
  jq -n --arg diff "sha256:$diff" --arg digest "$(digest_of "$folder/layer.tar.gz")" \
    --argjson size "$(stat -c %s "$folder/layer.tar.gz")" '{$diff, $digest, $size}' >"$folder/layer.json"
}

digest_of() { echo "sha256:$(sha256sum <"$1" | cut -d' ' -f1)"; }

image_describe() {
  local image=$1 folder=$2 base
  base=$(base_layer)
  jq -s --argjson config "$(jq -n -f "$LAB/images/$image/config.jq")" --arg arch "$(dpkg --print-architecture)" \
    --arg created "$(date -u +%FT%TZ)" '{architecture: $arch, os: "linux", created: $created, config: $config,
      rootfs: {type: "layers", diff_ids: map(.diff)},
      history: map({created: $created, created_by: "stormdeck lab"})}' \
    "$base/layer.json" "$folder/layer.json" >"$folder/config.json"
  jq -s --arg digest "$(digest_of "$folder/config.json")" --argjson size "$(stat -c %s "$folder/config.json")" \
    '{schemaVersion: 2, mediaType: "application/vnd.docker.distribution.manifest.v2+json",
      config: {mediaType: "application/vnd.docker.container.image.v1+json", $digest, $size},
      layers: map({mediaType: "application/vnd.docker.image.rootfs.diff.tar.gzip", digest, size})}' \
    "$base/layer.json" "$folder/layer.json" >"$folder/manifest.json"
}

# image_user ROOT NAME FOLDER...: the user 1000 of the image, and the folders it owns.
image_user() {
  local root=$1 user=$2 folder base
  shift 2
  base=$(base_tree)
  mkdir -p "$root/etc"
  cp -p "$base/etc/passwd" "$base/etc/group" "$base/etc/shadow" "$root/etc/"
  echo "$user:x:1000:1000::/home/$user:/bin/bash" >>"$root/etc/passwd"
  echo "$user:x:1000:" >>"$root/etc/group"
  echo "$user:!:19000::::::" >>"$root/etc/shadow"
  for folder in "/home/$user" "$@"; do
    mkdir -p "$root$folder"
    chown 1000:1000 "$root$folder"
  done
}

image_fill_zookeeper() {
  local root=$1 home=$1/apache-zookeeper-$ZOOKEEPER_VERSION-bin jar
  image_user "$root" zookeeper /conf /data /datalog /logs
  mkdir -p "$home/bin" "$home/lib" "$home/conf"
  install -m 755 "$LAB/images/zookeeper/docker-entrypoint.sh" "$root/"
  install -m 755 "$LAB"/images/zookeeper/zk*.sh "$home/bin/"
  install -m 644 "$LAB/images/zookeeper/log4j.properties" "$home/conf/"
  grep -v '^#' "$LAB/images/zookeeper/jars.txt" | while read -r jar; do
    [ -e "$(base_tree)/usr/share/java/$jar.jar" ]
    ln -s "/usr/share/java/$jar.jar" "$home/lib/$jar.jar"
  done
}

# A recipe that is not in use now keeps its last image: the lab may be told to use it again.
images_prune() {
  local folder keep image
  keep=" $(base_layer) "
  for image in $(images); do keep+="$(image_folder "$image") "; done
  for folder in "$CACHE"/images/*; do
    image=${folder##*/}
    [[ $keep == *" $folder "* ]] || ! image_in_use "${image%-*}" || rm -rf "$folder"
  done
}

image_in_use() { [ "$1" = base ] || [[ " $(images | paste -sd' ') " == *" $1 "* ]]; }
