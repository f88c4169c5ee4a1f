"""The gate: what must hold before a build is published, and what a person should know about it although it is
published.

Belongs here: expectations about *sense*, one file for each subject (figures, dates, agreements, commitments, quotes,
reconciliation, volume, drift), and the gate that puts them to a build. Does not belong here: repairs (the gate blocks,
it never mends), structure that dbt tests on every row already, Dagster, and anything that writes to the warehouse.
"""

from expectations.gate import run_gate
from expectations.policy import Policy
from expectations.report import ExpectationResult, GateReport

__all__ = ["ExpectationResult", "GateReport", "Policy", "run_gate"]
