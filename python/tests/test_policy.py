"""What is a policy, and how does it travel?"""

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from inkout import Mask, Pattern, Policy, PolicyError, Redactor

FULL: dict[str, Any] = {
    "name": "mine",
    "min_level": "possible",
    "entities": ["EMAIL_ADDRESS", "CREDIT_CARD"],
    "exclude": ["IBAN_CODE"],
    "regions": ["US"],
    "max_bytes": 1000,
    "allow": ["bob@example.com"],
    "operators": {"CREDIT_CARD": {"type": "mask", "keep_last": 4}},
    "patterns": [{"entity": "EMPLOYEE_ID", "regex": r"EMP-\d{6}", "context": ["badge"]}],
}


def test_a_mapping_describes_a_policy() -> None:
    policy = Policy.from_dict(FULL)
    assert policy.name == "mine"
    told = policy.to_dict()
    assert told["entities"] == FULL["entities"]
    assert told["operators"]["CREDIT_CARD"]["keep_last"] == 4
    assert Policy.from_dict(told) == policy
    objects = FULL | {
        "operators": {"CREDIT_CARD": Mask(keep_last=4)},
        "patterns": [Pattern("EMPLOYEE_ID", r"EMP-\d{6}", context=["badge"])],
    }
    assert Policy.from_dict(objects) == policy


def test_files_are_read_back(tmp_path: Path) -> None:
    policy = Policy.from_dict(FULL)
    toml, as_json = tmp_path / "mine.toml", tmp_path / "mine.json"
    toml.write_text(policy.to_toml())
    as_json.write_text(json.dumps(policy.to_dict()))
    for path in (toml, as_json):
        assert Policy.load(path) == policy
        assert Policy.load(str(path)) == policy
        assert Redactor(path).policy == policy
        assert Redactor(str(path)).policy == policy


def test_a_redactor_takes_a_policy_in_every_form() -> None:
    policy = Policy.from_dict(FULL)
    for given in (policy, FULL, policy.to_dict()):
        assert Redactor(given).redact("4111 1111 1111 1111 bob@example.com") == "***************1111 bob@example.com"
    assert Redactor().policy == Redactor("default").policy == Redactor(None).policy == Policy.preset("default")


def test_options_are_written_into_the_policy() -> None:
    redactor = Redactor(FULL, min_level="verified", allow=["amy@example.com"], exclude=["US_SSN"], max_bytes=7)
    told = redactor.policy.to_dict()
    assert told["min_level"] == "verified"
    assert told["allow"] == ["bob@example.com", "amy@example.com"]
    assert told["exclude"] == ["IBAN_CODE", "US_SSN"]
    assert told["max_bytes"] == 7
    assert told["name"] == "mine"


def test_policies_and_redactors_can_be_pickled_and_copied() -> None:
    policy = Policy.from_dict(FULL)
    assert pickle.loads(pickle.dumps(policy)) == policy
    assert copy.deepcopy(policy) == policy
    redactor = Redactor(FULL)
    for again in (pickle.loads(pickle.dumps(redactor)), copy.deepcopy(redactor), copy.copy(redactor)):
        assert again.policy == policy
        assert again.redact("EMP-123456") == redactor.redact("EMP-123456")


@pytest.mark.parametrize("name", ["gdrp", "nowhere.toml", "./nowhere.json", "policy.yaml", ""])
def test_a_name_that_means_no_policy_is_a_policy_error(name: str) -> None:
    with pytest.raises(PolicyError):
        Redactor(name)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"colour": 1}, "colour"),
        ({"min_level": "sure"}, "level"),
        ({"operators": {"EMAIL_ADDRESS": {"type": "shout"}}}, "shout|operator|type"),
        ({"patterns": [{"entity": "X"}]}, "regex"),
        ({"max_bytes": -1}, "max_bytes|integer|-1"),
    ],
)
def test_a_wrong_field_is_named(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(PolicyError, match=field):
        Redactor(wrong)


def test_what_is_no_policy_data_is_a_type_error() -> None:
    with pytest.raises(TypeError, match=r"policy\.allow\[1\]"):
        Policy.from_dict({"allow": ["a", object()]})


def test_a_lone_surrogate_is_named_by_its_place_only() -> None:
    with pytest.raises(PolicyError, match="allow: item 1 holds a lone surrogate") as caught:
        Redactor(allow=["a", "secret\ud800"])
    assert "secret" not in repr(caught.value)
    assert caught.value.__context__ is None
