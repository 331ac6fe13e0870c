#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way through the window by mouse and keyboard alone: first start -> connect -> set up -> submit -> kill ->
tear down, on the lab's machines. Expects a display, the environment of `lab env`, and stormdeck running there without
any configuration. Usage: window_way.py FOLDER-FOR-PICTURES"""
import json
import os
import re
import subprocess
import sys

from desktop import Desktop, is_enabled, wait
from steps import PlanWindow, Steps, changes, listing
from timeline import Timeline, faults

PROGRAM = os.environ["STORMDECK"]
LAB = os.environ["LAB_PROGRAM"]
PICTURES = sys.argv[1]
CONFIG = {"worker.heap.memory.mb": "128", "nimbus.childopts": "-Xmx256m"}  # three machines share one computer
desk = Desktop("stormdeck")
steps = Steps(desk, PICTURES)
check = steps.check
plan_window = PlanWindow(desk, "Set up|Submit|Kill|Tear down")


def status():
    """What the command line says of the connection that the window saved."""
    done = subprocess.run([PROGRAM, "status", "--profile", "lab", "--json"], capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


def says(text, patience=20.0, within=None):
    return lambda: desk.find("label|filler|push button|list item|table cell", re.compile(text), within, patience=patience)


def ends_well(patience):
    return plan_window.ends_well(patience, f"{PICTURES}/report-{steps.passed}.png")


def is_as_at_the_start(said):
    """But for what `said` names as staying."""
    assert before, "nothing was listed"
    found = changes(before, listing(LAB), said)
    assert not found, "\n".join(found)


def first_start():
    desk.find("label", "No cluster is connected")
    desk.picture(f"{PICTURES}/first-start.png")
    assert not is_enabled(desk.find("push button", "Submit topology…")), "there is nowhere to submit to"


def takes_back_what_was_interrupted():
    desk.find("label|filler", re.compile("was interrupted"))
    desk.take_the_focus(lambda: desk.window("Stormdeck"), "label|filler", "No cluster is connected")
    desk.picture(f"{PICTURES}/interrupted.png")
    desk.click("push button", "Undo")
    said = ends_well(60)
    wait(lambda: not desk.all("label|filler", re.compile("was interrupted")), 10, "nothing is offered any more")
    is_as_at_the_start(said)


def connects():
    dialog = lambda: desk.window("Connect to machines")
    desk.click("push button", "Connect…")
    desk.fill("text", "Name of the connection", "lab", dialog)
    for at in range(3):
        if at:
            desk.click("push button", "Add machine", dialog)
        desk.fill("text", "Name of the machine", f"storm-{at + 1}", dialog, at)
        desk.fill("text", "Endpoint of its engine", f"tcp://10.77.0.1{at + 1}:2375", dialog, at)
    desk.find("label", re.compile("not asked before you allow it"), dialog)
    desk.click("check box", re.compile("I know that this is root"), dialog)
    desk.click("push button", "Test the connection", dialog, 0)
    desk.find("label", re.compile("Docker .*storm-1, not in a swarm"), dialog)
    desk.picture(f"{PICTURES}/connect.png")
    desk.click("push button", "Save and connect", dialog)
    says("They answer, and nothing runs on them yet")()


def plans_the_set_up():
    desk.click("push button", "Set up a cluster…")
    desk.fill("text", "Image of ZooKeeper", os.environ["LAB_ZOOKEEPER_IMAGE"], plan_window)
    desk.fill("text", "Image of Storm", os.environ["LAB_STORM_IMAGE"], plan_window)
    desk.click("push button|toggle button|check box", "Advanced", plan_window)
    for at, (member, value) in enumerate(CONFIG.items()):
        desk.click("push button", "Add a member of storm.yaml", plan_window)
        desk.fill("text", "Member", member, plan_window, at)
        desk.key("Tab")
        desk.type(value)
    desk.picture(f"{PICTURES}/inputs.png")
    desk.click("push button", "Continue", plan_window)
    desk.find("push button", "Set up", plan_window, enabled=True)
    desk.picture(f"{PICTURES}/review.png")


def runs_the_set_up():
    desk.click("push button", "Set up", plan_window)
    wait(plan_window.runs, 20, "it runs")
    desk.picture(f"{PICTURES}/run.png")
    ends_well(240)


def shows_the_cluster():
    says("Healthy", 60)()
    assert status()["health"] == "healthy"
    desk.picture(f"{PICTURES}/healthy.png")


def submits():
    desk.click("push button", "Submit topology…")
    desk.click("push button", re.compile("Choose"), plan_window)
    desk.find("text", re.compile("File name|name", re.IGNORECASE), lambda: desk.window(re.compile("jar")))
    desk.key("ctrl+a")
    desk.type(os.environ["LAB_WORDCOUNT_JAR"])
    desk.key("Return")
    desk.fill("text", "Name of the topology", "wordcount", plan_window)
    for at, word in enumerate(["wordcount", "3"]):
        desk.click("push button", "Add argument", plan_window)
        desk.fill("text", "Argument", word, plan_window, at)
    desk.picture(f"{PICTURES}/submit.png")
    desk.click("push button", "Continue", plan_window)
    desk.click("push button", "Submit", plan_window, patience=30)
    ends_well(120)


def shows_the_workers():
    wait(lambda: sum(1 for node in status()["nodes"] for slot in node["slots"] if slot["topology"]) == 3, 60, "3 workers")
    desk.find("table cell", "wordcount", patience=30)
    desk.picture(f"{PICTURES}/submitted.png")


def follows_the_logs():
    window = lambda: desk.window(re.compile("^Logs of"))
    desk.click("table cell", "wordcount")
    desk.click("push button", "Logs…")
    desk.find("label", re.compile("^3 of 3 sources followed"), window, patience=30)
    for machine in ("storm-1", "storm-2", "storm-3"):  # one that is quiet is not among the lines in sight
        desk.fill("text", "Show only lines with this text", f"lab-supervisor-{machine}", window)
        desk.find("table cell", re.compile(f"^wordcount 67.. on {machine}$"), window, patience=60)
    desk.fill("text", "Show only lines with this text", "no line has this", window)
    desk.find("label", re.compile("· 0 of "), window)
    desk.fill("text", "Show only lines with this text", "worker", window)
    desk.picture(f"{PICTURES}/logs.png")
    desk.key("Escape")  # ends the search
    desk.find("label", re.compile(r"· ([\d,]+) of \1 lines shown"), window)
    desk.key("Escape")
    wait(lambda: not desk.has_window(re.compile("^Logs of")), 10, "the window of the logs is gone")


def docker(machine, *words):
    subprocess.run([LAB, "docker", str(machine), *words], check=True, stdout=subprocess.DEVNULL)


def follows_a_container_that_swarm_did_not_make():
    window = lambda: desk.window("Containers on storm-2")
    log = lambda: desk.window("Logs of left-alone")
    docker(2, "run", "--name", "left-alone", os.environ["LAB_ZOOKEEPER_IMAGE"], "echo", "nobody but this container says so")
    try:
        desk.key("ctrl+3")
        desk.click("table cell", "storm-2")
        desk.key("ctrl+d")
        desk.find("table cell", re.compile("^lab-supervisor"), window, patience=30)
        desk.click("table cell", "left-alone", window)
        desk.picture(f"{PICTURES}/containers.png")
        desk.click("push button", "Follow logs…", window)
        desk.find("table cell", "nobody but this container says so", log, patience=30)
        desk.find("label", re.compile("^left-alone on storm-2: .*ended"), log, patience=30)
        desk.picture(f"{PICTURES}/container-log.png")
        desk.key("Escape")
        wait(lambda: not desk.has_window("Logs of left-alone"), 10, "the window of the log is gone")
    finally:
        docker(2, "rm", "--force", "--volumes", "left-alone")
    wait(lambda: not desk.all("table cell", "left-alone", window()), 20, "it is listed no more")
    desk.take_the_focus(window, "label", "Containers")
    desk.key("Escape")
    wait(lambda: not desk.has_window("Containers on storm-2"), 10, "the window of the containers is gone")
    desk.key("ctrl+1")


def survives(one):
    """A fault under the open window: told with its cause, never called well, and mended by itself."""
    line = Timeline(desk, PICTURES, "lab")
    line.run(one)
    assert not line.failed, f"{line.failed} of {line.passed + line.failed} are not so"


def kills():
    desk.click("table cell", "wordcount")
    desk.click("push button", "Kill…")
    desk.fill("spin button", re.compile("Seconds to wait"), "2", plan_window)
    desk.click("push button", "Continue", plan_window)
    desk.click("push button", "Kill", plan_window, patience=30)
    ends_well(60)
    wait(lambda: not desk.all("table cell", "wordcount"), 30, "the topology gone from the picture")
    assert status()["topologies"] == []


def tears_down():
    desk.click("push button", "Main menu")
    desk.key("t")  # popup menus are told to a screen reader by their focus, not by their place
    desk.click("push button", "Continue", plan_window)
    desk.find("text", "Type lab to confirm", plan_window)
    assert not is_enabled(desk.find("push button", "Tear down", plan_window)), "it asks for the name first"
    desk.fill("text", "Type lab to confirm", "lab", plan_window)
    desk.picture(f"{PICTURES}/tear-down.png")
    preview.extend(text for text in desk.texts(plan_window()) if text.startswith("• "))  # what it says stays
    desk.click("push button", "Tear down", plan_window, patience=30)
    ends_well(120)


def is_as_before():
    assert preview, "the preview says what stays"
    is_as_at_the_start("\n".join(preview))
    says("They answer, and nothing runs on them yet")()


with open(os.environ["LAB_START"], encoding="utf-8") as start:
    before = start.read().splitlines()
preview = []
check("the first start offers to connect", first_start)
check("what was interrupted is offered and taken back", takes_back_what_was_interrupted)
check("three machines are connected and tested", connects)
check("the set-up is planned and can be read before it runs", plans_the_set_up)
check("the set-up reaches its goal", runs_the_set_up)
check("the cluster is shown as healthy", shows_the_cluster)
check("a jar is submitted", submits)
check("its workers are on the map", shows_the_workers)
check("the logs of its workers are followed, merged", follows_the_logs)
check("so is that of a container that swarm did not make", follows_a_container_that_swarm_did_not_make)
for one in faults():
    if one.is_short:
        check(one.name, lambda one=one: survives(one))
check("it is killed and gone from the picture", kills)
check("the cluster is torn down after its name was typed", tears_down)
check("nothing is left but what the preview named", is_as_before)
steps.finish()
