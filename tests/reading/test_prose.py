"""English prose is told from other languages, from tables and from nothing."""

from __future__ import annotations

import pytest

from detente.knowledge import Knowledge
from detente.reading.prose import refuse

LANGUAGES = Knowledge().languages

ENGLISH = (
    "The ministers met in the old town hall and agreed that the harbour would be open to the ships of both "
    "countries from the first day of May, but they could not agree on who is to pay for the new lighthouse."
)
OTHERS = {
    "French": "Les ministres se sont réunis dans la vieille ville et ont décidé que le port serait ouvert aux "
    "navires des deux pays, mais ils ne sont pas parvenus à un accord sur le phare qui doit être construit par "
    "les deux gouvernements et qui est au centre de cette affaire depuis des années pour la région.",
    "German": "Die Minister trafen sich im alten Rathaus und beschlossen, dass der Hafen für die Schiffe der "
    "beiden Länder geöffnet wird, aber sie konnten sich nicht auf den neuen Leuchtturm einigen, der von der "
    "Regierung gebaut werden soll und für den auch das Parlament noch nicht die Mittel bewilligt hat.",
    "Spanish": "Los ministros se reunieron en el antiguo ayuntamiento y acordaron que el puerto se abra para los "
    "barcos de los dos países, pero no se pusieron de acuerdo sobre el faro que los gobiernos quieren construir "
    "en la costa y que ha sido desde hace años el centro de la disputa entre las dos capitales.",
    "Polish": "Ministrowie spotkali się w starym ratuszu i uzgodnili, że port jest otwarty dla statków z obu "
    "krajów, ale nie doszli do porozumienia w sprawie latarni, która ma być zbudowana przez rząd i za którą nie "
    "chce zapłacić żaden z nich, a po roku rozmów to pytanie jest nadal otwarte, jak przed laty.",
}


@pytest.mark.parametrize(
    "text", [ENGLISH, "Arvania invades.", "president of Kestria", "A" * 5000, ENGLISH * 50]
)
def test_english_and_short_texts_pass(text: str) -> None:
    assert refuse(text, LANGUAGES) is None


@pytest.mark.parametrize("language", sorted(OTHERS))
def test_other_languages_are_named(language: str) -> None:
    assert f"seems to be {language}" in (refuse(OTHERS[language], LANGUAGES) or "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no words"),
        ("12 34 56\n" * 50, "no words"),
        ("Министры встретились в старой ратуше.", "Cyrillic"),
        ("部长们在旧市政厅会面。", "Cjk"),
        ("name,type,date,code\n" + "arvania,visit,monday,x\nkestria,treaty,tuesday,y\n" * 20, "no prose"),
    ],
)
def test_what_is_no_english_prose_is_refused(text: str, said: str) -> None:
    assert said in (refuse(text, LANGUAGES) or "")
