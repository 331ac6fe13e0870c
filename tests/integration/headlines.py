# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window says in words: how old facts are, and findings, which it tells by headlines where the command line
has codes. Pure."""
import re

SECONDS_OF = {"s": 1, "min": 60, "h": 3600, "d": 86400}
AGE = re.compile(r"^(\d+ (?:s|min|h|d)(?: \d+ (?:min|h))?) ago(?:,|$)")

# The headlines of codes; NAME stands for the machine, or the member, of which a fault is. A member that is hard to reach
# may be the leader that others fall behind, and hold the sessions of supervisors on other machines.
HEADLINES = {
    "engine.swarm-error": r"The engine of NAME has trouble with the swarm\.",
    "engine.unreachable": r"The engine of NAME does not answer\.",
    "ensemble.behind": r"\S+ is behind the leader\.",
    "ensemble.long-queue": r"Requests pile up in \S+\.",
    "ensemble.member-pending": r"NAME waits for a node\.",
    "ensemble.member-silent": r"NAME does not answer\.",
    "ensemble.no-margin": r"The ensemble has no margin left\.",
    "ensemble.no-quorum": r"The ensemble has no quorum\.",
    "ensemble.nodes-apart": r"NAME on \S+ takes no part beside the members on .+\.",
    "ensemble.stale": r"The ensemble cannot be asked\.",
    "node.down": r"NAME is down\.",
    "node.joining": r"NAME is still joining the swarm\.",
    "node.suspect": r"NAME may be down\.",
    "node.unknown-state": r"NAME is in the state “.*”\.",
    "service.incomplete": r"\d+ of \d+ swarm tasks of \S+ run\.",
    "storm.no-leader": r"Nimbus has no leader\.",
    "storm.stale": r"The Storm UI does not answer\.",
    "storm.ui-fails": r"The Storm UI answers with an error\.",
    "storm.ui-unreachable": r"The Storm UI does not answer though its swarm task runs on \S+\.",
    "supervisor.ghost": r"Storm lists a supervisor that runs nowhere: \S+\.",
    "supervisor.not-listed": r"Storm does not list the supervisor on \S+\.",
    "supervisor.still-listed": r"Storm still lists the supervisor on \S+\.",
    "swarm.no-manager-margin": r"The swarm has no manager to spare\.",
    "task.rejected": r"\S+ cannot start( on .*)?\.",
    "task.restart-loop": r"\S+ fails again and again( on .*)?\.",
}
# What may follow from the loss of a member: Nimbus and the UI have to find another one, and the members a leader.
OF_A_MEMBER = frozenset(code for code in HEADLINES if code.startswith(("ensemble.", "storm."))) | {"task.restart-loop"}
# A node takes a member and a supervisor with it.
OF_A_NODE = frozenset(HEADLINES)


def age_in(text):
    """Seconds, of "3 s ago", "1 min ago", "2 h 5 min ago"; None where the text tells no age of what is current."""
    match = AGE.match(text)
    parts = re.findall(r"(\d+) (\w+)", match.group(1)) if match else ()
    return float(sum(int(count) * SECONDS_OF[unit] for count, unit in parts)) if match else None


def strangers(findings, codes, names):
    """Those of the window's findings that are none of these codes, or of another machine or member than these. What is
    only worth knowing is left out."""
    own = "|".join(HEADLINES[code] for code in sorted(codes)).replace("NAME", f"(?:{'|'.join(map(re.escape, names))})")
    wanted = re.compile(f"^(?:Notice: .*|(?:Failure|Warning): (?:{own}))$")
    return [text for text in findings if not wanted.match(text)]
