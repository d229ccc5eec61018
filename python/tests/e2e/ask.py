"""Asks with one client of the table, in a process of its own, and prints what was asked and what was answered.

usage: ask.py NAME URL
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from asking import CLIENTS

name, url = sys.argv[1:]
if "openai" in name or "anthropic" in name or name == "gemini":
    import clients_sdk  # noqa: F401
else:
    import clients_http  # noqa: F401
print(json.dumps(CLIENTS[name](url)()))
