"""What all tests share: the same examples on every run where a machine decides, and Ctrl-C that is heard."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

#: In CI a failure must be the commit's doing, so Hypothesis draws its examples from the test itself, not from chance.
settings.register_profile("ci", derandomize=True, database=None, deadline=None, print_blob=True)
#: At home each run looks at new examples, and remembers those that failed.
settings.register_profile("home", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "home")

# A shell that starts a run in the background has it ignore Ctrl-C, and what tests start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
