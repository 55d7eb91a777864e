"""A tokenizer without rules, for pipelines that bring their own.

spaCy builds a language's tokenizer with some 1,300 special cases before it loads those of the pipeline, which are kept
in the same way: the first are made for nothing, a sixth of the time a pipeline takes to load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokenizer import Tokenizer
from spacy.util import registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

EMPTY_TOKENIZER = "lopsided_empty_tokenizer"


@registry.tokenizers(EMPTY_TOKENIZER)  # type: ignore[untyped-decorator]  # spaCy is untyped
def empty_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return what makes a tokenizer that has no rules until a pipeline's are read into it."""

    def made(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return made
