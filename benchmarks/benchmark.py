"""Times and memory beside their floors, medians of one run: `python benchmarks/benchmark.py`."""

from __future__ import annotations

import gc
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import spoortoets
from generated import dossier_text, rulebook_files
from spoortoets.engine.audit import Auditor
from spoortoets.engine.cache import cached_rulebook
from spoortoets.engine.dossier_reader import read_dossier
from spoortoets.engine.evaluate import evaluate
from spoortoets.engine.infer import DurableEngine, compile_network
from spoortoets.engine.load import compile_rulebook
from spoortoets.engine.planning import lay_out

RUNS = 20
T = TypeVar("T")
HOME = Path(spoortoets.__file__).parent
EXAMPLE = HOME / "voorbeelden" / "te_late_start.yaml"
COMMAND = [sys.executable, str(Path(sys.executable).with_name("spoortoets"))]


def main() -> None:
    cold()
    warm()
    growth()


def cold() -> None:
    """Whole commands, each in a process of its own."""
    print(f"Koud: hele opdrachten, mediaan van {RUNS} (seconden), piekgeheugen (MB)\n")
    for name, code in (
        ("python -c pass", "pass"),
        ("import click", "import click"),
        ("import yaml", "import yaml"),
        ("import rich.console", "import rich.console"),
        ("import durable_rules_engine", "import durable_rules_engine"),
        ("import jinja2", "import jinja2"),
        ("import docx", "import docx"),
        ("import typst", "import typst"),
    ):
        row(f"vloer: {name}", [sys.executable, "-c", code])
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "SPOORTOETS_CACHE": cache}
        row("toets, durable (grens 0,35; 120 MB)", [*COMMAND, "toets", str(EXAMPLE)], environment)
        row("toets, direct (grens 0,25)", [*COMMAND, "toets", "--motor", "direct", str(EXAMPLE)], environment)
        row("toets, durable, JSON", [*COMMAND, "toets", "--formaat", "json", str(EXAMPLE)], environment)
        for form, limit in (("html", "0,8"), ("docx", "1,5"), ("pdf", "1,5")):
            piece = ["--formaat", form, "--uit", str(Path(cache) / f"stuk.{form}"), "--overschrijf"]
            row(f"toets, {form} (grens {limit})", [*COMMAND, "toets", str(EXAMPLE), *piece], environment)
        row("waarom K24", [*COMMAND, "waarom", str(EXAMPLE), "K24"], environment)
        plans = Path(cache) / "honderd.yaml"
        plans.write_text(hundred_variants(), encoding="utf-8")
        what_if = [*COMMAND, "watals", str(EXAMPLE)]
        row("watals, 100 varianten (grens 1,0)", [*what_if, "--scenario", str(plans)], environment)
        row("watals --gevoelig (grens 2,0)", [*what_if, "--gevoelig"], environment)
        row("watals --herstel (grens 5,0; 500 MB)", [*what_if, "--herstel"], environment)
        row("vragen (grens 1,0)", [*COMMAND, "vragen", str(EXAMPLE)], environment)
        row("regels controleer --snel (grens 1,0)", [*COMMAND, "regels", "controleer", "--snel"], environment)
        row(
            "toets, eerste keer (grens 1,5)",
            [*COMMAND, "toets", str(EXAMPLE)],
            environment,
            before=lambda: empty(Path(cache)),
        )
    print()


def hundred_variants() -> str:
    """A file with a hundred variants, each of three changes."""
    lines = (
        f"  - {{naam: v{number}, verschuif: {{traject.einddatum_gepland: {number} dagen}},"
        f" feiten: {{traject.looptijd_gepland: {1 + number % 18}, uitvoering.uitzendbureaus: {number % 7}}}}}"
        for number in range(100)
    )
    return "\n".join(("varianten:", *lines, ""))


def empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def row(
    name: str,
    command: list[str],
    environment: dict[str, str] | None = None,
    before: Callable[[], None] = lambda: None,
) -> None:
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    times: list[float] = []
    peak = 0
    for _ in range(RUNS):
        before()
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        times.append(time.perf_counter() - start)
        peak = max(peak, usage.ru_maxrss)
        process.returncode = status
    print(f"  {name:42} {statistics.median(times):7.3f}   {peak / 1024:6.0f}")


def median(action: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds."""
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def warm() -> None:
    """One dossier, the whole rulebook, in a process that is ready."""
    book = cached_rulebook(HOME / "rules")
    dossier = read_dossier(EXAMPLE.read_bytes(), EXAMPLE.name, book.concepts)
    auditor = Auditor(book, dossier.reference_date)
    plan = auditor.layout.plan
    print(f"Warm: één dossier, {len(book.criteria)} criteria, {len(plan.steps)} punten; mediaan van {RUNS} (ms)\n")
    print(f"  {'evaluate, alle punten (grens 10)':42} {median(lambda: evaluate(plan, dossier)):7.2f}")
    engine = auditor.engine
    if engine is not None:
        print(f"  {'infer, alle punten (grens 10)':42} {median(lambda: engine.run(dossier)):7.2f}")
    print(f"  {'toets: beide, vergelijking, resultaat':42} {median(lambda: auditor.audit(dossier)):7.2f}\n")


def growth() -> None:
    """Cost per criterion for generated rulebooks: a flat column is linear growth."""
    print("Groei: gegenereerde regelsets, ms per criterium\n")
    print(f"  {'criteria':>8} {'laden':>9} {'indelen':>9} {'evaluate':>9} {'netwerk':>9} {'infer':>9}   MB")
    gc.disable()
    for size in (40, 400, 4000):
        files = rulebook_files(size)
        book, load = timed(lambda files=files: compile_rulebook(files))
        dossier = read_dossier(dossier_text(size), "gegenereerd.yaml", book.concepts)
        layout, lay = timed(lambda book=book, day=dossier.reference_date: lay_out(book, day))
        engine, network = timed(lambda layout=layout: DurableEngine(compile_network(layout.plan)))
        direct = median(lambda layout=layout, one=dossier: evaluate(layout.plan, one))
        inferred = median(lambda engine=engine, one=dossier: engine.run(one))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        costs = " ".join(f"{cost / size:9.4f}" for cost in (load, lay, direct, network, inferred))
        print(f"  {size:8} {costs}   {peak:.0f}", flush=True)
        gc.collect()


def timed(action: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the milliseconds it took, once."""
    start = time.perf_counter()
    result = action()
    return result, (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
