"""Alignment of two countries in the UN General Assembly, where a pack of votes has been added."""

from __future__ import annotations

from lopsided.datasets.packs.ballot_box import agreement_by_session, sessions, votes, votes_pack
from lopsided.errors import UsageError
from lopsided.measures.definitions import definition
from lopsided.measures.pair import pair
from lopsided.measures.result import Measure
from lopsided.measures.votes import vote_agreement, voting_line
from lopsided.terms.actors import name_of


def un_votes(a: str, b: str, session: int | None = None) -> tuple[Measure, ...]:
    """Measure how alike two countries vote: agreement, and distance on the line along which votes differ most.

    Parameters
    ----------
    a, b : str
        Countries by code or name.
    session : int, optional
        Session of the General Assembly; the newest of the pack when not given.

    Returns
    -------
    tuple of Measure
        Empty without a pack of votes. A country that did not vote in the session has no value.

    Raises
    ------
    UnknownNameError, UsageError
        For an unknown country, one with itself, or a session the pack does not have.
    """
    first, second = pair(a, b)
    pack = votes_pack()
    if pack is None:
        return ()
    have = sessions(pack)
    if session is not None and session not in have:
        problem = f"the votes have no session {session}"
        raise UsageError(problem, subject=pack.key, remedy=f"ask for one from {have[0]} to {have[-1]}")
    when = have[-1] if session is None else session
    ballots = votes(pack, when)
    years = sorted(set(ballots["year"].to_list()))
    absent = [code for code in (first, second) if code not in set(ballots["country"])]
    found: dict[str, tuple[float | None, dict[str, float | str]]] = {
        "vote_agreement": (None, {}),
        "vote_distance": (None, {}),
    }
    if not absent:
        share, calls = vote_agreement(ballots, first, second)
        line = voting_line(ballots)
        found["vote_agreement"] = (share, {"roll calls in which both voted": calls})
        found["vote_distance"] = (abs(line[first] - line[second]), {first: line[first], second: line[second]})
    missing = tuple(f"{name_of(code)} did not vote in session {when}" for code in absent)
    return tuple(
        Measure(
            definition=key,
            of=first,
            on=second,
            value=value,
            unit=definition(key).unit,
            period=str(years[0]) if len(years) == 1 else f"{years[0]}/{years[-1]}",
            formula=definition(key).formula,
            inputs={"session": float(when), **inputs},
            sources=(pack.source(f"session {when}"),),
            caveats=missing or (definition(key).caveats,),
        )
        for key, (value, inputs) in found.items()
    )


def agreement_through_time(a: str, b: str) -> tuple[Measure, ...]:
    """Measure agreement session by session, newest first; empty without a pack of votes.

    Raises
    ------
    UnknownNameError, UsageError
        For an unknown country, or one with itself.
    """
    first, second = pair(a, b)
    pack = votes_pack()
    if pack is None:
        return ()
    known = definition("vote_agreement")
    found = agreement_by_session(pack, first, second)
    return tuple(
        Measure(
            definition=known.key, of=first, on=second, value=share, unit=known.unit,
            period=str(began) if began == ended else f"{began}/{ended}", formula=known.formula,
            inputs={"session": float(session), "roll calls in which both voted": calls},
            sources=(pack.source("every session"),), caveats=(known.caveats,),
        )
        for session, (began, ended, share, calls) in sorted(found.items(), reverse=True)
    )  # fmt: skip
