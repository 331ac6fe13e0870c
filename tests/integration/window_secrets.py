#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives a window the secrets that it asks for, by mouse and keyboard alone: the passphrase of a key, then the password
of a machine's user and that of sudo there, once a wrong one, for a preparation that finds nothing to do. Expects a
display, and stormdeck running on a cluster `lab` of machines that only that key lets in. SECRETS is a file with a line
"QUESTION<tab>TEXT" for each question, in their order. Usage: window_secrets.py SECRETS MACHINE FOLDER-FOR-PICTURES"""
import re
import sys

from desktop import Desktop, wait
from steps import PlanWindow, Steps

SECRETS, MACHINE, PICTURES = sys.argv[1:]
desk = Desktop("stormdeck")
steps = Steps(desk, PICTURES)
preparing = PlanWindow(desk, "Prepare")
with open(SECRETS, encoding="utf-8") as lines:
    secrets = iter([tuple(line.rstrip("\n").split("\t", 1)) for line in lines])


def answers(button):
    """Waits for the next question of SECRETS, and types what it wants."""
    title, secret = next(secrets)
    question = lambda: desk.window(title)
    desk.click("password text|text", title, question, patience=60)
    desk.type_secret(secret)
    desk.click("push button", button, question)


def shows_the_cluster():
    wait(lambda: any(text.startswith("storm-1, Ready") for text in desk.texts()), 120, "the cluster in the window")


def gives_a_passphrase():
    answers("Log in")
    shows_the_cluster()


def gives_a_password():
    desk.choose_in_the_menu(lambda: desk.window("lab – Stormdeck"), "p")
    desk.fill("text", "user@host", MACHINE, preparing)
    desk.click("push button", "Continue", preparing)
    answers("Log in")


def gives_a_wrong_password_for_sudo():
    answers("Go on")
    desk.find("label", re.compile("sudo password was refused"), preparing, patience=60)


def gives_the_right_one():
    desk.click("push button", "Continue", preparing)
    answers("Go on")
    desk.click("push button", "Prepare", preparing, patience=90)


def is_prepared():
    preparing.ends_well(180, f"{PICTURES}/prepared.png")
    left = [title for title, _ in secrets]
    assert not left, f"nobody asked for {left}"


steps.check("a window asks for the passphrase of the key, and shows the cluster", gives_a_passphrase)
steps.check("  for the password of a machine that is to be prepared", gives_a_password)
steps.check("  for that of sudo, and says that a wrong one was refused", gives_a_wrong_password_for_sudo)
steps.check("  and again", gives_the_right_one)
steps.check("  it is prepared", is_prepared)
steps.finish()
