#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults of a running cluster, one after the other, while its window is open. Four times a second the window is read as
a screen reader reads it, `status --json` as often as it answers, and the lab is asked what the swarm says, and whether
what passes by itself is away; then the three are compared. Expects a display, the environment of `lab env`, a healthy
cluster named lab, and a window on it.
Usage: timeline.py FOLDER-FOR-PICTURES [WORDS-OF-A-FAULT…]"""
import dataclasses
import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable

from desktop import Desktop, Missing, wait
from headlines import OF_A_MEMBER, OF_A_NODE, age_in, strangers

PROGRAM = os.environ["STORMDECK"]
LAB = os.environ["LAB_PROGRAM"]
EVERY = 0.25  # seconds between two looks
FRESH_FOR = 7.0  # seconds for which a fact may be shown as current
GOES_ON_WITHIN = 14.0  # seconds: two looks in a row may come to nothing on a machine with other things to do
WATCHED_FOR = 20.0  # seconds after a fault; what ended with it is too old by then
PASSING_WATCHED_FOR = 40.0  # seconds of one that passes by itself: until the swarm's verdict, and OUTDATED_AFTER
HEALTHY = "Healthy"
SUSPECT = ("Suspect", "Not answering")  # what a card says before the swarm has its verdict
OVER_BY_ITSELF = ("reboot", "restart", "kill")  # kinds of faults that the lab has no undo for
ANSWERS_IN = 3.0  # seconds; a window that waits for an engine stands still for four, and what carries questions waits too
SAME_MOMENT = 1.0  # seconds that the window may be behind the swarm
PROBED_WITHIN = 4.0  # seconds; twice the time that the window gives an engine
LOOKS_APART = 2.0  # seconds; between two looks further apart the window may have said anything
# Seconds. A window that says healthy all along got an answer of the swarm within the last FRESH_FOR, and had asked for it
# no longer before: the answer before it was current all the while. A lapse of either may fall between two looks.
OUTDATED_AFTER = 2 * (FRESH_FOR + LOOKS_APART)


@dataclasses.dataclass(frozen=True)
class Fault:
    """What is done to the lab, and what must be said of it."""
    name: str
    make: tuple  # commands of `lab`, each a list of words
    undo: tuple  # the same; empty where it passes by itself
    node: str = ""  # the node that is never called ready while it lasts, and down when the swarm says so
    told: str = ""  # of a finding in the window; of what passes only where it lasts long enough to be seen
    code: str = ""  # of a finding of `status --json`
    live: tuple = ()  # planes that go on telling what is current
    back: tuple = ()  # planes that tell it again before the fault is taken back
    ask: str = "1"  # the number of the manager that is asked what the swarm says
    is_short: bool = False  # one of the few that are shown each time
    passes: bool = False  # it may be over, or be too slight, before anybody can see it
    may: frozenset = frozenset()  # codes of what may be told of one that passes; nothing else may
    names: tuple = ()  # the machine and the member that those may name
    probed: tuple = ()  # the machine that the lab itself asks all the while, and its service that is away, or ""
    hidden: float = FRESH_FOR  # seconds for which nobody may have looked yet
    slow_to: str = ""  # the number of a machine that the command line is to reach by its slow way
    patience: float = 90.0  # seconds until it must have been told
    # Seconds until all is well again after it was taken back: three failures of a swarm task at one place are told for
    # five minutes, and faults of one machine follow each other faster.
    recovery: float = 330.0

    def is_told_in(self, look):
        return self.told and any(self.told in text for text in look.findings)


def lab(*words):
    return subprocess.run([LAB, *words], check=True, capture_output=True, text=True, timeout=240).stdout


def fault(name, *faults, **more):
    """Each of `faults` is what `lab fault` takes, as one text."""
    made = [one.split() for one in faults]
    undone = [one[:3] if one[0] == "pause" else one[:2] for one in reversed(made) if one[0] not in OVER_BY_ITSELF]
    return Fault(name, tuple(["fault", *one] for one in made), tuple(["fault", "undo", *one] for one in undone), **more)


def scaled(service, there_and_back):
    return tuple(["docker", "1", "service", "scale", "-d", f"{service}={count}"] for count in there_and_back)


def place_of(service):
    """The machine on which a service of one task runs, and the service: as `lab fault` wants a container."""
    node = lab("docker", "1", "service", "ps", service, "--filter", "desired-state=running", "--format", "{{.Node}}")
    return f"{node.split()[0].removeprefix('storm-')} {service}"


def managers():
    """Numbers of the machines that are managers, the leader first."""
    lines = lab("docker", "1", "node", "ls", "--format", "{{.Hostname}} {{.ManagerStatus}}").splitlines()
    known = [line.split() for line in lines if len(line.split()) > 1]
    return [name.removeprefix("storm-") for name, _ in sorted(known, key=lambda one: one[1] != "Leader")]


def faults():
    lost = {"node": "storm-3", "told": "storm-3 ", "code": "node.down"}
    of_second, of_third = ({"may": OF_A_NODE, "names": (f"storm-{number}", f"zk{number}")} for number in "23")
    second = place_of("lab-zk2")
    off, on = scaled("lab-ui", (0, 1))
    listed = [
        fault("plug of storm-3 pulled", "pull 3", **lost, is_short=True),
        fault("storm-3 powered off", "power 3", **lost),
        fault("engine of storm-3 stopped", "stop 3", **lost),
        fault("engine of storm-3 frozen", "freeze 3", **lost, is_short=True),
        fault("link of storm-3 cut", "link 3", **lost),
        fault("storm-3 rebooted", "reboot 3", told="storm-3 ", passes=True, **of_third, probed=("3", "")),
        fault("engine of storm-2 restarted", "restart 2", passes=True, **of_second, probed=("2", "")),
        # It lasts, but what is sent again gets through: only the swarm's own word says whether the node is away. The
        # members may be asked from there, and then the answer of any of them is lost.
        fault("a third of the packets to storm-3 lost", "drop 3 30", passes=True, may=OF_A_NODE,
              names=("storm-3", "zk1", "zk2", "zk3")),
        fault("an ensemble member killed", f"kill {second}", passes=True, may=OF_A_MEMBER, names=("zk2",),
              probed=tuple(second.split())),
        fault("an ensemble member paused", f"pause {second}", told="zk2", code="ensemble.member-silent",
              live=("Swarm",), back=("ZooKeeper",), is_short=True),
        # Asked by the container of the member that goes on. Storm may fail: without the ensemble Nimbus has no leader.
        fault("the ensemble without a quorum", f"pause {second}", f"pause {place_of('lab-zk3')}",
              told="ensemble", code="ensemble.no-quorum", live=("Swarm",), back=("ZooKeeper",)),
        fault("the disk of storm-3 filled", "disk 3 100", told="disk of storm-3 is full", code="node.disk-full",
              live=("Swarm", "ZooKeeper", "Storm"), hidden=45.0),
        fault("the way to storm-3 slow", "slow 3 300", slow_to="3", patience=20.0),
        Fault("Storm's UI stopped", (off,), (on,), told="Storm", code="storm.stale", live=("Swarm", "ZooKeeper"),
              is_short=True),
    ]
    return listed + (faults_of_one() if len(managers()) == 1 else faults_of_three(*managers()))


# An engine that stands still is cut off from the networks of the others' containers. With it goes a UI on it, and with
# two of three the ensemble that Nimbus can reach: in both Storm may have no answer, and is not held to one.
def faults_of_one():
    return [fault("engine of the only manager frozen", "freeze 1", told="manager", code="swarm.stale",
                  back=("ZooKeeper",))]  # which is asked over the engine of another member


def faults_of_three(leader, second, third):
    return [
        fault("the leading manager cut off", f"link {leader}", node=f"storm-{leader}", told=f"storm-{leader} ",
              code="node.down", back=("Swarm",), ask=second),
        fault("the managers without a majority", f"freeze {second}", f"freeze {third}", told="manager",
              code="swarm.no-majority", back=("ZooKeeper",), ask=leader),
    ]


def profile_over(profile, machine):
    """A copy of a profile in which that machine is reached by its slow way."""
    with open(profile, encoding="utf-8") as file:
        text = file.read()
    straight, slow = os.environ[f"LAB_STORM_{machine}"], os.environ[f"LAB_STORM_{machine}_SLOW"]
    path = os.path.join(os.environ["XDG_RUNTIME_DIR"], "slow.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(f"endpoint: {straight}\n", f"endpoint: {slow}\n"))
    return path


@dataclasses.dataclass(frozen=True)
class Said:
    """An answer of `status --json`: it tells of some moment between these two."""
    asked: float
    answered: float
    health: str
    codes: set
    wrong: set  # those of them that are more than worth knowing
    nodes: dict  # name: status

    @staticmethod
    def of(asked, told):
        findings = told["findings"]
        return Said(asked, time.monotonic(), told["health"], {one["code"] for one in findings},
                    {one["code"] for one in findings if one["severity"] != "notice"},
                    {one["name"]: one["status"] for one in told["nodes"]})


@dataclasses.dataclass(frozen=True)
class Probe:
    """What the lab itself was asked between these two: what is away then."""
    asked: float
    answered: float
    away: frozenset


def engine_says(machine, path):
    """What a machine's engine answers; None where it does not."""
    where = urllib.parse.urlsplit(os.environ[f"LAB_STORM_{machine}"])
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=PROBED_WITHIN)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read()
        return text if answer.status == 200 else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def is_away(machine, service):
    """Whether the engine of a machine does not answer or, where a service is named, runs no container of it; None where
    that cannot be told."""
    if not service:
        return engine_says(machine, "/_ping") is None
    listed = engine_says(machine, "/containers/json?filters=" + urllib.parse.quote(json.dumps({"name": [service]})))
    return None if listed is None else not json.loads(listed)


