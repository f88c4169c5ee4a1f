"""Quotes (codebook, section 2): pairing of marks, who speaks, and what is no quote.

The way through: `marks` pairs quotation marks, `frames` cuts the writer's sentences with the quotations masked, `cues`
finds the source of a reporting verb, `sieves` and `carrying` say which mention attributes each quotation, `speakers`
names the speaker, `content` tells direct from partial and leaves out titles and coined names.
"""

from extraction.quotes.finding import find_quotes

__all__ = ["find_quotes"]
