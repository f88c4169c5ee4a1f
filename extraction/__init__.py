"""Text in, claims out: pure functions from an article to what it says was agreed, promised, counted and quoted.

Belongs here: rules, lexicons and the shared document they read. Does not belong here: files, databases, clocks,
networks, Dagster. `annotate` takes one article, `annotate_batch` many; CODEBOOK.md decides what counts.
"""

# isort: off
from extraction.compiled import COMPILED  # before all the others: it decides which of their forms is imported

# isort: on
from extraction.annotate import annotate
from extraction.batch import annotate_batch
from extraction.rows import Annotation, Article
from extraction.version import annotation_key, extractor_version

__all__ = ["COMPILED", "Annotation", "Article", "annotate", "annotate_batch", "annotation_key", "extractor_version"]
