"""Where a number comes from: carried by every measure, outcome and check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One dataset behind a number.

    Attributes
    ----------
    dataset : str
        Key in the catalog, e.g. ``"factbook"``.
    publisher, title, version : str
        As the publisher names them.
    licence : str
        Terms of use, in words.
    citation : str
        How the publisher asks to be cited.
    url : str
        The publisher's page.
    retrieved : str
        ISO date on which the data were retrieved.
    detail : str
        The field or table within the dataset, e.g. ``"Exports - partners"``.
    imputed : bool
        True if the value was estimated by us rather than published.
    """

    dataset: str
    publisher: str
    title: str
    version: str
    licence: str
    citation: str
    url: str
    retrieved: str
    detail: str = ""
    imputed: bool = False