def absences(probes, name):
    """From when to when something was away for certain: from the end of the first probe in a row that told so to the
    beginning of the last one."""
    times, row = [], []
    for probe in probes:
        row = [*row, probe] if name in probe.away else []
        if len(row) == 2:
            times.append((row[0].answered, probe.asked))
        elif row[2:]:
            times[-1] = (row[0].answered, probe.asked)
    return times


class Facts:
    """What the command line, the swarm and, of what is probed, the lab say, asked all the time beside the window."""

    def __init__(self, profile, one):
        self.profile, self.manager, self.probed = profile, one.ask, one.probed
        self.stop = threading.Event()
        self.said = []  # of the command line
        self.down_since = {}  # node: when the swarm first called it down
        self.verdicts = []  # of the swarm: which nodes are down
        self.probes = []  # of what is probed
        asked = (self.ask_status, self.ask_swarm, *([self.ask_lab] if self.probed else []))
        self.threads = [threading.Thread(target=self.follow, args=(ask,)) for ask in asked]
        for thread in self.threads:
            thread.start()

    def follow(self, ask):
        while not self.stop.is_set():
            begun = time.monotonic()
            ask()
            self.stop.wait(max(0.0, EVERY - (time.monotonic() - begun)))

    def ask_status(self):
        asked = time.monotonic()
        done = subprocess.run([PROGRAM, "status", "--profile", self.profile, "--json"], capture_output=True, text=True,
                              check=False, timeout=120)
        told = json.loads(done.stdout)
        self.said.append(Said.of(asked, told))

    def ask_swarm(self):
        asked = time.monotonic()
        done = subprocess.run([LAB, "docker", self.manager, "node", "ls", "--format", "{{.Hostname}} {{.Status}}"],
                              capture_output=True, text=True, check=False, timeout=60)
        states = dict(line.split()[:2] for line in done.stdout.splitlines())
        down = frozenset(name for name, state in states.items() if state == "Down")
        if states:
            self.verdicts.append(Probe(asked, time.monotonic(), down))
        for name in down:
            self.down_since.setdefault(name, time.monotonic())

    def ask_lab(self):
        asked, away = time.monotonic(), is_away(*self.probed)
        if away is not None:
            self.probes.append(Probe(asked, time.monotonic(), frozenset([self.probed] if away else [])))

    def told_after_verdict(self, node):
        """Answers of the command line that were asked for when the swarm had called the node down for long enough."""
        verdict = self.down_since.get(node)
        return [told for told in self.said if verdict is not None and told.asked > verdict + SAME_MOMENT]

    def absences(self, names):
        """Of nodes, by the swarm's word, and of what is probed."""
        of_nodes = [time for name in names for time in absences(self.verdicts, name)]
        return of_nodes + absences(self.probes, self.probed)

    def end(self):
        self.stop.set()
        for thread in self.threads:
            thread.join()


