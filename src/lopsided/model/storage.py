"""Economies in one file: saved, loaded, and the same to the last bit."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict
from pathlib import Path

import numpy as np

from lopsided.errors import InputError, OutputError
from lopsided.model.bilateral import Treatment
from lopsided.model.economy import Economy
from lopsided.terms.provenance import Source

FORMAT = 1
ARRAYS = ("flows", "tariffs", "inputs", "imputed")


def save_economy(economy: Economy, path: Path | str) -> None:
    """Write an economy as a compressed NumPy archive.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    about = {
        "format": FORMAT,
        "name": economy.name,
        "year": economy.year,
        "unit": economy.unit,
        "countries": economy.countries,
        "sectors": economy.sectors,
        "flags": {country: list(reasons) for country, reasons in economy.flags.items()},
        "treatments": [treatment._asdict() for treatment in economy.treatments],
        "sources": [asdict(source) for source in economy.sources],
        "digest": economy.digest,
    }
    arrays = {key: getattr(economy, key) for key in ARRAYS}
    try:
        with Path(path).open("wb") as file:
            np.savez_compressed(file, about=np.array(json.dumps(about)), **arrays)
    except OSError as error:
        problem = f"the economy cannot be written: {error.strerror}"
        raise OutputError(problem, subject=str(path), remedy="choose another place") from error


def load_economy(path: Path | str) -> Economy:
    """Read an economy that `save_economy` wrote.

    Raises
    ------
    InputError
        If the file is missing, damaged, not an economy, or from a newer version of this package.
    """
    try:
        with Path(path).open("rb") as file, np.load(file, allow_pickle=False) as archive:
            about = json.loads(str(archive["about"]))
            arrays = {key: archive[key] for key in ARRAYS}
    except OSError as error:
        problem = f"no economy can be read from this file: {error.strerror or error}"
        raise InputError(problem, subject=str(path), remedy="name one that save_economy wrote") from error
    except (ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile) as error:
        problem = "no economy can be read from this file: it is damaged, or something else"
        raise InputError(problem, subject=str(path), remedy="write it with save_economy") from error
    if about["format"] > FORMAT:
        problem = f"this economy has format {about['format']}, and {FORMAT} is the newest known here"
        raise InputError(problem, subject=str(path), remedy="use a newer version of lopsided")
    economy = Economy(
        name=about["name"],
        year=about["year"],
        unit=about["unit"],
        countries=tuple(about["countries"]),
        sectors=tuple(about["sectors"]),
        flags={country: tuple(reasons) for country, reasons in about["flags"].items()},
        treatments=tuple(Treatment(t["what"], tuple(t["where"]), t["amount"]) for t in about["treatments"]),
        sources=tuple(Source(**source) for source in about["sources"]),
        **arrays,
    )
    if economy.digest != about["digest"]:
        problem = "the arrays are not those that were saved"
        raise InputError(problem, subject=str(path), remedy="write the economy again")
    return economy
