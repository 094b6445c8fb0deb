"""Proving by several processes works wherever it is called from, and finds what one process finds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .gezaaid import SMALL

ANSWERS = f"""
from pathlib import Path
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.proofs import workers
from spoortoets.engine.proofs.goals import Goal, Holds

workers.ALONE = 0

def answers():
    asked = [workers.Asked(None, Goal((Holds("A1/voldoet", truth),)), 2.0) for truth in (True, False)]
    with workers.crew(cached_rulebook(Path({str(SMALL)!r})), 2) as crew:
        return [one.status.value for one in crew.answers(asked, lambda _number: None)]
"""
PLAIN = "print(*answers())"
GUARDED = "if __name__ == '__main__':\n    print(*answers())"
DAEMON = """
def tell(queue):
    queue.put(answers())

if __name__ == "__main__":
    from multiprocessing import get_context
    context = get_context("spawn")
    queue = context.Queue()
    context.Process(target=tell, args=(queue,), daemon=True).start()
    print(*queue.get(timeout=60))
"""
PLACES = {
    "een script": GUARDED,
    "een script dat zichzelf niet beschermt": PLAIN,
    "een proces dat geen kinderen mag hebben": DAEMON,
}


@pytest.mark.parametrize("body", PLACES.values(), ids=PLACES)
def test_goals_are_answered_wherever_they_are_asked(body: str, tmp_path: Path) -> None:
    script = tmp_path / "vraag.py"
    script.write_text(ANSWERS + body, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["getoond", "getoond"], done.stderr


def test_goals_are_answered_in_a_program_from_the_input(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-"], input=ANSWERS + PLAIN, capture_output=True, text=True, timeout=120, cwd=tmp_path
    )
    assert done.stdout.split() == ["getoond", "getoond"], done.stderr
