#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Draws docs/screenshots anew, light and dark, at 100 % and 200 %. Usage: draw-screenshots.sh BUILD-FOLDER, with the
# targets ui_shots and wizard_shots built there. Look at each picture before it is committed.
set -euo pipefail
build=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)/screenshots
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QT_QPA_PLATFORM=offscreen
declare -A names=([healthy]=map [map-racks]=map-racks [map-300]=map-300 [node-down]=node-down [stale]=stale
    [topologies-page]=topologies [nodes-page]=nodes [services-page]=services [ensemble-page]=ensemble [find]=find
    [why-node]=why [preflight]=preflight [connections]=connections [checks-error]=checks [review-warnings]=review-warnings [prepare]=prepare
    [join-refused]=join-refused [saved-secrets]=saved-secrets [review]=review [run-pull]=run [report]=report [connect]=connect)

for scale in 1 2; do
    mkdir "$work/$scale"
    QT_SCALE_FACTOR=$scale "$build/tests/ui/main/ui_shots" "$work/$scale" > /dev/null 2>&1
    QT_SCALE_FACTOR=$scale "$build/tests/ui/wizards/wizard_shots" "$work/$scale" > /dev/null 2>&1
done
rm -f "$here"/*.png
for scene in "${!names[@]}"; do
    for colours in light dark; do
        convert -strip "$work/1/$scene-$colours.png" "$here/${names[$scene]}-$colours.png"
        convert -strip -dither None -colors 255 "$work/2/$scene-$colours.png" "$here/${names[$scene]}-$colours@2x.png"
    done
done
