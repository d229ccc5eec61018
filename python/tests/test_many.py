"""Many texts, many threads, many processes: are the answers those of one by one?"""

import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

import inkout
from inkout import Redactor


def texts(number: int) -> list[str]:
    return [f"{'clean words, ' * (n % 40)}user{n}@example.com ä😀" if n % 3 else f"clean {n}" for n in range(number)]


@pytest.mark.parametrize("threads", [None, 1, 2, 7])
def test_redact_many_is_redact_of_each(threads: int | None) -> None:
    redactor = Redactor()
    for given in ([], texts(1), texts(5000)):
        out = redactor.redact_many(given, threads=threads)
        assert out == [redactor.redact(text) for text in given]
        assert all(a is b for a, b in zip(out, given, strict=True) if a == b)


def test_redact_many_takes_any_iterable_and_any_text() -> None:
    redactor = Redactor()
    mixed = ["bob@example.com", b"bob@example.com", bytearray(b"bob@example.com"), "clean", "\ud800 bob@example.com"]
    expected = ["[REDACTED_EMAIL]", b"[REDACTED_EMAIL]", b"[REDACTED_EMAIL]", "clean", "\ud800 [REDACTED_EMAIL]"]
    assert redactor.redact_many(iter(mixed)) == expected  # type: ignore[type-var]
    assert redactor.redact_many(text for text in texts(10)) == [redactor.redact(text) for text in texts(10)]


def test_redact_many_says_which_text_failed() -> None:
    redactor = Redactor(operators={"EMAIL_ADDRESS": inkout.Block()})
    given = ["clean"] * 500 + ["bob@example.com"] + ["clean"] * 20 + ["amy@example.com"]
    with pytest.raises(inkout.Blocked, match="text 500: EMAIL_ADDRESS"):
        redactor.redact_many(given)
    with pytest.raises(ValueError, match="threads"):
        redactor.redact_many([], threads=0)
    with pytest.raises(TypeError):
        redactor.redact_many("one text")


def test_a_redactor_is_shared_between_threads() -> None:
    redactor, given = Redactor(), texts(300)
    expected = [redactor.redact(text) for text in given]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(redactor.redact, given * 4)) == expected * 4


def test_a_session_is_shared_between_threads() -> None:
    session = Redactor().session()
    given = [f"user{n % 20}@example.com" for n in range(400)]
    with ThreadPoolExecutor(8) as pool:
        out = list(pool.map(session.redact, given))
    assert len(session) == 20
    assert [session.restore(token) for token in out] == given


def test_a_stream_is_pushed_from_two_threads_without_deadlock() -> None:
    stream = Redactor().stream()
    chunk = "clean words and more of them\n" * 2000

    def push() -> None:
        for _ in range(20):
            stream.push(chunk)

    helpers = [threading.Thread(target=push) for _ in range(3)]
    for helper in helpers:
        helper.start()
    for helper in helpers:
        helper.join(60)
    assert not any(helper.is_alive() for helper in helpers)
    stream.finish()


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_a_redactor_goes_to_other_processes_and_findings_come_back(method: str) -> None:
    if method == "fork" and sys.platform != "linux":
        pytest.skip("fork is safe on Linux only")
    redactor = Redactor(patterns={"EMPLOYEE_ID": r"EMP-\d{6}"})
    given = ["EMP-123456", "bob@example.com", "clean"]
    with ProcessPoolExecutor(1, mp_context=get_context(method)) as pool:
        assert list(pool.map(redactor.redact, given)) == [redactor.redact(text) for text in given]
        assert list(pool.map(redactor.scan, given)) == [redactor.scan(text) for text in given]
