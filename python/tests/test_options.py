"""How do options change what is found and what stands there instead?"""

import pickle
from collections.abc import Callable
from typing import Any

import pytest

import inkout
from inkout import Block, Drop, Keep, Mask, Number, Operator, Pattern, PolicyError, Redactor, Replace

TEXT = "bob@example.com paid with 4111 1111 1111 1111"


def test_entities_and_exclude_choose_types() -> None:
    assert inkout.redact(TEXT, entities=["EMAIL_ADDRESS"]) == "[REDACTED_EMAIL] paid with 4111 1111 1111 1111"
    assert inkout.redact(TEXT, exclude=("EMAIL_ADDRESS",)) == "bob@example.com paid with [REDACTED_CREDIT_CARD]"
    assert inkout.redact(TEXT, entities=None, exclude=None) == "[REDACTED_EMAIL] paid with [REDACTED_CREDIT_CARD]"


def test_unknown_names_are_refused_with_the_nearest_one() -> None:
    with pytest.raises(PolicyError, match="EMAIL_ADDRESS"):
        Redactor(entities=["EMAIL_ADRESS"])


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        (Replace("<{label}>"), "<EMAIL>"),
        (Replace("<{entity}>"), "<EMAIL_ADDRESS>"),
        (Number(), "[EMAIL_1]"),
        (Mask(), "***************"),
        (Mask(char="#", keep_first=2, keep_last=4), "bo#########.com"),
        (Drop(), ""),
        (Keep(), "bob@example.com"),
    ],
)
def test_operators_make_the_replacement(operator: Operator, expected: str) -> None:
    redactor = Redactor(operators={"EMAIL_ADDRESS": operator})
    assert redactor.redact("to bob@example.com now") == f"to {expected} now"
    again = pickle.loads(pickle.dumps(redactor))
    assert again.redact("to bob@example.com now") == f"to {expected} now"


def test_numbers_go_by_first_appearance() -> None:
    redactor = Redactor(operators={"DEFAULT": Number()})
    assert redactor.redact("a@example.com b@example.com a@example.com") == "[EMAIL_1] [EMAIL_2] [EMAIL_1]"


def test_a_blocked_type_raises_without_its_value() -> None:
    redactor = Redactor(operators={"EMAIL_ADDRESS": Block()})
    with pytest.raises(inkout.Blocked) as caught:
        redactor.redact("to bob@example.com")
    assert isinstance(caught.value, ValueError)
    assert "EMAIL_ADDRESS" in str(caught.value)
    assert "bob" not in str(caught.value)
    assert redactor.redact("to nobody") == "to nobody"
    assert len(redactor.scan("to bob@example.com")) == 1


@pytest.mark.parametrize(
    "patterns",
    [{"EMPLOYEE_ID": r"EMP-\d{6}"}, [Pattern("EMPLOYEE_ID", r"EMP-\d{6}")], (Pattern("EMPLOYEE_ID", r"EMP-\d{6}"),)],
)
def test_patterns_are_entity_types(patterns: Any) -> None:
    assert inkout.redact("ask EMP-123456 for it", patterns=patterns) == "ask [REDACTED_EMPLOYEE_ID] for it"
    [found] = inkout.scan("ask EMP-123456 for it", patterns=patterns)
    assert (found.entity, found.start, found.end, found.level) == ("EMPLOYEE_ID", 4, 14, "likely")


def test_a_pattern_says_more() -> None:
    pattern = Pattern("BADGE_NUMBER", r"B\d{4}", context=["badge"], level="possible", label="BADGE", max_length=10)
    assert (pattern.entity, pattern.regex, pattern.context, pattern.level) == (
        "BADGE_NUMBER",
        r"B\d{4}",
        ("badge",),
        "possible",
    )
    assert (pattern.label, pattern.max_length) == ("BADGE", 10)
    redactor = Redactor(patterns=[pattern])
    assert redactor.redact("badge B1234") == "badge [REDACTED_BADGE]"
    assert redactor.redact("shelf B1234") == "shelf B1234"
    assert pickle.loads(pickle.dumps(pattern)) == pattern


