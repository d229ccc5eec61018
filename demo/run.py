"""The demo: unchanged scripts talk to a stand-in service, and the bytes that it received decide whether they leaked.

    make demo                 with inkout: ends with 0 if no value was received and every original came back
    make demo INKOUT=off      without it: ends with 0 if every value was received, which shows that the check can see

Needs Python, Rust and the package registries; everything else is made in `.venv-demo`.
"""

from __future__ import annotations

import argparse
import os
import ssl
import subprocess
import sys
from dataclasses import dataclass

import answers
import environments
import leaks
import picture
from planted import ALL, Script
from stand_in import Received, StandIn

KEY = "demo-key-of-nobody"  # what the scripts send as their own key; it is theirs and must arrive
_SECONDS = 120


@dataclass
class Outcome:
    """What became of one script."""

    script: Script
    code: int
    printed: str
    complaint: str
    received: list[Received]

    def leaked(self) -> dict[str, list[str]]:
        """Every value that was received, with the spellings it was received in."""
        data = b"\n".join(part for request in self.received for part in (request.wire, request.body, request.text()))
        seen = leaks.views(data)
        found = {value: leaks.sightings_in(value, seen) for value in self.script.values}
        return {value: spellings for value, spellings in found.items() if spellings}

    def lost(self) -> list[str]:
        """Every original that was not printed."""
        if self.script.silent:
            return []
        return [value for value in self.script.values if value not in self.printed]

    def arrived(self) -> bool:
        """Whether the service was reached, with the script's own key."""
        keys = [request.headers.get("authorization") or request.headers.get("x-api-key") for request in self.received]
        return bool(keys) and all(key in (KEY, f"Bearer {KEY}") for key in keys)


def run(script: Script, port: int, service: StandIn, *, with_inkout: bool) -> Outcome:
    """Runs one script as its author would."""
    with_it, without = [environments.inkout(script.environment), "run"], [environments.python(script.environment)]
    done = subprocess.run(
        [*map(str, with_it if with_inkout else without), str(script.path)],
        env=_environment(script, port),
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )
    return Outcome(script, done.returncode, done.stdout, done.stderr, service.take())


def _environment(script: Script, port: int) -> dict[str, str]:
    """The caller's environment; the service's own hosts are reached through a proxy that the stand-in plays."""
    ours = {name.casefold() for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")}
    kept = {name: value for name, value in os.environ.items() if name.casefold() not in ours}
    kept = {name: value for name, value in kept.items() if not name.startswith(("OPENAI_", "ANTHROPIC_", "INKOUT_"))}
    authority = str(environments.certificate("authority.pem"))
    kept |= {"OPENAI_API_KEY": KEY, "ANTHROPIC_API_KEY": KEY, "PYTHONIOENCODING": "utf-8"}
    kept |= {"REQUESTS_CA_BUNDLE": authority, "SSL_CERT_FILE": authority}
    if script.base_url:
        return kept | {script.base_url: f"http://127.0.0.1:{port}/v1", "NO_PROXY": "127.0.0.1"}
    return kept | {"HTTPS_PROXY": f"http://127.0.0.1:{port}"}


def show(outcome: Outcome) -> None:
    """Prints the picture of one script."""
    texts = [text for request in outcome.received for text in answers.leaves(request.json())]
    print("\n" + picture.rule(f"{outcome.script.name}.py"))
    print(picture.table(outcome.script.texts(), texts, outcome.printed, outcome.script.values))
    if outcome.code != 0:
        print(f"\nended with {outcome.code}:\n{outcome.complaint.strip()[-2000:]}")


def judge(outcome: Outcome, *, with_inkout: bool) -> list[str]:
    """What is wrong with an outcome, in sentences; empty if nothing is."""
    name = outcome.script.name
    problems = [f"{name}: ended with {outcome.code}"] if outcome.code else []
    if not outcome.arrived():
        problems.append(f"{name}: the service was not reached with the script's own key")
    leaked = outcome.leaked()
    if with_inkout:
        problems += [f"{name}: LEAK of {value} ({', '.join(how)})" for value, how in leaked.items()]
        problems += [f"{name}: {value} did not come back" for value in outcome.lost()]
    else:
        unseen = [value for value in outcome.script.values if value not in leaked]
        problems += [f"{name}: {value} was sent in clear, but the check does not see it" for value in unseen]
    return problems


def main() -> int:
    """Runs all scripts and tells the verdict."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without-inkout", action="store_true", help="show that the scripts leak without it")
    parser.add_argument("--only", metavar="NAME", help="only the scripts whose name holds this")
    options = parser.parse_args()
    with_inkout = not options.without_inkout
    scripts = [script for script in ALL if not options.only or options.only in script.name]
    problems = [f"{script.name}: holds no {value}" for script in scripts for value in script.forgotten()]
    try:
        environments.prepare(with_inkout=with_inkout)
    except environments.PreparationError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 2
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(environments.certificate("service.pem"))
    service = StandIn(context)
    port = service.start()
    values = requests = 0
    for script in scripts:
        outcome = run(script, port, service, with_inkout=with_inkout)
        show(outcome)
        problems += judge(outcome, with_inkout=with_inkout)
        values += len(script.values)
        requests += len(outcome.received)
    service.stop()
    print("\n" + picture.rule("verdict"))
    for problem in problems:
        print(problem)
    if not scripts or problems:
        print(f"FAILED: {len(problems)} problems in {len(scripts)} scripts")
        return 1
    told = f"{len(scripts)} unchanged scripts, {requests} requests, {values} values"
    if with_inkout:
        print(f"{told}: none was received in any spelling, and every original came back.")
    else:
        print(f"{told}: WITHOUT inkout the service received every one of them. That is what leaks.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
