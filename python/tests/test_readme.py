"""The examples of the README run, and say what they print."""

import ast
import contextlib
import io
import re
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"


def test_the_python_example_gives_what_it_says() -> None:
    if not README.exists():
        pytest.skip("an installed package has no README beside it")
    [example] = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    printed = io.StringIO()
    checked = 0
    with contextlib.redirect_stdout(printed):
        for node in ast.parse(example).body:
            source = ast.get_source_segment(example, node)
            assert source is not None
            said = example.split("\n")[(node.end_lineno or 1) - 1].partition("# ")[2]
            if isinstance(node, ast.Expr) and said:
                value = repr(eval(source, names))
                assert value == said, source
                checked += 1
            else:
                exec(source, names)
    assert checked >= 4
    assert printed.getvalue() == "my mail is [REDACTED_EMAIL]."
