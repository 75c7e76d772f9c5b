"""Reading blind: the reader commits first, and how far reader and network agree."""

from viewer.blind.agreement import Agreement, agreement_of
from viewer.blind.commitment import Answer, Commitment, Confidence, NetworkReading
from viewer.blind.session import BlindSession, Committed
from viewer.blind.table import export_session

__all__ = [
    "Agreement",
    "Answer",
    "BlindSession",
    "Commitment",
    "Committed",
    "Confidence",
    "NetworkReading",
    "agreement_of",
    "export_session",
]
