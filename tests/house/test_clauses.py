"""Every clause is accounted for: kept where it says it is, and proved by a marked test."""

from shared.directive.clauses import BY_NUMBER, Clause, Kept
from shared.documents.traceability import keepers, proofs
from shared.schema.models import LIFECYCLES
from tests.house.tree import HOME

PROVED = {Kept.ROW, Kept.RULE, Kept.DUTY, Kept.NOTICE, Kept.ACCESS, Kept.REPORT, Kept.STORE}


def test_every_row_and_rule_is_where_the_clause_says() -> None:
    kept = keepers(LIFECYCLES)
    silent = [
        clause.number for clause in Clause if clause.kept is Kept.ROW and not kept[clause.number]
    ]
    assert silent == []


def test_every_clause_software_keeps_is_proved() -> None:
    proved = proofs(HOME / "tests")
    silent = [
        clause.number for clause in Clause if clause.kept in PROVED and not proved[clause.number]
    ]
    assert silent == []


def test_tests_name_only_real_clauses() -> None:
    assert set(proofs(HOME / "tests")) - set(BY_NUMBER) == set()
