"""Tests of the rules that a policy owner writes: `reading` takes them from YAML, `cases` makes each one a dossier,
`running` holds what was expected against what is found, `coverage` tells what no test has seen."""
