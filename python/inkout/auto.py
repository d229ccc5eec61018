"""`import inkout.auto` sanitizes every AI call of this process from here on: `inkout.install()` as an import.

It imports no HTTP library. `INKOUT_POLICY`, `INKOUT_KEY`, `INKOUT_MODE` and `INKOUT_HOSTS` say how.
"""

from __future__ import annotations

from inkout._hooks import install_from_environment

install_from_environment()
