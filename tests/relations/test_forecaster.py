from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import SettingError, UnknownActor
from detente.relations.forecasts import Forecaster
from detente.relations.forecasts.mixture import fit_weights

TYPES = ("CONSULT", "ACCUSE", "AID")


def weekly_talks(weeks: int = 20) -> list[tuple[str, str, str, int]]:
    """Ostland and Westmark meet each week; Ostland accuses Nordia now and then; others drift."""
    facts = []
    for week in range(weeks):
        day = 7 * week
        facts.append(("Ostland", "CONSULT", "Westmark", day))
        facts.append(("Ostland", "ACCUSE", "Nordia", day + week % 3))
        facts.append(("Sudria", "AID", ("Nordia", "Westmark")[week % 2], day + 2))
    return facts


def test_recurring_partner_comes_first() -> None:
    found = Forecaster(TYPES).fit(weekly_talks()).predict("Ostland", "CONSULT")
    assert found[0].target == "Westmark"
    assert found[0].probability > 0.6
    assert found[0].probability > found[0].baseline - 0.5
    assert "Westmark" in " ".join(found[0].reasons)


def test_reasons_count_in_windows() -> None:
    found = Forecaster(TYPES).fit(weekly_talks()).predict("Ostland", "CONSULT", day=19 * 7 + 8)
    assert any(
        "Ostland did CONSULT to Westmark twice in 14 days" in r or "once in" in r for r in found[0].reasons
    )


def test_source_asked_for() -> None:
    found = Forecaster(TYPES).fit(weekly_talks()).predict(None, "ACCUSE", "Nordia")
    assert found[0].source == "Ostland"
    assert found[0].target == "Nordia"


def test_future_does_not_leak() -> None:
    early, late = weekly_talks(12), [("Ostland", "CONSULT", "Westmark", 12 * 7)]
    plain = Forecaster(TYPES, ["Farland"]).fit(early)
    seen = Forecaster(TYPES, ["Farland"]).fit(early)
    seen.history.reserve(seen.history.encode([("Farland", "AID", "Ostland", 999), *late]))
    assert plain.probabilities("Sudria", "AID", None) == pytest.approx(
        seen.probabilities("Sudria", "AID", None)
    )


def test_evaluate_ranks_both_directions() -> None:
    facts = weekly_talks()
    cut = 16 * 7
    forecaster = Forecaster(TYPES).fit(f for f in facts if f[3] < cut)
    found = forecaster.evaluate(f for f in facts if f[3] >= cut)
    assert found.questions == 2 * sum(f[3] >= cut for f in facts)
    assert found.hits[1] <= found.hits[3] <= found.hits[10] <= 100
    assert found.mrr > 70
    assert found.log_probability < 0


def test_time_aware_filter_passes_over_other_true_answers() -> None:
    facts = [("Ostland", "CONSULT", other, day) for day in range(30) for other in ("Westmark", "Nordia")]
    forecaster = Forecaster(TYPES).fit(facts)
    found = forecaster.evaluate([("Ostland", "CONSULT", other, 30) for other in ("Westmark", "Nordia")])
    assert found.mrr == pytest.approx(100)


@pytest.mark.parametrize("question, error", [
    ({"source": "Ostland", "type": "CONSULT", "target": "Nordia"}, SettingError),
    ({"type": "CONSULT"}, SettingError),
    ({"source": "Ostland", "type": "DANCE"}, SettingError),
    ({"source": "Atlantis", "type": "CONSULT"}, UnknownActor),
])  # fmt: skip
def test_bad_questions(question: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        Forecaster(TYPES).fit(weekly_talks()).predict(**question)


def test_no_facts() -> None:
    with pytest.raises(SettingError, match="no facts"):
        Forecaster(TYPES).fit([])
    with pytest.raises(SettingError, match="fit first"):
        Forecaster(TYPES).predict("Ostland", "AID")


def test_days_out_of_order_are_refused_in_extend() -> None:
    forecaster = Forecaster(TYPES).fit(weekly_talks())
    with pytest.raises(SettingError, match="order"):
        forecaster.extend([("Ostland", "AID", "Nordia", 3)])


fact = st.tuples(
    st.sampled_from("ABCDEF"), st.sampled_from(TYPES), st.sampled_from("ABCDEF"), st.integers(0, 60)
)


@settings(max_examples=25, deadline=None)
@given(st.lists(fact, min_size=1, max_size=40))
def test_probabilities_are_proper(facts: list[tuple[str, str, str, int]]) -> None:
    forecaster = Forecaster(TYPES).fit(facts)
    for kind in TYPES:
        for source, target in ((facts[0][0], None), (None, facts[0][2])):
            chances = forecaster.probabilities(source, kind, target)
            assert sum(chances.values()) == pytest.approx(1, abs=1e-4)
            assert min(chances.values()) > 0


@settings(max_examples=25, deadline=None)
@given(st.lists(fact, min_size=2, max_size=30))
def test_order_of_facts_does_not_matter(facts: list[tuple[str, str, str, int]]) -> None:
    first = Forecaster(TYPES, "ABCDEF").fit(facts).probabilities(facts[0][0], "AID", None)
    second = Forecaster(TYPES, "ABCDEF").fit(facts[::-1]).probabilities(facts[0][0], "AID", None)
    assert first == pytest.approx(second, abs=1e-5)


def test_weights_never_make_the_past_less_likely() -> None:
    draw = np.random.default_rng(3)
    chance = draw.random((50, 4))
    speaks = np.ones((50, 4))
    even = np.full(4, 0.25)
    likelihood = [
        np.log(chance @ fit_weights(chance, speaks, even, 0.0, rounds)).sum() for rounds in (0, 1, 5, 50)
    ]
    assert likelihood == sorted(likelihood)
