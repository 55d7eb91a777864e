"""spaCy's vectors of tokens, made with what is known of each word kept.

A pipeline's network first makes a vector of each token from its letters, then mixes in those of its neighbours, layer
by layer. The first is the same wherever a word stands, so it is made once for each word; the rest is what spaCy does,
with fewer passes over memory. The vectors are the same; a test holds them to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import starmap
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.util import minibatch
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Vectors = NDArray[np.float32]

FACTORY = "lopsided_vectors"
_EMBED = ("extract_features", "list2ragged")
_HASHED = ("ints-getitem", "hashembed")
_MIXED = ("maxout", "layernorm", "dropout")
_LAYER = ("expand_window", *_MIXED)
_STEPS = 5
"""Of the network that makes a vector of a word: its attributes, in one table, hashed, mixed, and by text again."""
_MOST = 40_000
"""Words remembered before all are forgotten, so that memory stays bounded: some 600 bytes each."""
_SMALLEST = np.float32(1e-08)
"""What a layer's norm adds to a variance."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer that mixes in the neighbours: weights by piece, so that the greatest of the pieces is found in rows."""

    weights: Vectors
    bias: Vectors
    scale: Vectors
    shift: Vectors


class QuickVectors:
    """Makes the vectors that a network of hashed words and a window of one neighbour on each side would make.

    Parameters
    ----------
    model : thinc.api.Model
        Of a kind that `is_known`.
    """

    def __init__(self, model: Any) -> None:  # noqa: ANN401
        embed, encode = model.get_ref("embed"), model.get_ref("encode")
        self._ops = model.ops
        self._columns = embed.layers[0].attrs["columns"]
        self._hash, self._mix = embed.layers[2], embed.layers[3]
        self._width: int = model.get_dim("nO")
        self._pad: int = encode.attrs["pad"]
        nodes = [node for node in encode.walk(order="dfs_pre") if not node.layers]
        self._layers = list(starmap(_layer, zip(nodes[1::4], nodes[2::4], strict=True)))
        self._known: dict[Any, int] = {}
        self._table: Vectors = np.empty((0, self._width), np.float32)

    def predict(self, docs: Sequence[Doc]) -> list[Vectors]:
        """Return the vectors of the tokens of each text, shape (tokens, width)."""
        words = self._words(docs)
        lengths = [len(doc) for doc in docs]
        pad, places, at = self._pad, [], 0
        values = np.zeros((sum(lengths) + pad * (len(docs) + 1), self._width), np.float32)
        start = 0
        for length in lengths:
            at += pad
            places.append((at, at + length))
            values[at : at + length] = words[start : start + length]
            start += length
            at += length
        for layer in self._layers:
            values = self._mixed(values, layer)
        return [values[first:last] for first, last in places]

    def _words(self, docs: Sequence[Doc]) -> Vectors:
        """Return the vector of each token by itself, shape (tokens of all texts, width)."""
        count = len(self._columns)
        rows = np.concatenate([doc.to_array(self._columns).reshape(len(doc), count) for doc in docs])
        keys: list[Any] = np.ascontiguousarray(rows).view(np.dtype((np.void, rows.itemsize * count))).ravel().tolist()
        if len(self._known) > _MOST:
            self._known.clear()
            self._table = self._table[:0]
        known = self._known
        new = {key: i for i, key in enumerate(keys) if key not in known}
        if new:
            first, end = len(known), len(known) + len(new)
            if end > len(self._table):
                more = np.empty((max(len(new), first), self._width), np.float32)
                self._table = np.concatenate([self._table[:first], more])
            self._table[first:end] = self._mix.predict(self._hash.predict(rows[list(new.values())]))
            known.update(zip(new, range(first, end), strict=True))
        words: Vectors = self._table[[known[key] for key in keys]]
        return words

    def _mixed(self, values: Vectors, layer: _Layer) -> Vectors:
        """Return vectors with those of their neighbours mixed in: a maxout of three pieces, normed, and added."""
        width = self._width
        seen = self._ops.seq2col(values, 1)
        pieces: Vectors = self._ops.gemm(seen, layer.weights, trans2=True)
        pieces += layer.bias
        best: Vectors = pieces[:, :width]
        for piece in range(width, pieces.shape[1], width):
            best = np.maximum(best, pieces[:, piece : piece + width])
        best -= np.add.reduce(best, axis=1, keepdims=True) / np.float32(width)
        spread = np.add.reduce(best * best, axis=1, keepdims=True) / np.float32(width) + _SMALLEST
        best *= spread ** (-1.0 / 2.0)
        best *= layer.scale
        best += layer.shift
        best += values
        return best


