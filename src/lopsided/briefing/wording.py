"""Numbers, dates and lists as a reader meets them."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING, Literal

from lopsided.briefing.words import say
from lopsided.terms.actors import name_of, states

if TYPE_CHECKING:
    from collections.abc import Sequence


def percent(value: float | None, digits: Literal[2, 3] = 2) -> str:
    """Write a fraction as percent with two significant digits: ``0.3312`` is ``33 %``, ``0.0102`` is ``1.0 %``.

    What sources round to whole percent stays whole: ``0.04`` is ``4 %``. Three digits are for numbers whose ratio
    stands beside them, so that it can be worked out from what is shown.
    """
    if value is None:
        return say("wording.not_known")
    hundred = value * 100
    if abs(hundred) >= 10 ** (digits - 1) - 0.05 or abs(hundred - round(hundred)) < 1e-9:
        shown = f"{hundred:.0f}"
    elif abs(hundred) < 0.001:
        shown = say("wording.almost_none")
    else:
        shown = f"{hundred:#.{digits}g}".rstrip(".")
    return f"{shown} %".replace("-", "−")


def percent_range(change: float, low: float, high: float) -> str:
    """Write the range of a change told as a fall or a rise: ``(0.8 to 3.1 %)`` where both its ends go the same way.

    Else both ends say which way they go: ``(between a fall of 0.079 % and a rise of 0.018 %)``.
    """
    if all(end * change >= 0 for end in (low, high)):
        least, most = sorted((abs(low), abs(high)))
        return say("what_if_told.between", low=percent(least).removesuffix(" %"), high=percent(most))
    ends = (
        say("what_if_told.fall" if end < 0 else "what_if_told.rise", percent=percent(abs(end)))
        for end in sorted((low, high))
    )
    return say("what_if_told.between_signs", **dict(zip(("low", "high"), ends, strict=True)))


def exact_percent(value: float) -> str:
    """Write a threshold as it is, however small: ``1e-6`` is ``0.0001 %``."""
    return f"{100 * value:.10f}".rstrip("0").rstrip(".") + " %"


def money(usd: float) -> str:
    """Write an amount in US dollars with three digits at most: ``6.2e10`` is ``$62 bn``."""
    for size, name in ((1e12, "tn"), (1e9, "bn"), (1e6, "mn")):
        if abs(usd) >= size:
            amount = usd / size
            unit = say(f"wording.{name}")
            return f"${amount:.0f} {unit}" if abs(amount) >= 100 else f"${amount:.3g} {unit}"
    return f"${usd:,.0f}"


def mass(tonnes: float | None) -> str:
    """Write a mass in the megatonnes of its column, less than a ten-thousandth of one in tonnes: ``2.3`` is ``2.3 t``.

    Three digits of less would need a power of ten, or noughts that nobody counts.
    """
    if tonnes is None:
        return say("wording.not_known")
    return say("wording.tonnes", tonnes=f"{tonnes:.3g}") if 0 < tonnes < 100 else f"{tonnes / 1e6:.3g}"


def money_unit_of(usd: float) -> tuple[float, str]:
    """Choose a unit for amounts of which this is the largest: its size in dollars and its name."""
    size, name = next(((size, name) for size, name in ((1e9, "bn"), (1e6, "mn")) if usd >= size), (1e3, "thousand"))
    return size, say(f"wording.{name}")


def years_of(first: int, last: int) -> str:
    """Write from which year to which: ``1995–2024``, or the one."""
    return f"{first}–{last}" if first != last else str(first)


def date(iso: str | None) -> str:
    """Write an ISO day, month, year or interval in words."""
    if not iso:
        return say("wording.no_date")
    if "/" in iso:
        start, end = iso.split("/", 1)
        return say("wording.interval", start=date(start), end=date(end))
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = calendar.month_name[int(parts[1])]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


_WITH_THE = ("United ", "Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives", "Comoros", "Democratic Republic")
_ENDS_WITH_THE = (" Islands", " Republic", " Emirates")


def the(name: str) -> str:
    """Write a country's name as it stands within a sentence: ``the United States``."""
    return say("wording.the", name=name) if name.startswith(_WITH_THE) or name.endswith(_ENDS_WITH_THE) else name


def capital(text: str) -> str:
    """Begin a sentence: the first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """Take a heading into a sentence: the first letter small, unless the first word is written in capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def own(name: str) -> str:
    """Write whose something is, within a sentence: ``Russia's``, ``the United States'``."""
    return the(name) + ("'" if name.endswith("s") else "'s")


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + say("wording.and") + words[-1]


def ordinal(n: int) -> str:
    """Write a rank: 1 is ``1st``."""
    ending = "th" if n % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def place(rank: int | None, of: int | None) -> str:
    """Write a rank among so many: ``2nd of 49``."""
    return say("wording.not_known") if rank is None else say("wording.place", rank=ordinal(rank), of=of)


_CODE = re.compile(r"\b[A-Z]{3}\b(?='s)?")


def spelled(text: str) -> str:
    """Write the countries' names where a formula or caveat has their codes."""
    known = states()
    return _CODE.sub(lambda m: name_of(m.group()) if m.group() in known else m.group(), text)
