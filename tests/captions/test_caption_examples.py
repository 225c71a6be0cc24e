from __future__ import annotations

import doctest
from importlib import import_module
from inspect import getsource
from pkgutil import walk_packages

import pytest

import turncast.captions

MODULES = [import_module(found.name) for found in walk_packages(turncast.captions.__path__, "turncast.captions.")]
WITH_EXAMPLES = [module.__name__ for module in MODULES if ">>>" in getsource(module)]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    found = doctest.testmod(import_module(name))
    assert found.attempted
    assert not found.failed
