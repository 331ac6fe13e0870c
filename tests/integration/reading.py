# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that can be read below a control, asked for a whole level of controls at a time (AT-SPI over D-Bus): asked one
after the other, a window of some hundred controls takes seconds of a busy machine, and has changed by then."""
import os
import time

from gi.repository import Gio, GLib

ACCESSIBLE = "org.a11y.atspi.Accessible"
ANSWER_WITHIN = 30000  # milliseconds
SHOWING, VISIBLE = 25, 30  # bits of a state, by AtspiStateType
# Threads besides the main one that carry questions and answers, by the names that GLib and Qt give them.
CARRIERS = ("gdbus", "QDBusConnection")


def starved(process):
    """Seconds for which the threads of a process that answer, ask or carry questions could have gone on and had no
    processor, since it began."""
    total = 0.0
    for task in os.listdir(f"/proc/{process}/task"):
        try:
            with open(f"/proc/{process}/task/{task}/comm", encoding="utf-8") as name:
                counts = task == str(process) or name.read().strip() in CARRIERS
            if counts:
                with open(f"/proc/{process}/task/{task}/schedstat", encoding="ascii") as told:
                    total += int(told.read().split()[1]) / 1e9
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
    return total


class AccessibilityBus:
    """Asks many controls at once. One thread's own."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        told = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None,
                                 GLib.VariantType("(s)"), Gio.DBusCallFlags.NONE, ANSWER_WITHIN)
        self.context = GLib.MainContext.new()
        self.context.push_thread_default()
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            told.unpack()[0], flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION)
        self.context.pop_thread_default()

    def ask(self, questions):
        """The answers to questions, each (control, method, arguments), in their order; none of one that is gone. A
        control is its owner's name on the bus and its path there."""
        answers, open_questions = [None] * len(questions), set(range(len(questions)))

        def take(bus, result, at):
            open_questions.discard(at)
            try:
                answers[at] = bus.call_finish(result).unpack()[0]
            except GLib.Error:
                pass  # gone, as its answer says

        self.context.push_thread_default()
        try:
            for at, ((owner, path), method, arguments) in enumerate(questions):
                interface = ACCESSIBLE if arguments is None else "org.freedesktop.DBus.Properties"
                self.bus.call(owner, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, ANSWER_WITHIN,
                              None, take, at)
            while open_questions:
                self.context.iteration(True)
        finally:
            self.context.pop_thread_default()
        return answers


def is_shown(state):
    return bool(state) and bool(state[0] >> SHOWING & 1) and bool(state[0] >> VISIBLE & 1)


def order(top, names, children):
    """The names in their order on the screen."""
    if names.get(top):
        yield names[top]
    for child in children.get(top, ()):
        yield from order(child, names, children)


class Reader:
    """Reads what is on the screen of one process, `processes` being all that the way from it to here leads through."""

    def __init__(self, processes):
        self.bus, self.processes = AccessibilityBus(), (*processes, os.getpid())

    def awake(self):
        return time.monotonic() - sum(map(starved, self.processes))

    def read(self, top):
        """A piece a line, and for how many seconds the window left a level's questions without all their answers at
        most. A time in which the machine had no processor for the window, for this, or for what carries the questions
        is none in which the window stood still. What is not shown hides what is in it."""
        names, children, level, slowest = {}, {}, [top], 0.0
        while level:
            begun = self.awake()
            name = GLib.Variant("(ss)", (ACCESSIBLE, "Name"))
            told = self.bus.ask([(one, "Get", name) for one in level] + [(one, "GetChildren", None) for one in level])
            names.update(zip(level, told))
            below = {one: list(map(tuple, found or ())) for one, found in zip(level, told[len(level):])}
            inner = [child for found in below.values() for child in found]
            states = dict(zip(inner, self.bus.ask([(one, "GetState", None) for one in inner])))
            for one, found in below.items():
                children[one] = [child for child in found if is_shown(states[child]) and child not in names]
            level = [child for one in below for child in children[one]]
            slowest = max(slowest, self.awake() - begun)
        names[top] = ""
        return list(order(top, names, children)), slowest
