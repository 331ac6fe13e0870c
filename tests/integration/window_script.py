#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Saves the script of a plan through the window by mouse and keyboard alone, and changes nothing. Expects a display and
stormdeck running on a cluster `lab` that is set up. Usage: window_script.py SCRIPT FOLDER-FOR-PICTURES"""
import os
import re
import sys

from desktop import Desktop, wait
from steps import PlanWindow, Steps

SCRIPT, PICTURES = sys.argv[1:]
desk = Desktop("stormdeck")
steps = Steps(desk, PICTURES)
tearing_down = PlanWindow(desk, "Tear down")


def reviews_a_tear_down():
    wait(lambda: any(text.startswith("storm-1, Ready") for text in desk.texts()), 120, "the cluster in the window")
    desk.choose_in_the_menu(lambda: desk.window("lab – Stormdeck"), "t")
    desk.click("push button", "Continue", tearing_down)


def saves_its_script():
    desk.click("push button", "Save script…", tearing_down, patience=60)
    desk.find("text", re.compile("File name|name", re.IGNORECASE), lambda: desk.window("Save script"))
    desk.key("ctrl+a")
    desk.type(SCRIPT)
    desk.key("Return")
    wait(lambda: os.path.exists(SCRIPT), 20, "the script is there")
    with open(SCRIPT, encoding="utf-8") as saved:
        content = saved.read()
    assert content.startswith("#!/bin/sh\n") and "docker" in content, content
    desk.key("Escape")
    wait(tearing_down.is_gone, 5, "the window of the plan is closed")


steps.check("a tear-down is reviewed in a window", reviews_a_tear_down)
steps.check("  its script is saved", saves_its_script)
steps.finish()
