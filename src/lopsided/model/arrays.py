"""What a user gives as an array, as floats: anything NumPy can take, and one sentence where it cannot."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from lopsided.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def floats(given: ArrayLike, key: str, name: str) -> NDArray[np.float64]:
    """Copy an array as floats.

    Raises
    ------
    InputError
        If it holds anything but numbers, or its rows differ in length.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            return np.array(given, dtype=np.float64)
    except (TypeError, ValueError, np.exceptions.ComplexWarning) as error:
        problem = f"{key} is no array of numbers: {error}"
        raise InputError(problem, subject=name, remedy="give numbers only, in rows of one length") from error
