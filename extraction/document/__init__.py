"""The shared document: tokens, sentences, segments and entities of an article, made once and read by every kind."""

from extraction.document.model import Document, Entity, Paragraph, Segment, Sentence, Tokens
from extraction.document.reading import read

__all__ = ["Document", "Entity", "Paragraph", "Segment", "Sentence", "Tokens", "read"]
