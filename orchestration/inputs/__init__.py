"""Files of raw/ as a stream of articles and rejects, one format a module.

Belongs here: bytes to text and metadata, within bounds of memory and time. Does not belong here: what was seen before
(`loading`), what a text means (`extraction`). A reader never raises for what a file holds: each article that cannot be
loaded is a `Reject` with a reason, and the stream goes on where the format allows it.
"""

from orchestration.inputs.reading import SUFFIXES, contents, read_articles
from orchestration.inputs.records import InputArticle, Limits, Metadata, Reject

__all__ = ["SUFFIXES", "InputArticle", "Limits", "Metadata", "Reject", "contents", "read_articles"]
