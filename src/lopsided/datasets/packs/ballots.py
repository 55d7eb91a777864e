"""Roll calls of the United Nations: a row a vote, with the table of roll calls that dates them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lopsided.datasets.packs.rows import Tally, folded, reader
from lopsided.datasets.packs.sql import quoted, text
from lopsided.errors import InputError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from lopsided.datasets.columns import Mode
    from lopsided.datasets.packs.inputs import Part


def write_votes(
    connection: duckdb.DuckDBPyConnection, votes: Part, calls: Part | None, folder: Path, mode: Mode
) -> Tally:
    """Write votes by year, each with its session, roll call and country.

    Raises
    ------
    UsageError
        Without the table of roll calls: votes without a date answer nothing.
    InputError
        In strict mode for votes of unknown countries or roll calls.
    """
    if calls is None:
        problem = "the votes come without the table of roll calls, which dates them"
        raise UsageError(problem, subject=votes.name, remedy="name both files, or put them in one folder and name that")
    if votes.member or calls.member:
        problem = "votes are not read from inside a zip"
        raise UsageError(problem, subject=votes.name, remedy="unpack it first")
    judged = _judged(votes, calls)
    connection.execute(
        f"""copy (select year, session, roll_call, country, vote from ({judged}) where reason is null
        order by roll_call, country) to {text(str(folder))} (format parquet, partition_by (year))"""
    )
    counted = connection.execute(f"select reason, count(*) from ({judged}) group by reason").fetchall()
    reasons = {str(reason): int(n) for reason, n in counted}
    kept = reasons.pop("None", 0)
    faults = {reason: n for reason, n in reasons.items() if reason != "no country"}
    if faults and mode == "strict":
        problem = f"votes cannot be taken: {', '.join(f'{n:,} of {reason}' for reason, n in faults.items())}"
        raise InputError(problem, subject=votes.name, remedy="correct them, or leave them out with --mode warn")
    return Tally(read=kept + sum(reasons.values()), kept=kept, dropped=Counter(reasons))


def _judged(votes: Part, calls: Part) -> str:
    names = dict(zip(votes.lower, votes.columns, strict=True))
    dated = dict(zip(calls.lower, calls.columns, strict=True))
    codes = ", ".join(
        f"nullif(trim({quoted(names[n])}::varchar), '')" for n in ("country_code", "iso3c", "country") if n in names
    )
    day = f"{quoted(dated['date'])}::varchar"
    # a day of the year 1950 is a negative count of days since 1970 in some editions, and a date in others
    on = f"coalesce(try_cast({day} as date), date '1970-01-01' + try_cast({day} as double)::integer)"
    return f"""select year(c.day)::smallint as year, c.session::smallint as session, v.call as roll_call,
        a.iso3 as country, v.vote, case when c.call is null or c.day is null then 'an unknown roll call'
        when a.how is null then 'an unknown country' when a.iso3 is null then 'no country'
        when v.vote not in ('yes', 'no', 'abstain') then 'an unknown vote'
        when v.twice > 1 then 'two votes for one country'
        end as reason from (select try_cast({quoted(names["rcid"])} as double)::integer as call,
            {folded(f"coalesce({codes})")} as code, lower(trim({quoted(names["vote"])}::varchar)) as vote,
            count(*) over (partition by {quoted(names["rcid"])}, coalesce({codes})) as twice
            from {reader(votes, votes.path, {})}) v
        left join area a on a.key = v.code
        left join (select try_cast({quoted(dated["rcid"])} as double)::integer as call,
            try_cast({quoted(dated["session"])} as double)::integer as session, {on} as day
            from {reader(calls, calls.path, {})}) c on c.call = v.call"""
