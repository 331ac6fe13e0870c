# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses a program as a person does: finds controls by the names that a screen reader tells (AT-SPI), and moves the
pointer and types by XTEST (xdotool). Nothing is asked of the program itself."""
import functools
import os
import re
import subprocess
import time

import pyatspi
from gi.repository import GLib

from reading import Reader

PATIENCE = 20.0  # seconds
LOOK_EVERY = 0.15
NAMED_WITHIN = 10.0


# What a control says that was found, and is gone by the time at which it is asked.
GONE = (GLib.Error, LookupError, NotImplementedError, RuntimeError)


class Missing(Exception):
    """A control that should be on the screen is not."""


def xdotool(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True, timeout=20)


def rectangle(control):
    return control.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)


def is_showing(control):
    state = control.getState()
    return state.contains(pyatspi.STATE_SHOWING) and state.contains(pyatspi.STATE_VISIBLE)


def is_enabled(control):
    return control.getState().contains(pyatspi.STATE_ENABLED)


def is_checked(control):
    return control.getState().contains(pyatspi.STATE_CHECKED)


def matches(text, wanted):
    return wanted.search(text) is not None if isinstance(wanted, re.Pattern) else text == wanted


def walk(control, seen):
    """Every control below, in their order on the screen; what is not shown hides what is in it."""
    try:
        count = control.childCount
    except GONE:
        return
    for at in range(count):
        try:
            child = control.getChildAtIndex(at)
            shown = child is not None and seen(child)
        except GONE:
            continue
        if shown:
            yield child
            yield from walk(child, seen)


def named(control):
    """Its role and its name; none where it is gone."""
    try:
        return control.getRoleName(), control.name
    except GONE:
        return "", ""


def message_buses():
    """The processes that carry questions and answers on this desktop, and not those of machines inside this one."""
    found = subprocess.run(["pgrep", "--ns", str(os.getpid()), "--nslist", "pid", "-x", "dbus-daemon"],
                           capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


@functools.cache
def reader_of(process):
    return Reader((process, *message_buses()))


class Desktop:
    """The windows of one program."""

    def __init__(self, program):
        self.program = program

    def application(self):
        """One that had no processor for 0.8 s has not told its name: that is how long libatspi waits."""

        def look():
            root = pyatspi.Registry.getDesktop(0)
            found = [one for one in map(root.getChildAtIndex, range(root.childCount)) if one is not None]
            return next((one for one in found if named(one)[1] == self.program), None)

        return wait(look, NAMED_WITHIN, f"a window of {self.program}")

    def window(self, title):
        for at in range(self.application().childCount):
            one = self.application().getChildAtIndex(at)
            if one is not None and matches(named(one)[1], title) and is_showing(one):
                return one
        raise Missing(f"no window {title}")

    def has_window(self, title):
        try:
            return self.window(title) is not None
        except Missing:
            return False

    def all(self, role, name, within=None):
        found = []
        for control in walk(within or self.application(), is_showing):
            its_role, its_name = named(control)
            if its_role in role.split("|") and matches(its_name, name):
                found.append(control)
        return found

    def texts(self, within=None):
        """All that can be read now, a piece a line."""
        return self.reading(within)[0]

    def reading(self, within=None):
        """The same, and for how many seconds the window left a question without an answer at most."""
        top = within or self.application()
        return reader_of(top.get_process_id()).read((top.app.bus_name, top.path))

    def find(self, role, name, within=None, at=0, patience=PATIENCE, enabled=False):
        def look():
            found = self.all(role, name, within() if callable(within) else within)
            if len(found) > at or (found and at < 0):
                return found[at] if not enabled or is_enabled(found[at]) else None
            return None

        return wait(look, patience, f"{role} {name}")

    def click(self, role, name, within=None, at=0, patience=PATIENCE):
        def click_it():
            control = self.find(role, name, within, at, patience, enabled=True)
            self.press(control)
            return control

        return wait(click_it, patience, f"{role} {name}")

    def press(self, control):
        box = self.come_to_rest(control)
        xdotool("mousemove", box.x + box.width // 2, box.y + box.height // 2, "click", 1)

    def take_the_focus(self, window, role, name):
        """Clicks something that does nothing until the window manager, which may not be ready for the first click or
        swallow it, has made the window the active one."""

        def has_it():
            self.click(role, name, window)
            time.sleep(0.5)
            return window().getState().contains(pyatspi.STATE_ACTIVE)

        wait(has_it, PATIENCE, "the window has the focus")

    def choose_in_the_menu(self, main, key):
        """In the main menu of the window `main`. Popup menus are told to a screen reader by their focus, not by their
        place; and one closes when the window manager gives its window the focus late, which it may not do at all before
        a click."""
        self.take_the_focus(main, "filler|panel", "Pages")
        self.click("push button", "Main menu", main)
        time.sleep(0.5)
        self.key(key)

    def come_to_rest(self, control):
        """Windows move while the window manager places them, on a busy machine with pauses."""
        box, rests = self.brought_into_view(control), 0
        while rests < 2:
            time.sleep(0.1)
            before, box = box, rectangle(control)
            rests = rests + 1 if (box.x, box.y) == (before.x, before.y) else 0
        return box

    def brought_into_view(self, control):
        """Turns the wheel until the control is inside all that holds it."""
        for _ in range(40):
            box, frame = rectangle(control), self.frame_of(control)
            if box.y >= frame[1] and box.y + box.height <= frame[3]:
                return box
            xdotool("mousemove", frame[0] + 8, (frame[1] + frame[3]) // 2)  # beside the fields, which may take the wheel
            xdotool("click", 5 if box.y + box.height > frame[3] else 4)
            time.sleep(0.1)
        return rectangle(control)

    @staticmethod
    def frame_of(control):
        """What can be seen of the innermost holder that can be seen at all: left, top, right, bottom."""
        holders = []
        parent = control.parent
        while parent is not None and parent.getRoleName() != "application":
            holders.insert(0, rectangle(parent))
            parent = parent.parent
        seen = (0, 0, 1 << 20, 1 << 20)
        for box in holders:
            inner = (max(seen[0], box.x), max(seen[1], box.y),
                     min(seen[2], box.x + box.width), min(seen[3], box.y + box.height))
            if inner[0] >= inner[2] or inner[1] >= inner[3]:
                break
            seen = inner
        return seen

    def fill(self, role, name, text, within=None, at=0):
        """Types over what a field holds. A click may miss it while the window still moves, or be swallowed by the window
        manager; what is typed then goes to another field."""

        def has_the_focus():
            control = self.click(role, name, within, at)
            time.sleep(0.2)
            return control.getState().contains(pyatspi.STATE_FOCUSED)

        wait(has_the_focus, PATIENCE, f"the focus on {role} {name}")
        xdotool("key", "--clearmodifiers", "ctrl+a")
        self.type(text)

    @staticmethod
    def type(text):
        xdotool("type", "--clearmodifiers", "--delay", 4, "--", text)

    @staticmethod
    def type_secret(text):
        """By the input of xdotool, as everybody can read its arguments."""
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "4", "--file", "-"], input=text, text=True,
                       check=True, timeout=20)

    @staticmethod
    def key(*keys):
        xdotool("key", "--clearmodifiers", *keys)

    @staticmethod
    def picture(path):
        subprocess.run(["import", "-window", "root", path], check=True)


def wait(look, patience, what):
    """What `look` gives as soon as it gives anything. What goes while it looks is looked for once more."""
    end = time.monotonic() + patience
    while True:
        try:
            found = look()
        except (Missing, *GONE):
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise Missing(f"not within {patience:.0f} s: {what}")
        time.sleep(LOOK_EVERY)
