"""What a reader can say, as it stands in a sentence."""

from viewer.blind import Answer, Confidence
from viewer.ui.texts import later, tr

ANSWERS = {
    Answer.PNEUMONIA: later("Pneumonia"),
    Answer.NORMAL: later("Normal"),
    Answer.UNSURE: later("Unsure"),
}
"""As they stand alone, in English."""

_ANSWERS = {
    Answer.PNEUMONIA: later("pneumonia"),
    Answer.NORMAL: later("normal"),
    Answer.UNSURE: later("unsure"),
}
_CONFIDENCES = {
    Confidence.LOW: later("low"),
    Confidence.MEDIUM: later("medium"),
    Confidence.HIGH: later("high"),
}


def answer_text(answer: Answer) -> str:
    return tr(_ANSWERS[answer])


def confidence_text(confidence: Confidence) -> str:
    return tr(_CONFIDENCES[confidence])
