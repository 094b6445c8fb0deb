"""What tests in more than one room need."""

from __future__ import annotations

import pytest
from spoortoets.engine.infer import durable_available


@pytest.fixture(scope="session")
def engine_present() -> None:
    """For tests that need the library: skipped, and said so, where it is missing."""
    available, reason = durable_available()
    if not available:
        pytest.skip(reason)
