"""The correction layer: an append-only log with a hash chain, and its application to the documents of an issue. Pure: no database, no engine.

request --propose_*--> Proposal --seal--> Correction        documents of an issue, log --apply--> Corrected
"""

from indexer.corrections.annotation import annotator
from indexer.corrections.application import Corrected, apply
from indexer.corrections.conflicts import Conflict, What
from indexer.corrections.derived import Annotate, RecordText
from indexer.corrections.desk import CorrectionDesk
from indexer.corrections.log import (
    Break,
    Correction,
    Fault,
    Operation,
    Proposal,
    Signature,
    active,
    as_json,
    from_json,
    seal,
    verify,
)
from indexer.corrections.propose import propose_join, propose_move, propose_set, propose_split, propose_undo
from indexer.corrections.propose_paragraphs import propose_order, propose_reassign

__all__ = [
    "Annotate",
    "Break",
    "Conflict",
    "Corrected",
    "Correction",
    "CorrectionDesk",
    "Fault",
    "Operation",
    "Proposal",
    "RecordText",
    "Signature",
    "What",
    "active",
    "annotator",
    "apply",
    "as_json",
    "from_json",
    "propose_join",
    "propose_move",
    "propose_order",
    "propose_reassign",
    "propose_set",
    "propose_split",
    "propose_undo",
    "seal",
    "verify",
]