def _layer(maxout: Any, norm: Any) -> _Layer:  # noqa: ANN401
    weights, bias = maxout.get_param("W"), maxout.get_param("b")  # shapes (width, pieces, 3 * width), (width, pieces)
    return _Layer(
        np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(-1, weights.shape[2]),
        np.ascontiguousarray(bias.T).ravel(),
        norm.get_param("G"),
        norm.get_param("b"),
    )


def quickened(model: Any) -> Any:  # noqa: ANN401
    """Return what predicts as a network does, quicker if it is of the kind known here, else the network itself.

    Parameters
    ----------
    model : thinc.api.Model
        Makes vectors of the tokens of texts.
    """
    return QuickVectors(model) if is_known(model) else model


def is_known(model: Any) -> bool:  # noqa: ANN401
    """Return whether a network hashes words and mixes in one neighbour on each side, by maxouts, on the processor.

    Parameters
    ----------
    model : thinc.api.Model
    """
    if not {"embed", "encode"} <= set(model.ref_names) or not isinstance(model.ops, NumpyOps):
        return False
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    hashed = len(embed.layers[0].attrs.get("columns", ())) if embed.layers else 0
    depth = sum(name == "expand_window" for name in _leaves(encode))
    return (
        _leaves(embed) == [*_EMBED, *_HASHED * hashed, *_MIXED, "ragged2list"]
        and len(embed.layers) == _STEPS
        and _leaves(encode) == [*_LAYER * depth]
        and sum(node.name.startswith("residual(") and len(node.layers) == 1 for node in encode.walk()) == depth
        and all(node.attrs["window_size"] == 1 for node in encode.walk() if node.name == "expand_window")
        and encode.attrs.get("pad") == depth
        and model.get_dim("nO") == embed.get_dim("nO") == encode.get_dim("nO")
    )


def quicken_vectors(nlp: Any) -> None:  # noqa: ANN401
    """Put the quick way in the place of a pipeline's own, where that is of the kind known here.

    Parameters
    ----------
    nlp : spacy.language.Language
        A loaded pipeline.
    """
    if "tok2vec" in nlp.pipe_names and is_known(nlp.get_pipe("tok2vec").model):
        nlp.add_pipe(FACTORY, after="tok2vec")
        nlp.remove_pipe("tok2vec")


class _Component:
    """Sets the vectors of texts, from which a pipeline's tagger and parser read."""

    def __init__(self, vectors: QuickVectors) -> None:
        self._vectors = vectors

    def __call__(self, doc: Doc) -> Doc:
        self._set([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        for batch in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            docs = list(batch)
            self._set(docs)
            yield from docs

    def _set(self, docs: Sequence[Doc]) -> None:
        for doc, vectors in zip(docs, self._vectors.predict(docs), strict=True):
            doc.tensor = vectors  # type: ignore[assignment]


@Language.factory(FACTORY)
def _made(nlp: Any, name: str) -> _Component:  # noqa: ANN401
    return _Component(QuickVectors(nlp.get_pipe("tok2vec").model))


def _leaves(model: Any) -> list[str]:  # noqa: ANN401
    """Return the names of the innermost layers, in the order they are asked."""
    return [node.name for node in model.walk(order="dfs_pre") if not node.layers]
