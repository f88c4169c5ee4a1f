"""What a benchmark leaves for people to read: every demand with its number, whatever sizes were run."""

import xml.etree.ElementTree as ET
from pathlib import Path

from benchmarks.floors import BEGIN, END, floors, stages, write
from benchmarks.refreshes import Refreshed
from benchmarks.scale import Scaled, readme_queries

STAGES = {"load": 10.0, "annotate": 100.0, "transform": 60.0, "gate": 5.0, "publish": 20.0}
SCALED = Scaled(
    sizes={10_000: Refreshed(25.0, 900.0, STAGES), 100_000: Refreshed(200.0, 1500.0, STAGES)},
    one_core=399.0,
    spread={"1 process": 20.0, "2 processes": 10.5},
    one_into_five=Refreshed(10.0, 500.0),
    one_into_most=Refreshed(21.0, 500.0),
    nothing_new=0.9,
    seeds=Refreshed(15.0, 500.0),
    texts_read=9.0,
    queries=[10.0, 120.0, 5.0, 5.0],
)


def test_each_floor_is_told_met_or_missed() -> None:
    missed = {floor.what for floor in floors(SCALED) if not floor.met}
    assert missed == {
        "annotation alone, all kinds, one core",
        "the same, against one new article into five",
        "query 2 of the README, 100,000 articles",
    }
    assert {floor.measured for floor in floors(SCALED)} >= {"500 articles/s", "1.90 times", "0.80 times", "9.0 s"}


def test_stages_and_the_start_add_up_to_the_whole() -> None:
    assert [(size, round(sum(spent.values()), 6)) for size, spent in stages(SCALED)] == [(10_000, 2.5), (100_000, 2.0)]


def test_the_page_keeps_what_stands_around_its_tables(tmp_path: Path) -> None:
    page, plot = tmp_path / "page.md", tmp_path / "plot.svg"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    machine = {
        "processor": "P",
        "cores": 2,
        "memory_gib": 4,
        "load_before": 0.1,
        "python": "3",
        "extraction": "compiled",
    }
    write(SCALED, machine, page, plot)
    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith(f"{END}\nafter\n")
    assert "old" not in text
    assert "| one new article into 100,000 | ≤ 25 s | 21 s | yes |" in text
    assert len(ET.parse(plot).getroot()) == 1 + 2 * 6 + 2 * (1 + 6 + 1)


def test_the_readme_asks_four_queries() -> None:
    queries = list(readme_queries())
    assert len(queries) == 4
    assert all(query.startswith("select ") for query in queries)
