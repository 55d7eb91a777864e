"""What a state's own officials say that it will do, and pacts told of by a participle."""

from __future__ import annotations

import pytest

from lopsided.reading.pipeline import read_text
from lopsided.records.kinds import Commitment


def bound_in(text: str) -> list[tuple[str, ...]]:
    _, records = read_text(text, name="x.txt", published="2024-05-15")
    return [r.parties for r in records if isinstance(r, Commitment)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Indonesian President Bayu Santosa said Indonesia would reserve 30 million tonnes of coal for Malaysia.",
            "IDN",
        ),
        ("Chad's ambassador said Chad would respect Mali's borders.", "TCD"),
        ("Togo's president announced that the victims would be compensated.", "TGO"),
        (
            "Malaysia's labour minister pledged that employers who withheld passports will be brought to court.",
            "MYS",
        ),
        (
            "Last year Islamabad concluded a mutual defence pact with Riyadh; Kabul has called for restraint. "
            "Saudi Arabia kept quiet. Pakistan spoke.",
            "PAK SAU",
        ),
        ("Norway's energy minister said Norway would not build a second cable to Britain before 2035.", "NOR"),
        ("Kenya said it would not impose tariffs on Ugandan milk.", "KEN"),
        ('The agriculture ministry of Zambia said it would "work with Botswana through the regional bloc".', "ZMB"),
        ("Mongolia pledged that those who attacked Chinese drivers would be punished.", "MNG"),
        ("Bolivia proposed to pay Brazil in transit fees.", "BOL"),
        ("Qatar and Turkey will jointly restore a library in Gaza.", "QAT TUR"),
        (
            "On Friday Presidents Ali Omar of Sudan and Peter Deng of South Sudan met in Juba and agreed to reopen "
            "three crossings.",
            "SDN SSD",
        ),
        (
            "Norway and Britain trade fish. Britain sold Norway gas. Norway paid Britain. Britain and Norway met. "
            "Norway asked Britain for cod. The deal struck in December leaves them 5,200 tonnes.",
            "GBR NOR",
        ),
    ],
)
def test_who_is_bound(text: str, parties: str) -> None:
    assert [" ".join(sorted(p)) for p in bound_in(text)] == [parties]


@pytest.mark.parametrize(
    "text",
    [
        "Chad will lose revenue, its finance minister said. Chad would suffer if Mali closed the road, he said.",
        "Chile's finance minister said Chile would spend less this year.",
        "Kenya's minister said Kenya would close the border to Ugandans.",
        "Togo's army spokesman said the soldiers would be paid.",
        "Analysts said Chad would introduce a levy.",
        "Ecuador's minister said Ecuador would not introduce a levy.",
        "Kenya said it would not sign the accord with Uganda.",
        "Kenya said it would not raise the matter with Uganda.",
        "Niger proposed to ban Chadian lorries from its roads.",
        "Oman proposed to cut the number of envoys from Yemen.",
        "Oman proposed to hold talks with Yemen on Monday.",
        "Mali urged Niger to keep its pledge on the pipeline.",
        "The envoy called on Eritrea to honour its pledge to open the port to Ethiopia.",
        "Qatar and Turkey will jointly lose a contract in Libya.",
        "The deal struck in December with unions ended the strike in Peru.",
    ],
)
def test_forecasts_threats_and_refusals_bind_nobody(text: str) -> None:
    assert bound_in(text) == []
