"""A language is one file: what its sections may hold, what is said of a wrong one, and where its words count."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from extraction import Article, annotate, lexicon, version
from extraction.agreements.words import listed_forms, word_tags
from extraction.conjugation import conjugated
from extraction.document import Entity, read
from extraction.document.vocabulary import vocabulary
from extraction.english import lemmas

INTRODUCTION = "[languages]\nname,like,source\nExemplish,es,a grammar\n"
LEXICONS = sorted(path.stem for path in lexicon.FOLDER.glob("*.csv"))
WITH_OWN_FILE = [language for language in lexicon.languages() if lexicon.read_as(language) != language]


def header(name: str) -> list[str]:
    with (lexicon.FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Lexicons that have the columns of the real ones, and of those with a column for each language two rows."""
    for name in LEXICONS:
        columns = header(name)
        rows = [columns] if "language" in columns or "en" not in columns else [columns, ["a"] * len(columns)]
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(rows)
    shutil.copy(lexicon.FOLDER / "languages.csv", tmp_path)
    (tmp_path / "languages").mkdir()
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    yield tmp_path
    lexicon._language_files.cache_clear()


def load(folder: Path, name: str, sections: str) -> tuple[dict[str, str], ...]:
    (folder / "languages" / "xx.csv").write_text(sections, encoding="utf-8")
    lexicon._language_files.cache_clear()
    rows: tuple[dict[str, str], ...] = lexicon.load.__wrapped__(name)
    return rows


@pytest.mark.parametrize("name", [name for name in LEXICONS if name != "languages"])
def test_every_lexicon_takes_rows_of_a_language(name: str, folder: Path) -> None:
    columns = [column for column in header(name) if column not in ("language", "source")]
    if "en" in columns:
        *_, row = load(folder, name, f"{INTRODUCTION}\n[{name}]\n{columns[0]},xx\na,words\n")
        assert row["xx"] == "words"
        (empty,) = load(folder, name, INTRODUCTION)
        assert empty["xx"] == ""
    else:
        own = f"{INTRODUCTION}\n[{name}]\n{','.join(columns)}\n{','.join(f'value {c}' for c in columns)}\n"
        (row,) = load(folder, name, own)
        assert row == {c: f"value {c}" for c in columns} | {"source": "a grammar"} | (
            {"language": "xx"} if "language" in header(name) else {}
        )


def test_a_starred_column_lists_words_and_a_spreadsheet_may_have_filled_the_lines(folder: Path) -> None:
    written = (
        f"{INTRODUCTION}\n# Verbs.\n[quotes_verbs]\nkind,lemma*,source\nspeech,zeggen|melden\nthought,denken,a book\n"
    )
    filled = "".join(f"{line}{',' * (4 - line.count(','))}\n" for line in written.splitlines())
    rows = load(folder, "quotes_verbs", written)
    assert [(row["lemma"], row["kind"], row["source"]) for row in rows] == [
        ("zeggen", "speech", "a grammar"),
        ("melden", "speech", "a grammar"),
        ("denken", "thought", "a book"),
    ]
    assert load(folder, "quotes_verbs", filled) == rows


