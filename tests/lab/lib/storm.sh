# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Storm as its release lays it out: jars from Maven Central, and the parts no registry serves.

# The one place that knows where those parts are: STORM_EXTRAS, or else a folder called
# "shared" beside the checkout.
storm_extras() {
  local beside
  beside=$(dirname "$(dirname "$(dirname "$LAB")")")/shared/lab/storm-$STORM_VERSION
  if [ -z "${STORM_EXTRAS:-}" ] && [ -d "$beside" ]; then
    echo "$beside"
  else
    echo "${STORM_EXTRAS:-}"
  fi
}

storm_extras_check() {
  local extras part
  extras=$(storm_extras)
  [ -n "$extras" ] || fail "STORM_EXTRAS is not set: it names a folder with the parts of Storm $STORM_VERSION" \
    "that no registry serves (bin/, log4j2/, storm-webapp-$STORM_VERSION.jar); set it to where you have them and try again"
  for part in bin/storm bin/storm.py log4j2/cluster.xml log4j2/worker.xml "storm-webapp-$STORM_VERSION.jar"; do
    [ -e "$extras/$part" ] || fail "the folder of STORM_EXTRAS, $extras, has no $part"
  done
}

jars_copy() {
  timeout 900 mvn -q -B -f "$LAB/maven/$1.xml" dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$2/$1"
}

image_fill_storm() {
  local root=$1 home=$1/apache-storm extras part
  extras=$(storm_extras)
  image_user "$root" storm /conf /data /logs
  install -m 755 "$LAB/images/storm/docker-entrypoint.sh" "$root/"
  mkdir -p "$home/extlib" "$home/extlib-daemon"
  ln -s /conf "$home/conf"
  ln -s /logs "$home/logs"
  cp -R "$extras/bin" "$extras/log4j2" "$extras/LICENSE" "$extras/NOTICE" "$home/"
  echo "$STORM_VERSION" >"$home/RELEASE"
  for part in lib lib-worker lib-webapp; do jars_copy "$part" "$home"; done
  storm_pages "$extras/storm-webapp-$STORM_VERSION.jar" "$home"
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
