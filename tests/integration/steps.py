# SPDX-FileCopyrightText: 2026 The Stormdeck authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the ways through the window share: steps that are checked one after the other and end with the first that
fails, and the window of a plan."""
import re
import subprocess
import sys
import time

from desktop import Missing, wait

STAYING = {"the pulled images": " image ", "the network docker_gwbridge": " network docker_gwbridge"}


def listing(lab):
    """Every object on all engines, a line each; `lab` is its program."""
    return subprocess.run([lab, "listing"], check=True, capture_output=True, text=True).stdout.splitlines()


def changes(before, after, said):
    """What differs between two listings, but for new lines of a kind that `said`, the words of a preview, names."""
    kinds = [kind for words, kind in STAYING.items() if words in said]
    new = [f"> {line}" for line in after if line not in before and not any(kind in line for kind in kinds)]
    return [f"< {line}" for line in before if line not in after] + new


class Steps:
    """Counts what it checks; a failure leaves a picture, and what could be read, in the folder for pictures."""

    def __init__(self, desk, pictures):
        self.desk, self.pictures = desk, pictures
        self.passed = self.failed = 0

    def check(self, what, work):
        start = time.monotonic()
        try:
            work()
            self.passed += 1
            print(f"ok    {what} ({time.monotonic() - start:.1f} s)", flush=True)
        except Exception as error:
            self.failed += 1
            print(f"FAIL  {what}: {type(error).__name__} {error}", flush=True)
            self.desk.picture(f"{self.pictures}/failed-{self.failed}.png")
            print("\n".join(f"      | {line}" for line in self.desk.texts()), flush=True)
            self.finish()

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(self.failed != 0)


class PlanWindow:
    """The one window of a plan that is open, whose title begins with one of these words."""

    def __init__(self, desk, titles):
        self.desk, self.titles = desk, re.compile(f"^({titles})")

    def __call__(self):
        return self.desk.window(self.titles)

    def is_gone(self):
        try:
            self()
            return False
        except Missing:
            return True

    def runs(self):
        """Whether it is carried out, and has begun to change something that an undo would take back."""
        return any("made so far" in text for text in self.desk.texts(self()))

    def is_reported(self):
        texts = self.desk.texts(self())
        wrong = [line for line in texts if re.search("^.? ?(Failed|It could not start|Stopped)", line)]
        assert not wrong, "\n".join(texts)
        return any(line.startswith("Took ") for line in texts)

    def ends_well(self, patience, picture):
        """Waits for the report and closes it. Gives all that it said."""
        wait(self.is_reported, patience, "the report")
        self.desk.picture(picture)
        said = "\n".join(self.desk.texts(self()))
        self.desk.click("push button", "Close", self)
        wait(self.is_gone, 5, "the window of the plan is closed")
        return said
