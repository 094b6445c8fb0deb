"""The draft of a no-go on the command line: when it is final, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
import spoortoets

from .opdrachtregel import Ran, Terminal

EXAMPLES = Path(spoortoets.__file__).parent / "voorbeelden"
CARRIES, DOES_NOT = str(EXAMPLES / "no_go_gbm.yaml"), str(EXAMPLES / "te_late_start.yaml")
WIDTH = 80


def nogo(run: Terminal, *words: str) -> Ran:
    return run("nogo", *words, "--motor", "direct")


@pytest.mark.parametrize("dossier", [CARRIES, DOES_NOT])
def test_on_the_screen_it_is_a_concept_of_80_columns_without_colour(run: Terminal, dossier: str) -> None:
    ran = nogo(run, dossier)
    assert (ran.status, ran.errors) == (0, "")
    assert "CONCEPT" in ran.out.splitlines()[0]
    assert [line for line in ran.out.splitlines() if len(line) > WIDTH] == []
    assert "\x1b" not in ran.out
    assert "mogelijkhedenEr is geen" not in ran.out


def test_a_final_one_is_written_only_when_a_ground_carries(run: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "stuk.md"
    refused = nogo(run, DOES_NOT, "--definitief", "--formaat", "md", "--uit", str(target))
    assert refused.status == 1
    assert "Een definitieve no-go is nog niet te maken" in refused.out
    assert not target.exists()
    assert nogo(run, CARRIES, "--definitief", "--formaat", "md", "--uit", str(target)).status == 0
    assert "CONCEPT" not in target.read_text(encoding="utf-8").splitlines()[0]


def test_a_reason_makes_it_final_all_the_same_and_stands_in_it(run: Terminal) -> None:
    ran = nogo(run, DOES_NOT, "--definitief", "--toch", "Op verzoek\n van de jurist.")
    assert ran.status == 0
    assert "CONCEPT" not in ran.out.splitlines()[0]
    assert "Op verzoek van de jurist." in ran.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([DOES_NOT, "--toch", "zo"], "--toch hoort bij --definitief"),
        ([DOES_NOT, "--definitief", "--toch", " \n"], "bij --toch hoort een reden"),
        ([DOES_NOT, "--definitief", "--toch", "a\x1b[31m"], "onzichtbaar of verboden teken"),
        ([DOES_NOT, "--definitief", "--toch", "a\udcff"], "onzichtbaar of verboden teken"),
        ([CARRIES, "--definitief", "--toch", "zo"], "--toch is hier niet nodig"),
        ([CARRIES, "--formaat", "docx"], "bij --formaat docx hoort --uit"),
        ([CARRIES, "--sjabloon", "x.docx"], "--sjabloon hoort bij --formaat docx"),
        ([CARRIES, "--formaat", "json"], "kies uit: tekst, md, html, docx, pdf"),
        ([DOES_NOT, "--definitief", "--toch", "bel 0612345678", "--streng"], "S02 in"),
    ],
)
def test_what_does_not_go_together_is_told_in_dutch(run: Terminal, words: list[str], message: str) -> None:
    ran = nogo(run, *words)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.errors
    assert "0612345678" not in ran.errors