@dataclasses.dataclass
class Look:
    """One reading of the window."""
    at: float
    took: float
    slowest: float  # of the window's answers
    healthy: bool
    cards: dict
    planes: dict
    findings: list

    @staticmethod
    def of(desk):
        at = time.monotonic()
        texts, slowest = desk.reading()
        cards = dict(match.groups() for text in texts if (match := re.match(r"^(storm-\d), (.*)$", text)))
        planes = dict(match.groups() for text in texts if (match := re.match(r"^(Swarm|ZooKeeper|Storm): (.*)$", text)))
        findings = [text for text in texts if re.match(r"^(Failure|Warning|Notice|Unknown): ", text)]
        return Look(at, time.monotonic() - at, slowest, HEALTHY in texts, cards, planes, findings)

    def age(self, plane):
        """Seconds for which the plane's facts are shown as current; None where they are not."""
        return age_in(self.planes.get(plane, ""))


def healthy_times(looks):
    """From when to when the window said healthy and nothing else."""
    times = []
    for before, look in zip([None, *looks], looks):
        if look.healthy and before and before.healthy and look.at - before.at < LOOKS_APART:
            times[-1] = (times[-1][0], look.at)
        elif look.healthy:
            times.append((look.at + look.took, look.at))
    return times


def outdated(looks, said, code):
    """Answers of the command line in a row that all told `code`, over longer than the window can have known no better,
    while it went on saying healthy; empty where there are none."""
    for begun, ended in healthy_times(looks):
        row = []
        for one in said:
            is_beside = begun <= one.asked and one.answered <= ended
            row = [*row, one] if is_beside and code in one.codes else []
            if row and row[-1].asked - row[0].answered > OUTDATED_AFTER:
                return row
    return []


