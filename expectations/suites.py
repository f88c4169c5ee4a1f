"""The list of suites, in the order in which a person reads them. A new subject is a file beside this one and a line
here.

Belongs here: the list. Does not belong here: any expectation. Importing this module does not import Great Expectations,
so that the names of all expectations can be declared at no cost.
"""

from __future__ import annotations

from expectations import agreements, commitments, dates, drift, figures, quotes, reconciliation, volume
from expectations.policy import Policy
from expectations.suite import Suite

_SUBJECTS = (reconciliation, figures, dates, quotes, agreements, commitments, volume, drift)


def all_suites(policy: Policy | None = None) -> tuple[Suite, ...]:
    """Every suite under `policy`."""
    return tuple(subject.suite(policy or Policy()) for subject in _SUBJECTS)
