#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Machines through the window by mouse and keyboard alone: a fresh one is prepared, prepared again, copied as it is and
refused, cleaned and copied, joined; then its logs, and what its containers use, beside those of the others. Expects a
display, the environment of `lab env`, a cluster `lab` of three machines set up by LAB_PROFILE, a fresh machine that no
known_hosts names, and stormdeck running on that cluster. Usage: window_machines.py FOLDER-FOR-PICTURES"""
import json
import os
import re
import subprocess
import sys

import pyatspi
from desktop import Desktop, is_checked, wait
from steps import PlanWindow, Steps

PROGRAM = os.environ["STORMDECK"]
LAB = os.environ["LAB_PROGRAM"]
PROFILE = os.environ["LAB_PROFILE"]
PICTURES = sys.argv[1]
CLONES = {"clone-1": "10.77.0.21", "clone-2": "10.77.0.22"}
NODES = ["storm-1", "storm-2", "storm-3", *CLONES]
desk = Desktop("stormdeck")
steps = Steps(desk, PICTURES)
preparing = PlanWindow(desk, "Prepare")
joining = PlanWindow(desk, "Join")
first_boot = lambda: desk.window("First boot of machines of lab")


def picture(name):
    desk.picture(f"{PICTURES}/{name}.png")


def lab(*words, check=True):
    done = subprocess.run([LAB, *words], check=check, capture_output=True, text=True, timeout=240)
    return done.stdout


def status():
    done = subprocess.run([PROGRAM, "status", "--profile", "lab", "--json"], capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


def text_of(control):
    return control.queryText().getText(0, -1)


def main_menu(key):
    desk.choose_in_the_menu(lambda: desk.window("lab – Stormdeck"), key)


def is_focused(role, name, within):
    return lambda: desk.find(role, name, within).getState().contains(pyatspi.STATE_FOCUSED)


def shows_the_cluster():
    wait(lambda: "Healthy" in desk.texts(), 120, "a healthy cluster in the window")
    picture("cluster")


def fills_in_the_preparation():
    main_menu("p")
    wait(is_focused("text", "user@host", preparing), 10, "the first field has the keyboard")
    desk.type("ssh://root@fresh")
    picture("prepare-empty")
    desk.fill("text", "User of Docker", "ops", preparing)
    for at, image in enumerate([os.environ["LAB_ZOOKEEPER_IMAGE"], os.environ["LAB_STORM_IMAGE"]]):
        desk.click("push button", "Add image", preparing)
        desk.fill("text", re.compile("^Image"), image, preparing, at)
    desk.click("push button|toggle button|check box", "Registries, kernel and clock", preparing)
    desk.click("push button", "Add insecure registry", preparing)
    desk.type(os.environ["LAB_REGISTRY"])
    picture("prepare")


def trusts(host):
    """Is asked once whether the host is the right one, and compares its fingerprint with what the host itself has."""
    question = lambda: desk.window("Is this the right machine?")
    shown = text_of(desk.find("text", "Fingerprint of the host key", question, patience=40)).split()[-1]
    own = lab("ssh", host, "for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -l -f $key; done")
    assert shown in own.split(), f"{host} has\n{own}, not {shown}"
    picture(f"trust-{host}")
    desk.click("push button", "Trust and connect", question)


def reviews_it():
    desk.key("alt+c")
    trusts("fresh")
    desk.find("push button", "Prepare", preparing, patience=60, enabled=True)
    picture("prepare-review")


def prepares():
    desk.click("push button", "Prepare", preparing)
    wait(preparing.runs, 20, "it runs")
    picture("prepare-run")
    preparing.ends_well(300, f"{PICTURES}/prepare-report.png")
    assert "ops" in lab("ssh", "fresh", "getent group docker") and "storm" in lab("ssh", "fresh", "docker images")


def finds_nothing_to_do():
    main_menu("p")
    wait(is_focused("text", "user@host", preparing), 10, "the first field has the keyboard")
    assert text_of(desk.find("text", "user@host", preparing)) == "ssh://root@fresh", "what was entered is there again"
    desk.key("alt+c")
    desk.find("push button", "Prepare", preparing, patience=60, enabled=True)
    picture("prepare-again")
    desk.find("label", re.compile("nothing is left to do"), preparing)
    desk.key("Escape")
    wait(preparing.is_gone, 5, "the window of the plan is closed")


def copies_as_it_is():
    lab("ssh", "fresh", "systemctl poweroff", check=False)
    lab("clone", "fresh", "2")


def names_the_clones():
    fills_in_the_clones()
    desk.key("alt+c")
    trusts_the_clones()


def fills_in_the_clones():
    main_menu("j")
    wait(is_focused("text", "user@host", joining), 10, "the first field has the keyboard")
    desk.type("root@clone-1")
    desk.key("Return")
    desk.type("root@clone-2")
    picture("join")


def trusts_the_clones():
    trusted = {trusts_one_of_the_clones() for _ in CLONES}
    assert trusted == set(CLONES), trusted


def are_other_machines_than_before():
    fills_in_the_clones()
    desk.key("alt+c")
    desk.find("label", re.compile("host key is .* and the key known for it is"), joining, patience=60)
    picture("join-other-host-key")
    for address in CLONES.values():  # as they were set up anew
        subprocess.run(["ssh-keygen", "-q", "-R", address, "-f", f"{os.environ['HOME']}/.ssh/known_hosts"], check=True)
    desk.key("alt+c")
    trusts_the_clones()


def trusts_one_of_the_clones():
    question = lambda: desk.window("Is this the right machine?")
    asked = desk.find("label", re.compile("is not known yet"), question, patience=40).name
    host = next(name for name in CLONES if name in asked)
    trusts(host)
    wait(lambda: not any(f"{host} is not known yet" in text for text in desk.texts()), 10, "the answer is taken")
    return host


def is_refused():
    said = desk.find("label|filler|text", re.compile("[Mm]achines share what must be one machine's own"), joining,
                     patience=60).name
    picture("join-refused")
    for shared in ("machine id", "SSH host key", "engine id"):
        assert shared in said, f"{shared}: {said}"
    assert "clone-1" in said and "clone-2" in said, said
    desk.key("Escape")
    wait(joining.is_gone, 5, "the window of the plan is closed")


def boots_the_machine_again():
    lab("clone", "off")
    lab("fresh")


def cleans_and_switches_off():
    main_menu("p")
    for choice in ("Remove what identifies the machine", "Then switch it off"):
        box = desk.find("check box", choice, preparing)
        assert not is_checked(box), f"{choice} is chosen each time"
        desk.click("check box", choice, preparing)
        wait(lambda box=box: is_checked(box), 5, choice)
    picture("clean")
    desk.key("alt+c")
    desk.click("push button", "Prepare", preparing, patience=60)
    preparing.ends_well(120, f"{PICTURES}/clean-report.png")


def identity(clone):
    return set(lab("ssh", clone, "cat /etc/machine-id /etc/ssh/ssh_host_*.pub; docker info -f '{{.ID}}'").splitlines())


def copies_share_nothing():
    lab("clone", "fresh", "2")
    first, second = (identity(clone) for clone in CLONES)
    assert len(first) > 2 and len(second) > 2, f"{first} {second}"
    assert not first & second, first & second


def joins():
    desk.find("push button", "Join", joining, patience=60, enabled=True)
    picture("join-review")
    desk.click("push button", "Join", joining)
    joining.ends_well(180, f"{PICTURES}/join-report.png")


def shows_five_nodes():
    cards = lambda: {name for name in NODES if any(text == f"{name}, Ready" for text in desk.texts())}
    wait(lambda: cards() == set(NODES) and "Healthy" in desk.texts(), 120, "five nodes that are ready")
    picture("five-nodes")
    told = status()
    assert told["health"] == "healthy" and len(told["nodes"]) == len(NODES), told["health"]
    assert told["slots"]["total"] == 4 * len(NODES), told["slots"]


def follows_the_logs_of_all():
    window = lambda: desk.window("Logs of lab-supervisor")
    desk.key("ctrl+4")
    desk.click("table cell|tree item", "lab-supervisor", patience=30)
    desk.key("ctrl+l")
    sources = 2 * len(NODES)  # the output of the swarm task, and the supervisor's file
    desk.find("label", re.compile(f"^{sources} of {sources} sources followed"), window, patience=60)
    picture("logs")
    for node in NODES:
        desk.fill("text", "Show only lines with this text", f"lab-supervisor-{node}", window)
        desk.find("table cell", f"supervisor.log on {node}", window, patience=30)
    picture("logs-of-one")
    desk.key("Escape")  # ends the search
    desk.find("label", re.compile(r"^.* ([\d,]+) of \1 lines shown"), window)
    desk.key("Escape")


def shows_material_for_clouds():
    main_menu("m")
    names = text_of(desk.find("text", "Text to copy", first_boot))
    assert all(f"| {node} |" in names for node in NODES), names
    picture("first-boot-names")
    desk.key("alt+w")
    desk.key("Down", "Down", "Down")
    wait(lambda: text_of(desk.find("text", "Text to copy", first_boot)).startswith("#!/bin/sh"), 10, "a script")
    picture("first-boot")


def saves_it():
    file = f"{os.environ['HOME']}/worker.sh"
    desk.key("alt+s")
    desk.find("text", re.compile("File name|name", re.IGNORECASE), lambda: desk.window("Save"))
    picture("first-boot-save")
    desk.key("ctrl+a")
    desk.type(file)
    desk.key("Return")
    desk.find("label", f"Saved as {file}.", first_boot)
    with open(file, encoding="utf-8") as saved:
        content = saved.read()
    assert content == text_of(desk.find("text", "Text to copy", first_boot)), content
    told = subprocess.run([PROGRAM, "first-boot", PROFILE, "--role", "worker"], capture_output=True, text=True, check=True)
    assert content.strip() == told.stdout.strip(), "the command line makes the same"
    desk.key("Escape")


def reads_the_use_of_all():
    window = lambda: desk.window("Resource use of lab-supervisor")
    desk.key("ctrl+4")
    desk.click("table cell|tree item", "lab-supervisor", patience=30)
    desk.key("ctrl+r")
    desk.find("label", re.compile(f"^{len(NODES)} containers, read"), window, patience=30)
    wait(lambda: len(desk.all("table cell", re.compile("^[0-9]+ %$"), window())) == len(NODES), 30, "the memory of each")
    picture("use")
    desk.key("Escape")


steps.check("the cluster is shown", shows_the_cluster)
steps.check("the preparation of a machine is filled in", fills_in_the_preparation)
steps.check("its host key is asked for, and the plan is shown", reviews_it)
steps.check("it is prepared", prepares)
steps.check("a second time there is nothing to do", finds_nothing_to_do)
steps.check("two copies of it as it is boot", copies_as_it_is)
steps.check("they are named for joining, and their host keys asked for", names_the_clones)
steps.check("they are refused, with what they share", is_refused)
steps.check("the machine boots again", boots_the_machine_again)
steps.check("what identifies it is removed, and it goes off", cleans_and_switches_off)
steps.check("two copies boot, which share nothing", copies_share_nothing)
steps.check("they are other machines than those known, which is told, and trusted anew", are_other_machines_than_before)
steps.check("they join", joins)
steps.check("the map has five nodes with their supervisors", shows_five_nodes)
steps.check("logs of the supervisors of all machines are followed", follows_the_logs_of_all)
steps.check("material for clouds is shown", shows_material_for_clouds)
steps.check("  and saved", saves_it)
steps.check("what the supervisors of all machines use is read", reads_the_use_of_all)
steps.finish()
