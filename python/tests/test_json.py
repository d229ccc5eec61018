"""What happens to the strings of a JSON value?"""

import enum
from collections import OrderedDict
from typing import Any

import pytest

from inkout import Redactor

REDACTED = "[REDACTED_EMAIL]"


def test_every_string_leaf_and_key_is_redacted() -> None:
    value = {"a": ["bob@example.com", ("x bob@example.com", 1)], "bob@example.com": {"deep": ["bob@example.com"]}}
    before = repr(value)
    out = Redactor().redact_json(value)
    assert out == {"a": [REDACTED, (f"x {REDACTED}", 1)], REDACTED: {"deep": [REDACTED]}}
    assert repr(value) == before


@pytest.mark.parametrize("plain", [None, True, 3, 2.5, "clean", "", [], {}, ()])
def test_what_holds_no_value_is_equal(plain: Any) -> None:
    out = Redactor().redact_json(plain)
    assert out == plain
    assert type(out) is type(plain)


def test_the_argument_is_untouched_and_the_result_is_new() -> None:
    value = {"a": [1, {"b": "clean"}]}
    out = Redactor().redact_json(value)
    out["a"][1]["b"] = "changed"
    out["a"].append(2)
    assert value == {"a": [1, {"b": "clean"}]}


def test_keys_that_would_collide_are_numbered() -> None:
    value = {"a@example.com": 1, REDACTED: 2, "b@example.com": 3, f"{REDACTED}_2": 4, "c@example.com": 5}
    out = Redactor().redact_json(value)
    assert out == {f"{REDACTED}_3": 1, REDACTED: 2, f"{REDACTED}_4": 3, f"{REDACTED}_2": 4, f"{REDACTED}_5": 5}
    assert list(out.values()) == [1, 2, 3, 4, 5]


def test_many_colliding_keys_take_no_time() -> None:
    value = {f"user{n}@example.com": n for n in range(20_000)}
    out = Redactor().redact_json(value)
    assert list(out.values()) == list(range(20_000))
    assert not any("@" in key for key in out)


def test_keys_that_are_no_strings_stay() -> None:
    assert Redactor().redact_json({1: "a", 2.5: "b", None: "c"}) == {1: "a", 2.5: "b", None: "c"}


def test_relatives_of_dict_list_and_str() -> None:
    class Colour(str, enum.Enum):
        RED = "red"

    value = OrderedDict(a="bob@example.com", b=Colour.RED, c=b"bob@example.com")
    out = Redactor().redact_json(value)
    assert out == {"a": REDACTED, "b": Colour.RED, "c": REDACTED.encode()}


@pytest.mark.parametrize("wrong", [{1, 2}, object(), {"a": [object()]}, {("bob@example.com",): 1}, {b"key": 1}])
def test_what_can_not_be_looked_into_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match="no JSON"):
        Redactor().redact_json(wrong)


def test_a_value_that_holds_itself_is_an_error() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(RecursionError):
        Redactor().redact_json(endless)
    deep: Any = "bob@example.com"
    for _ in range(800):
        deep = [deep]
    assert REDACTED in str(Redactor().redact_json(deep))
