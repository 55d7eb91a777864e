"""spaCy's entity recogniser, its greedy search done for all tokens at once.

The recogniser's network is spaCy's own. What follows it in spaCy, one step for each token in each of which every action
is tried for validity, takes twice as long as the network. But outside an entity the next action does not depend on
those before it: it is found here for all tokens of a batch in one product of matrices, and only within entities of
several words step by step. The entities are the same; a test holds them to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Span
from spacy.util import minibatch
from thinc.api import NumpyOps

from lopsided.reading.parsing.vectors import quickened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

FACTORY = "lopsided_entities"
_FEATURES = 3
"""Tokens the network looks at: the next one, the first of the open entity, and the one before the next."""
_BLOCKED = "U-"
"""The action at a token where a caller has ruled out any entity; here none does."""


class QuickEntities:
    """Finds the entities a transition-based recogniser would find, in texts without any set beforehand.

    Parameters
    ----------
    recogniser : spacy.pipeline.EntityRecognizer
        As loaded; see `quicken`.
    """

    def __init__(self, recogniser: Any) -> None:  # noqa: ANN401
        self._tok2vec = _steps(recogniser.model.get_ref("tok2vec"))
        self._lower = recogniser.model.get_ref("lower")
        self._bias = self._lower.get_param("b")
        upper = recogniser.model.get_ref("upper")
        self._weights, self._weights_bias = upper.get_param("W"), upper.get_param("b")
        self._ops = recogniser.model.ops
        moves = [name.partition("-") for name in _names(recogniser)]
        self._place = {(kind, label): i for i, (kind, _, label) in enumerate(moves)}
        self._kinds = [kind for kind, _, _ in moves]
        self._labels = [label for _, _, label in moves]
        kinds = np.array(self._kinds)
        self._begins, self._units = kinds == "B", kinds == "U"
        self._closing = (kinds == "I") | (kinds == "L") | (np.array(_names(recogniser)) == _BLOCKED)

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one text."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Set the entities of many texts, a batch at a time.

        Parameters
        ----------
        stream : iterable of spacy.tokens.Doc
            With sentences.
        batch_size : int
        """
        for batch in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            docs = list(batch)
            self._annotate(docs)
            yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        if not any(len(doc) for doc in docs):
            return
        seen: Any = docs
        for step in self._tok2vec:
            seen = step.predict(seen)
        vectors = self._lower.predict(seen)  # shape (tokens + 1, 3, hidden, pieces); 0 is padding
        marks = np.concatenate([doc.to_array([SENT_START, IS_SPACE]).reshape(len(doc), 2) for doc in docs])
        ends = np.cumsum([len(doc) for doc in docs])
        is_last = np.append(marks[1:, 0] == 1, True)  # of its sentence
        is_last[ends[ends > 0] - 1] = True
        actions = self._outside(vectors, is_last=is_last, is_space=marks[:, 1] == 1)
        for doc, end in zip(docs, ends.tolist(), strict=True):
            start = end - len(doc)
            found = self._walk(actions[start:end], vectors[start : end + 1], is_last[start:end])
            doc.set_ents([Span(doc, first, last, label=label) for first, last, label in found])

    def _outside(
        self, vectors: NDArray[np.float32], *, is_last: NDArray[np.bool_], is_space: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """Return the best valid action at each token while no entity is open, shape (tokens,)."""
        hidden = (vectors[1:, 0] + vectors[0, 1] + vectors[0, 2] + self._bias).max(axis=-1)
        scores = self._ops.gemm(np.ascontiguousarray(hidden), self._weights, trans2=True) + self._weights_bias
        scores[:, self._closing] = -np.inf
        scores[np.ix_(is_space, self._begins | self._units)] = -np.inf
        scores[np.ix_(is_last, self._begins)] = -np.inf
        best: NDArray[np.intp] = scores.argmax(axis=1)
        return best

    def _walk(
        self, actions: NDArray[np.intp], vectors: NDArray[np.float32], is_last: NDArray[np.bool_]
    ) -> list[tuple[int, int, str]]:
        """Return the entities of one text: first token, end, label."""
        found: list[tuple[int, int, str]] = []
        end = 0
        for i in np.flatnonzero(self._begins[actions] | self._units[actions]).tolist():
            if i < end:
                continue
            action = int(actions[i])
            end = i + 1
            if self._kinds[action] == "B":
                while not is_last[end] and self._stays_open(vectors, i, end, self._labels[action]):
                    end += 1
                end += 1
            found.append((i, end, self._labels[action]))
        return found

    def _stays_open(self, vectors: NDArray[np.float32], start: int, at: int, label: str) -> bool:
        """Return whether an entity that began at one token goes on beyond another, rather than ends with it."""
        hidden = (vectors[at + 1, 0] + vectors[start + 1, 1] + vectors[at, 2] + self._bias).max(axis=-1)
        inside, last = self._place["I", label], self._place["L", label]
        goes_on, ends = (self._weights[[inside, last]] @ hidden + self._weights_bias[[inside, last]]).tolist()
        return bool(goes_on > ends or (goes_on == ends and inside < last))


def quicken(nlp: Any) -> None:  # noqa: ANN401
    """Put the quick search in the place of a pipeline's own recogniser, where that is of the kind known here.

    Parameters
    ----------
    nlp : spacy.language.Language
        A loaded pipeline.
    """
    if "ner" in nlp.pipe_names and _is_known(nlp.get_pipe("ner")):
        nlp.add_pipe(FACTORY, after="ner")
        nlp.remove_pipe("ner")


@Language.factory(FACTORY)
def _made(nlp: Any, name: str) -> QuickEntities:  # noqa: ANN401
    return QuickEntities(nlp.get_pipe("ner"))


def _steps(model: Any) -> list[Any]:  # noqa: ANN401
    """Return what the network that looks at texts does, step by step, the making of vectors made quick."""
    if [layer.name for layer in model.layers[1:]] == ["list2array", "linear"]:
        return [quickened(model.layers[0]), *model.layers[1:]]
    return [model]


def _names(recogniser: Any) -> list[str]:  # noqa: ANN401
    """Return the actions in the order of the network's scores (``move_names`` leaves one out)."""
    return [recogniser.moves.get_class_name(i) for i in range(recogniser.moves.n_moves)]


def _is_known(recogniser: Any) -> bool:  # noqa: ANN401
    """Return whether a recogniser is greedy, over three tokens, with a maxout and an output layer."""
    model = recogniser.model
    if type(recogniser) is not EntityRecognizer or recogniser.cfg["beam_width"] != 1 or not model.attrs["has_upper"]:
        return False
    lower = model.get_ref("lower")
    pairs = {tuple(name.partition("-")[::2]) for name in _names(recogniser) if name != _BLOCKED}
    labels = {label for _, label in pairs} - {""}
    whole = {("O", ""), *((kind, label) for kind in "BILU" for label in labels)}
    shape = lower.get_dim("nF") == _FEATURES and lower.get_dim("nP") > 1
    return shape and pairs == whole and not model.attrs["unseen_classes"] and isinstance(model.ops, NumpyOps)
