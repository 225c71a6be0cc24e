"""Running heads of plain text: what comes back on every page is left out, what only looks like it stays."""

from __future__ import annotations

from itertools import pairwise

import pytest

from turncast.read import parse

PAGE = "The wells were dug by hand, and nobody knows by whom. " * 16


def kept(text: str) -> str:
    return "\n\n".join(block.text for block in parse(text.encode(), "x.txt").blocks)


@pytest.mark.parametrize(
    "head", ["Well Voices      {n}", "12 June 1998        {n}", "Well Voices - Ek {n}", "Well Voices, second series"]
)
def test_a_line_on_every_page_is_a_running_head(head: str) -> None:
    heads = [head.format(n=n) for n in range(1, 5)]
    text = "\n\n".join(f"{line}\n\n{PAGE.strip()}" for line in heads)
    assert not any(line in kept(text) for line in heads)
    assert kept(text).count("nobody knows") == 4 * 16


def test_a_sentence_goes_on_over_the_page() -> None:
    before = (PAGE + "They dug until the").strip()
    text = "".join(f"{before}\n\n- {n} -\n\nWell Voices      {n}\n\nwater came.\n\n" for n in range(1, 5))
    assert kept(text) == "\n\n".join([f"{before}\nwater came."] * 4)


@pytest.mark.parametrize(
    "line",
    ["Question {n}", "Chapter {n}", "Ann Lee  0:0{n}", "Ann Lee:", "Really?", "| Salt     {n} |", "Salt and pepper {n}"],
)
def test_what_comes_back_in_other_ways_is_kept(line: str) -> None:
    lines = [line.format(n=n) for n in (1, 2, 3, 4)]
    text = "\n\n".join(f"{one}\n\nIt rained." for one in lines)
    assert all(one in kept(text) for one in lines)


def test_no_character_is_lost_or_moved() -> None:
    text = "\n\n".join(f"Well Voices      {n}\n\nThey dug until the" for n in range(1, 6))
    article = parse(text.encode(), "x.txt")
    spans = sorted(
        [(run.start, run.end) for block in article.blocks for run in block.runs]
        + [(skip.span.start, skip.span.end) for skip in article.skipped]
    )
    assert all(a[1] <= b[0] and not text[a[1] : b[0]].strip() for a, b in pairwise(spans))
