# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The sample topology, compiled with the JDK of this machine.

topology_jar() {
  echo "$CACHE/topologies/wordcount-$(key_of "$(declare -f topology_compile)" "$LAB/topologies/wordcount" "$LAB/maven/lib-worker.xml").jar"
}

topology_make() {
  local jar log=$CACHE/log/topology.log
  jar=$(topology_jar)
  [ ! -e "$jar" ] || return 0
  say "compiling the sample topology"
  rm -rf "$CACHE/topologies"
  mkdir -p "$CACHE/topologies"
  (set -e; topology_compile "$jar") >"$log" 2>&1 ||
    fail "the sample topology could not be compiled; the reason is at the end of $log"
}

topology_compile() {
  local jar=$1 work=$1.partial
  jars_copy lib-worker "$work"
  find "$LAB/topologies/wordcount" -name '*.java' -exec \
    javac --release 17 -cp "$work/lib-worker/*" -d "$work/classes" {} +
  jar --create --file "$work/out.jar" --main-class stormdeck.samples.WordCount -C "$work/classes" .
  mv "$work/out.jar" "$jar"
  rm -rf "$work"
}
