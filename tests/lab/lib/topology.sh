# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The sample topologies, one jar of them all for each version of Storm, compiled with the JDK of this machine.

# shellcheck disable=SC2034  # what "lab env" prints
TOPOLOGIES=(wordcount slow throwing many)

topology_class() {
  case $1 in
    wordcount) echo stormdeck.samples.WordCount ;;
    slow) echo stormdeck.samples.SlowWords ;;
    throwing) echo stormdeck.samples.ThrowingWords ;;
    many) echo stormdeck.samples.ManyComponents ;;
  esac
}

# What topologies are compiled against: the jars that workers have.
topology_libraries() { if [ "$(storm_version)" = "$STORM_1" ]; then echo storm1; else echo lib-worker; fi; }

topology_jar() {
  echo "$CACHE/topologies/samples-$(storm_version)-$(key_of "$(declare -f topology_compile)" \
    "$LAB/topologies" "$LAB/maven/$(topology_libraries).xml").jar"
}

topology_make() {
  local jar log=$CACHE/log/topology.log
  jar=$(topology_jar)
  [ ! -e "$jar" ] || return 0
  say "compiling the sample topologies for Storm $(storm_version)"
  rm -rf "$CACHE/topologies"/{wordcount-,"samples-$(storm_version)-",*.partial}*
  mkdir -p "$CACHE/topologies" "$CACHE/log"
  (set -e; topology_compile "$jar") >"$log" 2>&1 ||
    fail "the sample topologies could not be compiled; the reason is at the end of $log"
}

# For Java 11, the oldest that a version of Storm runs with here.
topology_compile() {
  local jar=$1 work=$1.partial
  jars_copy "$(topology_libraries)" "$work/lib"
  find "$LAB/topologies" -name '*.java' -exec \
    javac --release 11 -Xlint:-options -cp "$work/lib/*" -d "$work/classes" {} +
  jar --create --file "$work/out.jar" --main-class "$(topology_class wordcount)" -C "$work/classes" .
  mv "$work/out.jar" "$jar"
  rm -rf "$work"
}
