#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at a terminal: runs a command on a terminal of its own and types what it asks for. Arguments: ANSWERS COMMAND…
ANSWERS is a file with a line "PATTERN<tab>TEXT" for each question: where what was shown since the last answer matches
the pattern, the text is typed. So no secret stands among the arguments of a process. Shows what the terminal showed,
and ends with the command's exit code, as a shell would; with 124 where nothing was shown or asked for TYPED_PATIENCE (120) seconds."""
import os
import pty
import re
import select
import signal
import sys
import time

MOST_ANSWERS = 20
HESITATION = 0.3  # in seconds: what is typed before the terminal hides it is thrown away


def answers_in(path):
    with open(path, encoding="utf-8") as lines:
        return [(re.compile(pattern), text) for pattern, text in
                (line.rstrip("\n").split("\t", 1) for line in lines if "\t" in line)]


def shown_on(terminal):
    """Nothing where the command has ended: Linux says so by an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def converse(terminal, answers, patience):
    """Whether the command came to its end in time."""
    unanswered, given = "", 0
    while True:
        if not select.select([terminal], [], [], patience)[0]:
            return False
        piece = shown_on(terminal)
        if not piece:
            return True
        text = piece.decode(errors="replace").replace("\r\n", "\n")
        sys.stdout.write(text)
        sys.stdout.flush()
        unanswered = (unanswered + text)[-4096:]
        for pattern, answer in answers:
            if given < MOST_ANSWERS and pattern.search(unanswered):
                time.sleep(HESITATION)
                os.write(terminal, answer.encode() + b"\n")
                unanswered, given = "", given + 1
                break


def main():
    answers = answers_in(sys.argv[1])
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(sys.argv[2], sys.argv[2:])
    if not converse(terminal, answers, float(os.environ.get("TYPED_PATIENCE", "120"))):
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        return 124
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code if code >= 0 else 128 - code


sys.exit(main())
