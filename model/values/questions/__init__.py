"""What can be asked about a translation beyond its trace, and what the answers hold. NumPy only.

A `Question` names what is wanted; `model.inside` computes the answer from the model, on demand and never while
translating. Each module holds one question with its answer.
"""

from model.values.questions.base import Progress, Question, Reply

__all__ = ["Progress", "Question", "Reply"]
