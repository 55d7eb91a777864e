"""Each sentence is quoted once: where it comes up again, the item leads to the one that quotes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lopsided.briefing.contents import Checked, Quote, Reported, TieTheme

#: Words kept on either side of a figure whose sentence is quoted elsewhere.
_EITHER_SIDE = 9
#: How many claims of a theme and statements of a group templates/sections.html.j2 shows unfolded (it is given both):
#: only these are led to, for what is folded away is not on paper.
SHOWN_CLAIMS, SHOWN_STATEMENTS = 2, 3


def claims_once(themes: Sequence[TieTheme]) -> tuple[TieTheme, ...]:
    """Give each claim its anchor, and have the same words under another theme lead to the first."""
    seen: dict[str, str] = {}
    found = []
    for n, theme in enumerate(themes, 1):
        claims = []
        for m, claim in enumerate(theme.claims, 1):
            anchor = f"claim-{n}-{m}"
            at = seen.get(claim.words, anchor)
            if m <= SHOWN_CLAIMS:
                seen.setdefault(claim.words, anchor)
            claims.append(replace(claim, anchor=anchor, quoted_at="" if at == anchor else at))
        found.append(replace(theme, claims=tuple(claims)))
    return tuple(found)


def said_once(told: Reported, themes: Sequence[TieTheme]) -> Reported:
    """Have a statement lead to the claim or the leading story that quotes its sentence.

    Stories beyond the leading ones are folded away: what is quoted only there would not be on paper.
    """
    claims = {c.id: c.quoted_at or c.anchor for theme in themes for c in theme.claims[:SHOWN_CLAIMS] if c.id}
    stories = _stories(told)
    voices = tuple(
        replace(
            voice,
            said=tuple(
                replace(s, quoted_at=claims.get(s.id, "") or stories.get(s.reference.href, "")) for s in voice.said
            ),
        )
        for voice in told.voices
    )
    return replace(told, voices=voices)


def checked_once(checks: Sequence[Checked], told: Reported) -> tuple[Checked, ...]:
    """Have a check quote only what is around its figure where a story or a statement quotes the sentence whole."""
    shown = [s for voice in told.voices for s in voice.said[:SHOWN_STATEMENTS] if s.id]
    said = {s.reference.href: s.quoted_at or f"said-{s.id}" for s in shown}
    whole = said | _stories(told)
    return tuple(
        replace(check, quoted_at=at, excerpt=excerpt(check.quote))
        if (at := whole.get(check.reference.href, ""))
        else check
        for check in checks
    )


def excerpt(quote: Quote) -> Quote:
    """Keep the words next to those that are marked.

    Examples
    --------
    >>> excerpt(("one two three four five six seven eight nine ten ", "11", " twelve."))
    ('… two three four five six seven eight nine ten ', '11', ' twelve.')
    """
    before, own, after = quote
    left, right = before.split(), after.split()
    if len(left) > _EITHER_SIDE:
        before = "… " + " ".join(left[-_EITHER_SIDE:]) + (" " if before[-1:].isspace() else "")
    if len(right) > _EITHER_SIDE:
        after = (" " if after[:1].isspace() else "") + " ".join(right[:_EITHER_SIDE]) + " …"
    return before, own, after


def _stories(told: Reported) -> dict[str, str]:
    return {t.references[0].href: t.anchor for t in told.timeline if t.leading and t.references and t.anchor}
