"""Quotes (codebook, section 2): pairing of marks, who speaks, and what is no quote.

The way through: `marks` pairs quotation marks, `frames` cuts the writer's sentences with the quotations masked, `cues`
finds the source of a reporting verb, `sieves` and `carrying` say which mention attributes each quotation, `speakers`
names the speaker, `content` tells direct from partial and leaves out titles and coined names.

The rules, in the order in which they are asked; the first that answers names the row (`quotes.<rule>`):

    beside the quotation (`sieves`)
        dash_signature     "..." - Rivera
        inverted_cue       "...," said Rivera
        trailing_subject   "...," Rivera said
        leading_cue        Rivera said, "..."
        label_colon        RIVERA: "..."
        issued_document    Rivera issued a statement: "..."
        closing_cue        A plan for "..." would follow, Rivera said.
        cue_in_clause      Rivera said the plan was "..."; also relative, participle, joined and embedded reports
        according_to       According to Rivera, the plan was "..."
        in_the_words_of    The plan is, in the words of Rivera, "..."
        coordinated        The plan is "..." and "...," Rivera said.
        colon_clause       Rivera was blunt: "..."                                            (inferred)
        inner_clitic       "La paix, dit-elle, ..."
    from elsewhere (`carrying`)
        report_before      Rivera says clinics are short of staff. "..."
        same_paragraph     "...," Rivera said. "..."
        goes_on            "...," Rivera said. She has ordered "...".                         (inferred)
        continued          a quotation over several paragraphs
        colon_before       the paragraph before announces it with a colon     (inferred without a reporting verb)
        paragraph_before   the paragraph before reports                                       (inferred)
        next_paragraph     a paragraph of nothing but speech after another speaker's          (inferred)
        source_after       ... "...". The aim is peace, according to Rivera.                  (inferred)
        repeated           the same words, attributed elsewhere in the article                (inferred)
    unattributed           nobody is named

Infinitives, verbs of thought and participles without a named subject make any rule `inferred` too.
"""

from extraction.quotes.finding import find_quotes

__all__ = ["find_quotes"]
