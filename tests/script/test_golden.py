"""The script of the sample, with its evidence, as it lies in golden/.

Remade by: turncast script --explain output/sample/interview.txt > tests/script/golden/sample.script.md
"""

from __future__ import annotations

from pathlib import Path

from turncast.pipeline import read_script
from turncast.script.textform import compose, parse

GOLDEN = Path(__file__).parent / "golden" / "sample.script.md"


def test_the_sample_has_the_script_it_had(sample: Path) -> None:
    script = read_script(str(sample)).edited.script
    assert compose(script, explain=True) == GOLDEN.read_text(encoding="utf-8")


def test_the_golden_script_is_read_back_as_it_is() -> None:
    text = GOLDEN.read_text(encoding="utf-8")
    assert compose(parse(text).script, explain=True) == text
