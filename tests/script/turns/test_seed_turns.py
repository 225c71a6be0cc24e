"""The floors: how well turns are found in the seed and in 40 other interviews, by the project's scorer.

The numbers stand a little under what was measured; they may only fall by a decision. Where the interviews are not beside the
repository the tests are skipped.
"""

from __future__ import annotations

import hashlib
import importlib.util
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from turncast.read import read
from turncast.script.turns import check_cover, find_turns

SHARED = Path(__file__).parents[4] / "shared"
GOLD_SHA256 = "2a4ffb443b30e139a311d05d1b2e7455938bec52279df04c6f56604b9a0daa68"
"""Of all gold files in the order of their names, the seed's first."""

pytestmark = pytest.mark.skipif(not (SHARED / "score_turns.py").exists(), reason=f"no interviews with gold turns in {SHARED.name}/")


@lru_cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_turns", SHARED / "score_turns.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_files() -> list[Path]:
    return [SHARED / "seed" / "gold.jsonl", *sorted((SHARED / "interviews").glob("*.gold.jsonl"))]


def scored(gold: Path) -> dict[str, float]:
    stem = gold.name.removesuffix("gold.jsonl").rstrip(".") or "interview"
    source = next(path for path in gold.parent.glob(f"{stem}.*") if path.suffix != ".jsonl")
    article = read(source)
    script = find_turns(article)
    check_cover(article, script)
    people = {speaker.id: speaker for speaker in script.speakers}
    found = [{"speaker": people[t.speaker].name, "role": people[t.speaker].role, "text": t.text} for t in script.turns]
    result: dict[str, float] = scorer().score(scorer().load(gold), found)
    return result


@lru_cache
def all_scores() -> dict[str, dict[str, float]]:
    return {gold.name: scored(gold) for gold in gold_files()}


def family_mean(*families: str) -> dict[str, float]:
    index: list[dict[str, Any]] = scorer().load(SHARED / "interviews" / "index.jsonl")
    chosen = [row["id"] for row in index if not families or row["family"] in families]
    result: dict[str, float] = scorer().mean([all_scores()[f"{name}.gold.jsonl"] for name in chosen])
    return result


def test_the_floors_belong_to_this_gold_data() -> None:
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in gold_files())).hexdigest()
    assert digest == GOLD_SHA256


def assert_floors(found: dict[str, float], **floors: float) -> None:
    low = {name: (round(found[name], 4), floor) for name, floor in floors.items() if found[name] < floor}
    assert not low
    for name in ("label_leak", "extra"):
        assert found[name] <= 0.0005, name
    assert found["markup_leak"] == 0


def test_the_seed_is_read_without_a_fault() -> None:
    floors = dict.fromkeys(("role_macro_f1", "role_acc", "boundary_f1", "coverage", "speaker_acc"), 1.0)
    assert_floors(all_scores()["gold.jsonl"], **floors)


def test_all_interviews_together_keep_their_floor() -> None:
    assert_floors(family_mean(), role_macro_f1=0.995, boundary_f1=0.993, coverage=0.9999, speaker_acc=0.99)


def test_features_with_quotations_keep_their_floor() -> None:
    assert_floors(family_mean("narrative"), role_macro_f1=0.998, boundary_f1=0.995, coverage=1.0, speaker_acc=0.995)


def test_damaged_features_keep_their_floor() -> None:
    found = family_mean("feature-damaged", "narrative-mangled")
    assert_floors(found, role_macro_f1=0.998, boundary_f1=0.995, coverage=1.0, speaker_acc=0.995)