def healthy_while_away(looks, said, times):
    """Looks, and answers of the command line, that told healthy when something had been away for longer than a fact may
    be shown as current."""
    def is_within(begun, ended):
        return any(first + FRESH_FOR < begun and ended < last for first, last in times)

    return ([look for look in looks if look.healthy and is_within(look.at, look.at + look.took)],
            [told for told in said if told.health == "healthy" and is_within(told.asked, told.answered)])


class Timeline:
    """Carries faults out and judges what was said of them. `profile`: the cluster, as the command line takes it."""

    def __init__(self, desk, pictures, profile):
        self.desk, self.pictures, self.profile = desk, pictures, profile
        self.passed, self.failed, self.slowest = 0, 0, 0.0

    def judge(self, what, right, more=""):
        self.passed += bool(right)
        self.failed += not right
        print(f"{'ok   ' if right else 'FAIL '} {what}{'' if right else f': {more}'}", flush=True)

    def looks_until(self, over: Callable, end):
        looks = []
        while time.monotonic() < end:
            look = Look.of(self.desk)
            looks.append(look)
            self.slowest = max(self.slowest, look.slowest)
            if over(look):
                break
            time.sleep(max(0.0, EVERY - look.took))
        return looks

    def well(self, look):
        return look.healthy and not look.findings and set(look.cards.values()) == {"Ready"}

    def run(self, one):
        print(f"--    {one.name}", flush=True)
        self.slowest = 0.0
        facts = Facts(profile_over(self.profile, one.slow_to) if one.slow_to else self.profile, one)
        try:
            self.watch(one, facts)
        finally:
            facts.end()  # threads that go on asking would keep a failed run from ending

    def watch(self, one, facts):
        begun = time.monotonic()
        worker = threading.Thread(target=lambda: [lab(*words) for words in one.make])
        worker.start()
        # What passes by itself is watched from its first moment, what lasts from the one at which it is complete.
        if not one.passes:
            worker.join()
        made = time.monotonic()
        self.during = self.looks_until(lambda look: self.is_told(one, look, facts, worker), made + one.patience)
        watched = made + (PASSING_WATCHED_FOR if one.passes else WATCHED_FOR if one.live else 0.0)
        self.during += self.looks_until(lambda _: False, max(watched, time.monotonic() + 10))
        worker.join()
        name = one.name.replace(" ", "-").replace("'", "")
        self.desk.picture(f"{self.pictures}/{name}.png")
        ended = time.monotonic()
        for words in one.undo:
            lab(*words)
        self.after = self.looks_until(self.well, ended + one.recovery)
        recovered = time.monotonic()
        facts.end()
        self.compare(one, facts, begun, made, ended)
        self.judge("  all is well again by itself", self.well(self.after[-1]), self.after[-1])
        self.judge("  the window always answers", self.slowest < ANSWERS_IN, f"once after {self.slowest:.1f} s")
        print(f"      | {len(self.during) + len(self.after)} looks in "
              f"{recovered - made:.1f} s, {len(facts.said)} of the command line; well "
              f"{recovered - ended:.1f} s after the undo; slowest answer {self.slowest * 1000:.0f} ms", flush=True)

    def is_told(self, one, look, facts, worker):
        if worker.is_alive() or (one.node and not facts.told_after_verdict(one.node)):
            return False
        if one.slow_to:
            return False  # it is watched for as long as its patience lasts
        has_code = not one.code or any(one.code in told.codes for told in facts.said)
        return has_code and any(one.told in text for text in look.findings) or (one.passes and self.well(look))

    def compare(self, one, facts, begun, made, ended):
        for look in self.during + self.after:
            for plane in look.planes:
                age = look.age(plane)
                if age is not None and age > FRESH_FOR:
                    self.judge(f"  no fact is shown as current beyond its age ({plane})", False, look)
                    return
        self.judge("  no fact is shown as current beyond its age", True)
        if one.slow_to:
            self.compare_slow(facts, made, ended)
        if one.passes:
            self.compare_passing(one, facts)
        if one.passes or one.slow_to:
            return
        hidden_until = min([made + one.hidden] + [look.at for look in self.during if one.is_told_in(look)])
        late = [look for look in self.during if look.at > max(hidden_until, made + FRESH_FOR)]
        green = [look for look in late if look.healthy]
        self.judge("  the window never calls it healthy", late and not green, green[:1])
        during = [told for told in facts.said if begun < told.asked and told.answered < ended]
        green = [told for told in during if told.asked > made + FRESH_FOR and told.health == "healthy"]
        self.judge("  the command line never calls it healthy", during and not green, green[:1])
        told = [look for look in self.during if any(one.told in text for text in look.findings)]
        self.judge("  the window tells the cause", told, self.during[-1].findings)
        codes = set().union(*(told.codes for told in during))
        self.judge(f"  the command line tells {one.code}", one.code in codes, codes)
        for plane in one.live:
            oldest = self.oldest(plane, made)
            self.judge(f"  {plane} goes on", oldest < GOES_ON_WITHIN, f"nothing new for {oldest:.1f} s")
        for plane in one.back:
            self.judge(f"  {plane} is told over another way", late and late[-1].age(plane) is not None, late[-1:])
        if one.node:
            self.compare_node(one.node, facts.down_since.get(one.node), begun, late)
            self.compare_node_told(one.node, facts, during, max(made, begun + FRESH_FOR), made + FRESH_FOR)

    def oldest(self, plane, made):
        """Seconds of the longest time after a fault in which the window got nothing new of a plane."""
        newest, oldest = made, 0.0
        for look in self.during:
            age = look.age(plane)
            newest = newest if age is None else max(newest, look.at - age)
            oldest = max(oldest, look.at - newest)
        return oldest

    def compare_passing(self, one, facts):
        """That a node is down is the swarm's own word, the same for whoever asks. What else the command line finds may
        come of its own questions, which are new ones each time: the window need not have found it, and whether it
        belongs to the fault is judged."""
        if one.told:
            told = [look for look in self.during if one.is_told_in(look) and not look.healthy]
            self.judge("  the window tells the cause while it lasts", told, self.during[-1:])
        row = outdated(self.during + self.after, facts.said, "node.down")
        self.judge("  the window never goes on calling healthy what is told as node.down", not row, row[:1] + row[-1:])
        down = [told for told in facts.said if "node.down" in told.codes]
        print(f"      | node.down in {len(down)} of {len(facts.said)} answers of the command line", flush=True)
        self.compare_causes(one, facts)
        self.compare_absences(one, facts)

    def compare_causes(self, one, facts):
        """It need not be told of, but nothing else may be."""
        looks = self.during + self.after
        strange = [told for look in looks if (told := strangers(look.findings, one.may, one.names))]
        self.judge("  the window tells no other cause", not strange, strange[:1])
        strange = [told.wrong - one.may for told in facts.said if told.wrong - one.may]
        self.judge("  the command line tells no other cause", not strange, strange[:1])

    def compare_absences(self, one, facts):
        times = facts.absences(one.names)
        looks, told = healthy_while_away(self.during + self.after, facts.said, times)
        self.judge("  the window never calls healthy what the lab knows to be away", not looks, (times, looks[:1]))
        self.judge("  nor does the command line", not told, (times, told[:1]))
        longest = max((last - first for first, last in times), default=0.0)
        print(f"      | away for {longest:.1f} s at most, as the lab knows", flush=True)

    def compare_slow(self, facts, made, ended):
        """Nothing is wrong with what takes its time."""
        said = [told for told in facts.said if made < told.asked and told.answered < ended]
        wrong = [told for told in said if told.health != "healthy"]
        self.judge("  the command line calls it healthy over the slow way", said and not wrong, wrong[:1])
        unwell = [look for look in self.during if not look.healthy]
        self.judge("  the window goes on calling it healthy", not unwell, unwell[:1])

    def compare_node(self, node, verdict, begun, late):
        ready = [look for look in late if look.cards.get(node) == "Ready"]
        self.judge(f"  {node} is never called ready", not ready, ready[:1])
        down = [look for look in self.during if look.cards.get(node) == "Down"]
        if not down or verdict is None:
            self.judge(f"  {node} is called down", False, f"verdict {verdict}, card {late[-1].cards if late else None}")
            return
        behind = down[0].at - verdict
        not_yet = max((look.at - verdict for look in self.during if look.at < down[0].at), default=0.0)
        self.judge(f"  {node} is called down with the swarm", not_yet < SAME_MOMENT, f"not yet {not_yet:.1f} s after it")
        before = [look for look in self.during if begun + FRESH_FOR < look.at < down[0].at]
        suspect = [look for look in before if look.cards.get(node) in SUSPECT]
        self.judge(f"  {node} is suspected before", suspect or not before, [look.cards for look in before[-1:]])
        print(f"      | swarm: down after {verdict - begun:.1f} s, shown {behind:+.1f} s from that", flush=True)

    def compare_node_told(self, node, facts, during, begun, late):
        """The same of the command line, which asks anew each time: what it was asked after `begun` tells of the fault,
        and after `late` of nothing before it."""
        ready = [told for told in during if told.asked > late and told.nodes.get(node) == "ready"]
        self.judge(f"  the command line never calls {node} ready", not ready, ready[:1])
        since = [told for told in facts.told_after_verdict(node) if told in during]
        self.judge(f"  the command line calls {node} down with the swarm",
                   since and since[0].nodes.get(node) == "down", since[:1])
        words = [told.nodes.get(node) for told in during if told.asked > begun]
        before = words[:words.index("down")] if "down" in words else words
        suspect = [word for word in before if word in ("suspect", "unreachable")]
        self.judge(f"  the command line suspects {node} before", suspect or not before, before)


def main():
    desk = Desktop("stormdeck")
    line = Timeline(desk, sys.argv[1], os.environ["LAB_PROFILE"])
    wait(lambda: line.well(Look.of(desk)), 120, "a healthy cluster in the window")
    for one in faults():
        if len(sys.argv) == 2 or any(words in one.name for words in sys.argv[2:]):
            try:
                line.run(one)
            except (Missing, subprocess.SubprocessError) as error:
                line.judge(one.name, False, error)
                break
    print(f"{line.passed} passed, {line.failed} failed")
    sys.exit(line.failed != 0)


if __name__ == "__main__":
    main()
