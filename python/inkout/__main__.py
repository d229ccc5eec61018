"""The `inkout` command: which part of the program does a command line belong to?

`run` needs Python and is answered here; everything else is the Rust command line, the same as from `cargo install`.
"""

from __future__ import annotations

import signal
import sys


def main() -> int:
    """The console script. Returns the exit status."""
    if sys.argv[1:2] == ["run"]:
        from inkout._run import run

        return run(sys.argv[2:])
    # The Rust loop does not see Python's handlers: Ctrl-C and a closed pipe must end it by themselves.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    from inkout import _inkout

    status: int = _inkout.main(["inkout", *sys.argv[1:]])
    return status


if __name__ == "__main__":
    sys.exit(main())
