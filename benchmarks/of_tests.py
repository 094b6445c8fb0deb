"""What benchmarks share with the tests, which are no package that can be installed."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

TESTS = Path(__file__).parent.parent / "tests"


def module_of_tests(name: str) -> ModuleType:
    """A module by its path below `tests/`, such as "whatif/repair_brute"; it may import nothing of the tests itself."""
    path = TESTS / f"{name}.py"
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