def test_an_invalid_pattern_names_itself_and_the_place() -> None:
    with pytest.raises(PolicyError, match=r"EMPLOYEE_ID.*byte 4"):
        Redactor(patterns={"EMPLOYEE_ID": "EMP-(\\d"})


def test_allowed_values_stay() -> None:
    text = "bob@example.com amy@example.com"
    assert inkout.redact(text, allow=["bob@example.com"]) == "bob@example.com [REDACTED_EMAIL]"


def test_min_level_and_presets() -> None:
    text = "call 4155550142 or bob@example.com"
    assert inkout.redact(text, min_level="verified").endswith("[REDACTED_EMAIL]")
    assert Redactor("strict").policy == inkout.Policy.preset("strict")
    for wrong in ("sure", "", "VERIFIED"):
        with pytest.raises(PolicyError, match="min_level"):
            Redactor(min_level=wrong)  # type: ignore[arg-type]


def test_regions_choose_national_formats() -> None:
    text = "tel. (02) 5550 0142"
    assert inkout.redact(text, regions=["AU"]) != text
    with pytest.raises(PolicyError):
        Redactor(regions=["XX"])


def test_max_bytes_is_an_error_with_both_sizes() -> None:
    redactor = Redactor(max_bytes=10)
    assert redactor.redact("0123456789") == "0123456789"
    with pytest.raises(inkout.InputTooLarge, match=r"11 .*10") as caught:
        redactor.redact("0123456789a")
    assert isinstance(caught.value, ValueError)


def test_the_redactor_of_a_call_is_found_again_by_what_its_options_mean() -> None:
    allow = ["bob@example.com"]
    assert inkout.redact("bob@example.com", allow=allow) == "bob@example.com"
    allow.clear()
    assert inkout.redact("bob@example.com", allow=allow) == "[REDACTED_EMAIL]"
    for number in range(100):
        assert inkout.redact("x bob@example.com", patterns={"X": f"never{number}"}) == "x [REDACTED_EMAIL]"


@pytest.mark.parametrize("function", [inkout.redact, inkout.scan, inkout.explain])
def test_an_option_that_can_be_read_once_is_refused(function: Callable[..., object]) -> None:
    for options in (
        {"allow": (v for v in ["bob@example.com"])},
        {"entities": iter(["EMAIL_ADDRESS"])},
        {"exclude": map(str, ["EMAIL_ADDRESS"])},
        {"patterns": (p for p in [Pattern("A", "a")])},
        {"regions": iter(["US"])},
    ):
        with pytest.raises(PolicyError, match="only once"):
            function("bob@example.com", **options)
    assert Redactor(allow=(v for v in ["bob@example.com"])).redact("bob@example.com") == "bob@example.com"


@pytest.mark.parametrize(
    "options",
    [
        {"entities": "EMAIL_ADDRESS"},
        {"allow": "bob@example.com"},
        {"allow": b"bob"},
        {"allow": [3]},
        {"exclude": 3},
        {"patterns": "EMP"},
        {"patterns": [("A", "a")]},
        {"patterns": {"A": 3}},
        {"operators": [Mask()]},
        {"operators": {"EMAIL_ADDRESS": "mask"}},
        {"policy": 3},
        {"max_bytes": "3"},
        {"unknown": 3},
    ],
)
def test_options_of_a_wrong_type_are_type_errors(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Redactor(**options)
    with pytest.raises(TypeError):
        inkout.redact("text", **options)


def test_operators_are_data() -> None:
    assert Mask(keep_last=4) == Mask("*", 0, 4)
    assert Mask() != Drop()
    assert len({Mask(), Mask(), Drop(), Replace("[x]")}) == 3
    for operator in (Replace("[{label}]"), Number(), Mask(keep_last=4), Drop(), Keep(), Block()):
        assert isinstance(operator, Operator)
        assert pickle.loads(pickle.dumps(operator)) == operator
        assert eval(repr(operator), {**vars(inkout)}) == operator


def test_a_mask_that_would_look_like_a_value_is_refused() -> None:
    with pytest.raises(PolicyError):
        Redactor(operators={"CREDIT_CARD": Mask(char="4")})
