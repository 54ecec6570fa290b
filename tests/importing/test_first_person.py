from __future__ import annotations

import pytest

from passage.importing import first_person


@pytest.mark.parametrize(
    "told",
    [
        "I was nine, and my brother carried the lamp.",
        "Ich war neun, und mein Bruder trug die Lampe.",
        "J'avais neuf ans et mon frère portait la lampe.",
        "Yo tenía nueve años y mi hermano llevaba la lámpara.",
        "Eu tinha nove anos e o meu irmão levava a candeia.",
        "Io avevo nove anni e mio fratello portava la lampada.",
        "Ik was negen en mijn broer droeg de lamp.",
        "Miałem dziewięć lat, a mój brat niósł lampę i nie pytał mnie.",
        "Jag var nio och min bror bar lampan.",
        "Saya berumur sembilan tahun dan kakak saya membawa lampu itu.",
        "“I was nine, and my brother carried the lamp.”",
        "“I was nine, and my brother said “run” to me.”",
    ],
)
def test_somebody_tells_of_themselves(told: str) -> None:
    assert first_person.tells([told])


@pytest.mark.parametrize(
    "told",
    [
        "The city has opened three bakeries this year, and they employ forty people.",
        "“I am glad of it,” said the mayor, who had come with his wife to see the ovens.",
        "Die Stadt hat drei Bäckereien eröffnet. „Ich freue mich“, sagte der Bürgermeister.",
        "La ville a ouvert trois boulangeries. « Je suis heureux », a dit le maire aux habitants.",
        "Prezident řekl, že je to dobře a že se to bude opakovat.",
        "",
    ],
)
def test_others_are_told_of(told: str) -> None:
    assert not first_person.tells([told])


def test_one_word_in_a_long_report_is_not_enough() -> None:
    report = ["The bakeries opened in May and closed in June. " * 20, "Nobody asked me."]
    assert not first_person.tells(report)
