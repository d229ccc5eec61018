"""Can the demo's check fail? It is tried on every spelling, and on text that is clean."""

from __future__ import annotations

import base64
import gzip
import json
import unittest
import urllib.parse
import urllib.request

import answers
import leaks
import picture
import run
from planted import ALL
from stand_in import Received, StandIn

MAIL = "bob@example.com"
CARD = "4111 1111 1111 1111"


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(character):04x}" for character in text)


class Leaks(unittest.TestCase):
    """`sightings` sees every spelling."""

    def test_every_spelling_of_a_mail_address_is_seen(self) -> None:
        """Escaped, encoded, and both at once."""
        nested = json.dumps({"arguments": json.dumps({"to": _escaped(MAIL)})})
        inner = base64.b64encode(f"write to {MAIL} soon".encode()).decode()
        spellings = {
            "raw": MAIL,
            "upper case": MAIL.upper(),
            "one escape": MAIL.replace("@", "\\u0040"),
            "all escapes": _escaped(MAIL),
            "escapes within JSON within JSON": nested,
            "percent": urllib.parse.quote(MAIL, safe=""),
            "percent twice": urllib.parse.quote(urllib.parse.quote(MAIL, safe="")),
            "HTML": MAIL.replace("@", "&#64;"),
            "base64": inner,
            "base64 without padding, glued": "x" + inner.rstrip("="),
            "base64 of escapes": base64.b64encode(_escaped(MAIL).encode()).decode(),
            "hexadecimal": MAIL.encode().hex(),
            "full width": MAIL.replace("@", "\uff20"),
            "zero width": "\u200b".join(MAIL),
        }
        unseen = [name for name, text in spellings.items() if not leaks.sightings(MAIL, f'{{"a": "{text}"}}'.encode())]
        assert unseen == []

    def test_a_number_is_seen_with_any_separators(self) -> None:
        """Also without any."""
        for text in ("4111111111111111", "4111-1111-1111-1111", "4111.1111/1111 1111", "4111%201111%201111%201111"):
            assert leaks.sightings(CARD, text.encode()), text

    def test_a_token_and_random_text_are_clean(self) -> None:
        """Else every verdict would be a leak."""
        clean = json.dumps({"content": "Mail [EMAIL_1KT], card [CARD_1QX]", "id": "c29tZSByYW5kb20gYnl0ZXM=" * 20})
        assert leaks.sightings(MAIL, clean.encode()) == []
        assert leaks.sightings(CARD, clean.encode()) == []

    def test_every_script_holds_its_values(self) -> None:
        """The list of values and the scripts cannot drift apart."""
        assert [value for script in ALL for value in script.forgotten()] == []


class Picture(unittest.TestCase):
    """Texts stand beside what became of them."""

    def test_a_bare_value_stands_beside_the_token_of_its_kind(self) -> None:
        """Whatever order a library sends its fields in."""
        said = ["bob@example.com", "192.0.2.7", "Mail bob@example.com, please"]
        received = ["Mail [EMAIL_1KT], please", "[IP_1QX]", "[EMAIL_1KT]"]
        labels = {"bob@example.com": "EMAIL", "192.0.2.7": "IP"}
        expected = ["[EMAIL_1KT]", "[IP_1QX]", "Mail [EMAIL_1KT], please"]
        assert picture.counterparts(said, received, labels) == expected


class Verdict(unittest.TestCase):
    """What the received bytes and the printed text decide."""

    def judged(
        self, body: str, printed: str, *, with_inkout: bool = True, code: int = 0, key: str = run.KEY
    ) -> list[str]:
        """The problems of the first script, had it sent and printed this."""
        request = Received("POST", "http://h/", {"authorization": f"Bearer {key}"}, b"", body.encode())
        return run.judge(run.Outcome(ALL[0], code, printed, "", [request]), with_inkout=with_inkout)

    def test_tokens_received_and_originals_printed_is_good(self) -> None:
        """The only good outcome with inkout."""
        assert self.judged("[EMAIL_1KT]", " and ".join(ALL[0].values)) == []

    def test_a_leak_a_loss_a_crash_and_another_key_are_each_a_problem(self) -> None:
        """One at a time."""
        printed = " and ".join(ALL[0].values)
        assert len(self.judged("card 4111-1111-1111-1111", printed)) == 1
        assert len(self.judged("[EMAIL_1KT]", printed.replace("bob@example.com", "[EMAIL_1KT]"))) == 1
        assert len(self.judged("[EMAIL_1KT]", printed, code=1)) == 1
        assert len(self.judged("[EMAIL_1KT]", printed, key="another")) == 1

    def test_without_inkout_every_value_must_be_seen(self) -> None:
        """Else the check is blind."""
        clear = " and ".join(ALL[0].values)
        assert self.judged(clear, "", with_inkout=False) == []
        assert len(self.judged(clear.replace("bob@", "rob@"), "", with_inkout=False)) == 1


class Service(unittest.TestCase):
    """The stand-in keeps what it receives and repeats what it was told."""

    def setUp(self) -> None:
        self.service = StandIn()
        self.url = f"http://127.0.0.1:{self.service.start()}/v1/chat/completions"

    def tearDown(self) -> None:
        self.service.stop()

    def post(self, request: dict[str, object]) -> bytes:
        data = json.dumps(request).encode()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(urllib.request.Request(self.url, data), timeout=10) as answer:
            return answer.read()

    def test_a_request_is_kept_byte_for_byte(self) -> None:
        """Head and body."""
        self.post({"messages": [{"role": "user", "content": MAIL}]})
        (request,) = self.service.take()
        assert request.wire.startswith(b"POST /v1/chat/completions")
        assert request.wire.endswith(request.body)
        assert leaks.sightings(MAIL, request.wire)

    def test_a_stream_says_the_same_as_an_answer(self) -> None:
        """In events of three characters."""
        request: dict[str, object] = {"messages": [{"role": "user", "content": "[EMAIL_1KT] and [PHONE_1QX]"}]}
        whole = json.loads(self.post(request))["choices"][0]["message"]["content"]
        assert whole == "I will mail [EMAIL_1KT] and call [PHONE_1QX]."
        lines = self.post({**request, "stream": True}).decode().split("\n\n")
        events = [json.loads(line[6:]) for line in lines if line.startswith("data: {")]
        pieces = [event["choices"][0]["delta"].get("content", "") for event in events]
        assert "".join(pieces) == whole
        assert max(map(len, pieces)) <= answers.PIECE

    def test_a_compressed_body_is_read(self) -> None:
        """Else compression would hide a leak."""
        packed = gzip.compress(MAIL.encode())
        request = Received("POST", "http://h/", {"content-encoding": "gzip"}, packed, packed)
        assert leaks.sightings(MAIL, request.text())


if __name__ == "__main__":
    unittest.main()
