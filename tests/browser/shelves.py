"""A shelf of dossiers for tests of pages: two articles nobody published, each read into a dossier of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lopsided.api.dossiers import read

if TYPE_CHECKING:
    from pathlib import Path

POWER = "\n\n".join(
    (
        "LUSAKA, 3 March 2023 - Zambia and Malawi signed a power deal on Thursday, Energy Minister Peter Kapala said.",
        'Kapala said Zambia would export 120 megawatts a year. "We are neighbours first," he told reporters. '
        "Switzerland took almost a third of Zambia's exports in 2022, he said.",
        "Share this article on Facebook",
        "Malawi's president, Lazarus Chakwera, will visit Lusaka next week.",
    )
)
#: Something for every part of a tie's page: an agreement, both sides, an analyst, a promise, all verdicts but one.
BUYERS = "\n\n".join(
    (
        "Zambia looks to its buyers",
        "LUSAKA, 30 October 2024 - Zambia and China signed a deal on copper refining on Tuesday, Commerce Minister "
        "Chipoka Mulenga said.",
        "Switzerland takes over a quarter of Zambia's exports.",
        "China takes half of Zambia's exports, the lawmaker Chola Banda said.",
        "Losing access to China would cost Zambia 4 percent of its GDP.",
        '"China is our closest partner," Mulenga told reporters. China promised to lend Zambia 300 million dollars for '
        "a smelter.",
        "China's trade with Zambia is lopsided, said Grace Phiri, an analyst at the University of Zambia. Zambia "
        "imported 900 tonnes of tea from China last year, Phiri said.",
        "Share this article on Facebook",
        "China's President Xi Jinping will visit Lusaka in May.",
    )
)


def stock(folder: Path, given: Path) -> Path:
    """Read the two articles into dossiers, ``zmb-mwi`` and ``zambia``.

    Parameters
    ----------
    folder : Path
        Where the dossiers go.
    given : Path
        Where the articles go.
    """
    for text, name, published in ((POWER, "zmb-mwi", None), (BUYERS, "zambia", "2024-10-30")):
        (given / f"{name}.txt").write_text(text, encoding="utf-8")
        read(given / f"{name}.txt", into=folder / f"{name}.duckdb", published=published).close()
    return folder