@pytest.mark.parametrize(
    ("section", "complaint"),
    [
        ("[quotes_verb]\nlemma\nzeggen\n", r"xx\.csv:5: no lexicon is called 'quotes_verb'; is it 'quotes_verbs'\?"),
        ("[quotes_verbs]\nlema\nzeggen\n", r"xx\.csv:5: no column 'lema'; there are lemma, kind, noun, source"),
        ("[quotes_verbs]\nlanguage,lemma\nxx,zeggen\n", r"xx\.csv:5: no column 'language'"),
        ("[quotes_verbs]\nlemma,lemma\nzeggen,zeggen\n", r"xx\.csv:5: needs distinct column names"),
        ("[quotes_verbs]\nlemma*,kind*\nzeggen,speech\n", r"xx\.csv:5: needs distinct column names, one of them"),
        ("[quotes_verbs]\nlemma\nzeggen,speech\n", r"xx\.csv:7: 2 cells, not 1"),
        ("[quotes_verbs]\nlemma\n zeggen\n", r"xx\.csv:7: white space"),
        ("[figures_bases]\nbase,yy\na,werelds\n", r"xx\.csv:5: no column 'yy'"),
        ("[figures_bases]\nbase\na\n", r"xx\.csv:5: needs the column 'xx'"),
        ("[figures_bases]\nbase,xx\nb,werelds\n", r"xx\.csv:7: 0 rows, not one, are told by"),
        ("[languages]\nname,like,source\nOther,es,x\n", r"xx\.csv: needs one section \[languages\] with one row"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(section: str, complaint: str, folder: Path) -> None:
    name = section[1 : section.index("]")]
    with pytest.raises(lexicon.LexiconError, match=complaint):
        load(folder, name if name in LEXICONS else "quotes_verbs", f"{INTRODUCTION}\n{section}")


def test_a_file_says_whose_it_is_before_anything_else(folder: Path) -> None:
    with pytest.raises(lexicon.LexiconError, match="stands before the first section"):
        load(folder, "quotes_verbs", "lemma,kind\n")
    with pytest.raises(lexicon.LexiconError, match="needs one section"):
        load(folder, "quotes_verbs", "[quotes_verbs]\nlemma\nzeggen\n")


@pytest.mark.parametrize("like", ["en", "xx", "it"])
def test_a_language_is_like_one_that_the_rules_know(like: str, folder: Path) -> None:
    with pytest.raises(lexicon.LexiconError, match=r"xx\.csv:3: `like` is one of sv, de, fr, es"):
        load(folder, "quotes_verbs", INTRODUCTION.replace(",es,", f",{like},"))


def test_a_changed_file_is_another_extractor() -> None:
    files = [path for path in lexicon.FOLDER.rglob("*") if path.is_file()]
    assert any(path.parent.name == "languages" for path in files)
    assert {path.suffix for path in files} <= set(version._SOURCES)


@pytest.mark.parametrize("language", WITH_OWN_FILE)
def test_what_it_adds_to_words_of_all_languages_is_no_word_of_another(language: str) -> None:
    """`agreements_classes` does not tell languages apart, so its rows are read in every text."""
    source = next(row["source"] for row in lexicon.load("languages") if row["language"] == language)
    added = {row["word"] for row in lexicon.load("agreements_classes") if row["source"] == source}
    assert added
    others = [other for other in lexicon.languages() if lexicon.read_as(other) == other]
    elsewhere = {
        other: added.intersection(word_tags(other)) | added.intersection(listed_forms(other)) for other in others
    }
    assert not any(elsewhere.values()), elsewhere
    assert [word for word in sorted(added) if lemmas(word)] == []


def test_words_count_in_texts_of_their_language_only() -> None:
    assert "no" in vocabulary("pt").locative
    assert "no" not in vocabulary().locative
    text = "The minister found no Paris deal. Sem Sanders of Novo Rio said the Indiana mill will stay shut for a week."
    assert {e.name: e.kind for e in annotate_entities(text)}["Indiana"] == "place"
    assert {e.name for e in annotate_entities(text)} >= {"Sem Sanders"}


def annotate_entities(text: str) -> list[Entity]:
    return read(Article("any", text)).entities


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("pt", "O governo do Brasil e a União Europeia assinaram um acordo em Brasília, disse ontem o ministro."),
        (
            "pt",
            "As exportações de soja não caíram no ano passado, mas os preços pagos aos produtores são os mais baixos.",
        ),
        ("es", "El gobierno de Brasil y la Unión Europea firmaron un acuerdo en Brasilia, dijo ayer el ministro."),
        ("es", "Las exportaciones de soja no cayeron, pero los precios que se pagan a los productores son bajos."),
        ("en", "Folha de S. Paulo and O Globo said on Monday that Embraer will sell jets to Portugal and to Angola."),
        ("fr", "Le gouvernement du Brésil et l’Union européenne ont signé un accord à Brasilia, a dit le ministre."),
    ],
)
def test_it_is_told_from_the_language_that_it_is_like(language: str, paragraph: str) -> None:
    assert [segment.language for segment in read(Article("any", paragraph)).segments] == [language]


def test_a_short_line_goes_with_the_language_at_hand() -> None:
    opening = (
        "O governo não confirmou os números, mas a empresa já contratou mais de mil pessoas em São Paulo, e um"
        " porta-voz disse que as obras vão terminar antes do fim do ano, quando as linhas novas forem abertas."
    )
    document = read(
        Article("any", f"{opening}\n\nMenos de 200 casas resistem no vale.\n\nThe end of the report is near.")
    )
    assert [document.language_at(s.start) for s in document.sentences] == ["pt", "pt", "en"]


@pytest.mark.parametrize(
    ("verb", "form", "tags"),
    [
        ("anunciar", "anunciou", "D"),
        ("propor", "propôs", "D"),
        ("prever", "previsto", "N"),
        ("comprometer", "comprometeram-se", "D"),
        ("produzir", "produz", "P"),
        ("levar a cabo", "levará a cabo", "F"),
    ],
)
def test_a_verb_is_inflected_by_its_longest_ending(verb: str, form: str, tags: str) -> None:
    assert conjugated(verb, "pt")[form] == tags


def test_a_language_without_endings_has_no_forms() -> None:
    assert conjugated("firmar", "es") == {}


def test_an_article_in_portuguese_from_end_to_end() -> None:
    text = (
        "O Brasil e a Alemanha assinaram na sexta-feira um acordo comercial em Brasília. “É um bom dia”, disse o"
        " ministro da Economia, Rui Prado. A Alemanha comprometeu-se a investir 1,5 bilhão de euros até 2030."
    )
    found = annotate(Article("pt", text, published="2026-02-07"))
    assert {s.language for s in found.segments} == {"pt"}
    assert [(a.instrument, a.parties, a.status) for a in found.agreements] == [
        ("trade_agreement", ("BR", "DE"), "signed")
    ]
    assert [(q.speaker, q.kind) for q in found.quotes] == [("Rui Prado", "direct")]
    assert [(c.who, c.strength) for c in found.commitments] == [(("DE",), "pledged")]
    assert [(f.value, f.unit, f.modifier) for f in found.figures] == [(1.5e9, "EUR", "exact")]
    assert [d.date_edtf for d in found.dates] == ["2026-02-06", "2030"]
