#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Draws docs/screenshots anew, light and dark, the main ones also at 200 %. Usage: draw-screenshots.sh BUILD-FOLDER, with the
# targets ui_shots and wizard_shots built there. Look at each picture before it is committed.
set -euo pipefail
build=$(realpath "$1")
docs=$(cd "$(dirname "$0")" && pwd)
here=$docs/screenshots
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QT_QPA_PLATFORM=offscreen
scenes=(
    # The pages of a cluster.
    healthy topologies-page nodes-page services-page ensemble-page node-down topology find find-empty find-nothing
    why-node why-cluster why-finding why-member why-task why-topology marked
    # A spout or bolt in a window of its own.
    component component-spout component-waiting component-failed component-stale component-long
    # Logs, what containers use, and what was recorded.
    logs logs-filtered logs-failed containers containers-empty containers-failed containers-stale containers-long
    usage usage-node recording
    # The map with more nodes, and in other sizes.
    map-30 map-racks map-300 map-1000 map-states map-tiles map-odd-compact
    # Before there is something to see, and when it cannot be seen.
    first-start connecting unreachable no-swarm running stale
    topologies-empty services-empty ensemble-empty services-waiting ensemble-failed
    topologies-stale nodes-stale services-stale ensemble-stale nodes-filtered services-filtered map-stale-compact
    # Long and odd names.
    odd map-odd-names topologies-long nodes-long services-long ensemble-long
    # Checks of machines.
    preflight-intro preflight-running preflight preflight-well preflight-matrix preflight-long
    checks-running checks-warnings checks-error
    # Connections, and what is asked.
    connections connections-empty connections-stale connections-failed connect-empty connect connect-through host-key host-key-other passphrase server-question secret-refused secret-in-memory
    saved-secrets saved-secrets-empty saved-secrets-broken
    # Operations: what is entered, reviewed, run and reported.
    setup-empty setup setup-advanced submit-empty submit kill teardown prepare-empty prepare join-refused first-boot
    plan-error review review-checking review-checked review-unseen review-warnings review-error review-conflict
    review-kill review-teardown run-pull run-kill report report-failed report-submit-failed report-undone)
main=" healthy topologies-page nodes-page services-page ensemble-page node-down find why-node map-racks map-300 stale
    logs containers usage recording
    preflight checks-error connections connect saved-secrets prepare join-refused review review-warnings run-pull report
    setup submit kill teardown run-kill first-start no-swarm topology marked map-1000 odd topologies-long nodes-long
    services-long ensemble-long component-long preflight-long "
# Pictures that have another name than their scene.
declare -A names=([healthy]=map [topologies-page]=topologies [nodes-page]=nodes [services-page]=services
    [ensemble-page]=ensemble [why-node]=why [checks-error]=checks [run-pull]=run)

for scale in 1 2; do
    mkdir "$work/$scale"
    QT_SCALE_FACTOR=$scale "$build/tests/ui/main/ui_shots" "$work/$scale" > /dev/null 2>&1
    QT_SCALE_FACTOR=$scale "$build/tests/ui/wizards/wizard_shots" "$work/$scale" > /dev/null 2>&1
done
find "$here" -name '*.png' ! -name 'lab-*' -delete # those were taken
for scene in "${scenes[@]}"; do
    name=${names[$scene]:-$scene}
    for colours in light dark; do
        convert -strip -dither None -colors 255 "$work/1/$scene-$colours.png" "$here/$name-$colours.png"
        [[ $main != *[[:space:]]$scene[[:space:]]* ]] ||
            convert -strip -dither None -colors 255 "$work/2/$scene-$colours.png" "$here/$name-$colours@2x.png"
    done
    grep -qF "(screenshots/$name-light.png)" "$docs/README.md" || echo "README.md does not show $name"
done
