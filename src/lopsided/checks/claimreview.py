"""A check as schema.org ClaimReview: its fields where they fit, ours beside them.

The rating is given in words only: there is no scale on which "depends" and "cannot be checked" have a place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lopsided.checks.check import check_object

if TYPE_CHECKING:
    from lopsided.checks.check import Check
    from lopsided.records.kinds import Document
    from lopsided.records.store import Ruling

_CONTEXT = "https://schema.org"


def claim_review(check: Check, document: Document | None = None, ruling: Ruling | None = None) -> dict[str, Any]:
    """Return a check as a JSON-LD mapping.

    Parameters
    ----------
    document : Document, optional
        Where the claim appeared: gives its title, address and publisher.
    ruling : Ruling, optional
        What a person says of the check; kept apart from the rating, which is the machine's.
    """
    claim: dict[str, Any] = {"@type": "Claim", "text": check.quote}
    if check.said_by:
        claim["author"] = {"@type": "Person", "name": check.said_by}
    if check.published:
        claim["datePublished"] = check.published
    if document is not None:
        appearance = {"@type": "CreativeWork", "headline": document.title, "url": document.url}
        appearance["publisher"] = document.publisher
        claim["appearance"] = {key: value for key, value in appearance.items() if value}
    review: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "ClaimReview",
        "claimReviewed": check.reading,
        "itemReviewed": claim,
        "reviewRating": {"@type": "Rating", "alternateName": check.verdict, "ratingExplanation": check.why},
        "author": {"@type": "Organization", "name": "lopsided"},
        "citation": [
            {"@type": "Dataset", "name": s.title, "publisher": s.publisher, "license": s.licence, "url": s.url}
            for s in check.sources
        ],
        "lopsided": check_object(check),
    }
    if ruling is not None:
        review["comment"] = {"@type": "Comment", "text": f"{ruling.ruling}: {ruling.note}".rstrip(": ")}
    return review
