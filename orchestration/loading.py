"""raw/ into schema raw: what is new, changed, gone, and what could not be loaded.

Belongs here: comparing raw/ with what was loaded before, by content. Does not belong here: formats (`inputs`), and what
becomes of the articles afterwards. One transaction: a load that is killed has not happened.

An article is its text: `article_id` is the first 16 hex digits of the SHA-256 of the text in UTF-8. Files with the same
text are one article, whose metadata is, field by field, that of the first path that has the field. The day on which a
text was first seen stays with it for ever, so that rebuilding, or putting a file back, repeats every inferred date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb.func import SPECIAL

from extraction import annotation_key, extractor_version
from orchestration.inputs import InputArticle, Limits, Reject, contents, read_articles
from orchestration.inputs.metadata import bounds
from orchestration.listing import Listing, RawFile, list_raw
from orchestration.progress import SILENT, Progress
from orchestration.settings import Settings
from orchestration.state import fingerprint
from orchestration.warehouse import transaction, writing

_PATHS = pa.schema(
    [
        ("article_id", pa.string()),
        ("path", pa.string()),
        ("file", pa.string()),
        ("title", pa.string()),
        ("publisher", pa.string()),
        ("author", pa.string()),
        ("url", pa.string()),
        ("language", pa.string()),
        ("published_edtf", pa.string()),
        ("published_low", pa.date32()),
        ("published_high", pa.date32()),
    ]
)
_TEXTS = pa.schema([("article_id", pa.string()), ("text", pa.string()), ("n_words", pa.int32())])
_REJECTS = pa.schema(
    [
        ("path", pa.string()),
        ("row", pa.int32()),
        ("reason", pa.string()),
        ("detail", pa.string()),
        ("file", pa.string()),
    ]
)
_FILES = pa.schema(
    [
        ("path", pa.string()),
        ("size", pa.int64()),
        ("mtime_ns", pa.int64()),
        ("inode", pa.uint64()),
        ("mode", pa.int64()),
        ("sidecar_size", pa.int64()),
        ("sidecar_mtime_ns", pa.int64()),
        ("sidecar_inode", pa.uint64()),
        ("sidecar_mode", pa.int64()),
        ("sha256", pa.string()),
    ]
)
_CHUNK_ROWS = 4_000
_CHUNK_CHARACTERS = 16_000_000
_NO_STAMP = (None, None, None, None)
_RETRIED = {"unreadable", "changed_while_read"}
"""Reasons that may pass without a change of the file's time stamp: such files are tried again by every refresh."""

Stamps = tuple[int | None, ...]
"""The stamp of a file, then that of its sidecar."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load found. The first four count paths: files, and rows of bulk files."""

    new: int
    changed: int
    removed: int
    unchanged: int
    articles: int
    """Articles loaded now, in all."""
    rejected: int
    """Inputs that are not loaded now, in all."""
    files_read: int
    new_rejects: list[tuple[str, int | None, str, str]] = field(default_factory=list)
    """Path, row, reason and detail of those that were not rejected before, the first hundred."""


def load_articles(
    settings: Settings,
    *,
    full: bool = False,
    progress: Progress = SILENT,
    while_many: Callable[[], object] = lambda: None,
) -> LoadReport:
    """Bring schema raw in line with raw/.

    Args:
        settings: where raw/ and the warehouse are.
        full: read every file again, whatever its time stamp says.
        progress: told how many files are read.
        while_many: called, perhaps more than once, when thousands of articles were read and reading goes on.
    """
    listing = list_raw(settings.raw)
    state = fingerprint(settings, listing)
    loaded_at = datetime.now(UTC).replace(tzinfo=None)
    reader = _reader_version(settings)
    with writing(settings) as connection, transaction(connection):
        known = _known_files(connection)
        again = full or connection.execute("select reader from raw.load_state").fetchall() != [(reader,)]
        files = list(listing.files.values())
        stale = [f for f in files if again or f.path not in known or known[f.path][0] != _stamps(f, listing)]
        hashes = {} if again else {path: sha256 for path, (_, sha256) in known.items()}
        reading = _Reading(connection, settings, while_many)
        reading.read(stale, listing, hashes, progress)
        report = _merge(connection, reading, sorted(set(known) - set(listing.files)), loaded_at)
        connection.execute("delete from raw.load_state")
        connection.execute("insert into raw.load_state values (?, ?, ?)", [str(state), reader, loaded_at])
    return report


def _reader_version(settings: Settings) -> str:
    """What decides, beside a file's bytes, how it is read: when this changes, every file is read again."""
    digest = hashlib.sha256(str(settings.max_article_bytes).encode())
    for module in sorted((Path(__file__).parent / "inputs").glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()[:16]


def _known_files(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[Stamps, str]]:
    rows = connection.execute(
        "select path, sha256, size, mtime_ns, inode, mode,"
        " sidecar_size, sidecar_mtime_ns, sidecar_inode, sidecar_mode from raw.files"
    ).fetchall()
    return {row[0]: (row[2:], row[1]) for row in rows}


def _stamps(file: RawFile, listing: Listing) -> Stamps:
    sidecar = listing.sidecars.get(file.path)
    return (*file.stamp, *(_NO_STAMP if sidecar is None else sidecar.stamp))


class _Reading:
    """Reads files into temporary tables, a chunk of rows at a time, so that memory does not grow with raw/."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, settings: Settings, while_many: Callable[[], object]
    ) -> None:
        self._connection = connection
        self._while_many = while_many
        self._limits = Limits.of(settings)
        self._scratch = settings.scratch
        self._paths: list[tuple[object, ...]] = []
        self._texts: list[tuple[object, ...]] = []
        self._rejects: list[tuple[object, ...]] = []
        self._files: list[tuple[object, ...]] = []
        self._characters = 0
        self._seen: set[str] = set()
        self.changed_files: list[str] = []
        """Files whose content was read: what they held before is replaced."""
        for name, schema in _INCOMING.items():
            connection.register("empty", schema.empty_table())
            connection.execute(f"create or replace temp table {name} as from empty")
            connection.unregister("empty")

    def read(self, files: list[RawFile], listing: Listing, hashes: Mapping[str, str], progress: Progress) -> None:
        """Read `files`, passing over those whose content hashes as before, and take up what the listing refused."""
        for done, file in enumerate(files):
            if done % 100 == 0:
                progress.step(done, len(files), "files")
            sidecar = listing.sidecars.get(file.path)
            found = contents(file, sidecar)
            if isinstance(found, Reject):
                self.changed_files.append(file.path)
                self._reject(found, file)
                continue
            known = (file.path, *_stamps(file, listing), found.sha256)
            if hashes.get(file.path) == found.sha256:
                self._files.append(known)
                continue
            self.changed_files.append(file.path)
            if not self._read_file(file, sidecar, found.small) & _RETRIED:
                self._files.append(known)
        for refused in listing.refused:
            self._rejects.append((refused.path, None, refused.reason, refused.detail, refused.path))
        self._flush()
        progress.step(len(files), len(files), "files")

    def _read_file(self, file: RawFile, sidecar: RawFile | None, small: bytes | None) -> set[str]:
        """Take up every article of a file; the reasons of its rejects."""
        reasons: set[str] = set()
        for item in read_articles(file, sidecar, self._limits, self._scratch, small):
            if isinstance(item, Reject):
                reasons.add(item.reason)
                self._reject(item, file)
            else:
                self._take(item, file.path if item.row is None else f"{file.path}#{item.row}", file.path)
            if len(self._paths) + len(self._rejects) >= _CHUNK_ROWS or self._characters >= _CHUNK_CHARACTERS:
                self._flush()
                self._while_many()
        return reasons

    def _reject(self, reject: Reject, file: RawFile) -> None:
        self._rejects.append((file.path, reject.row, reject.reason, reject.detail, file.path))

    def _take(self, article: InputArticle, path: str, file: str) -> None:
        article_id = hashlib.sha256(article.text.encode()).hexdigest()[:16]
        m = article.metadata
        days = bounds(m.published) if m.published else None
        low, high = days or (None, None)
        self._paths.append(
            (article_id, path, file, m.title, m.publisher, m.author, m.url, m.language, m.published, low, high)
        )
        if article_id not in self._seen:
            self._seen.add(article_id)
            self._texts.append((article_id, article.text, len(article.text.split())))
            self._characters += len(article.text)

    def _flush(self) -> None:
        for name, rows in (
            ("incoming_paths", self._paths),
            ("incoming_texts", self._texts),
            ("incoming_rejects", self._rejects),
            ("incoming_files", self._files),
        ):
            if rows:
                schema = _INCOMING[name]
                columns = [
                    pa.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)
                ]
                chunk = pa.Table.from_arrays(columns, schema=schema)
                self._connection.register("chunk", chunk)
                self._connection.execute(f"insert into {name} from chunk")
                self._connection.unregister("chunk")
                rows.clear()
        self._characters = 0


_INCOMING = {
    "incoming_paths": _PATHS,
    "incoming_texts": _TEXTS,
    "incoming_rejects": _REJECTS,
    "incoming_files": _FILES,
}


def _merge(
    connection: duckdb.DuckDBPyConnection, reading: _Reading, gone: list[str], loaded_at: datetime
) -> LoadReport:
    """Carry what was read over into schema raw, touching only the articles whose paths or metadata differ."""

    def number(query: str, *values: object) -> int:
        return int(connection.execute(query, list(values)).fetchall()[0][0])

    run = connection.execute
    connection.register("replaced_files", pa.table({"file": pa.array(reading.changed_files + gone, pa.string())}))
    run("create or replace temp table replaced as select distinct file from replaced_files")
    connection.unregister("replaced_files")
    run("create or replace temp table old_paths as from raw.article_paths where file in (from replaced)")
    run("delete from raw.article_paths where file in (from replaced)")
    run("insert into raw.article_paths by name from incoming_paths")

    run("delete from raw.files where path in (from replaced) or path in (select path from incoming_files)")
    run("insert into raw.files by name from incoming_files")

    run("create or replace temp table old_rejects as from raw.rejects")
    run("delete from raw.rejects where file in (from replaced) or file not in (select path from raw.files)")
    run(
        """
        insert into raw.rejects by name
        select incoming.*, coalesce(min(old.first_seen), ?) as first_seen
        from incoming_rejects as incoming
        left join old_rejects as old
            on old.path = incoming.path and old.row is not distinct from incoming.row and old.reason = incoming.reason
        group by all
        """,
        [loaded_at],
    )

    run(
        """
        create or replace temp table affected as
        select distinct article_id
        from (
            (from old_paths except from incoming_paths) union all (from incoming_paths except from old_paths)
        )
        """
    )
    run(
        """
        insert into raw.first_loads
        select distinct article_id, ?::timestamp from incoming_paths
        where article_id not in (select article_id from raw.first_loads)
        """,
        [loaded_at],
    )
    connection.create_function("annotation_key", annotation_key, None, "varchar", null_handling=SPECIAL)
    run(
        """
        create or replace temp table kept_texts as
        select article_id, text, n_words from raw.articles
        where article_id in (from affected) and article_id not in (select article_id from incoming_texts)
        """
    )
    run("delete from raw.articles where article_id in (from affected)")
    run(
        """
        insert into raw.articles by name
        with texts as (
            select article_id, text, n_words from incoming_texts
            where article_id in (from affected)
            union all
            from kept_texts
        ),

        described as (
            select
                article_id, min(path) as path, arg_min(title, path) as title, arg_min(publisher, path) as publisher,
                arg_min(author, path) as author, arg_min(url, path) as url, arg_min(language, path) as language,
                arg_min(published_edtf, path) as published_edtf,
                arg_min(published_low, path) as published_low, arg_min(published_high, path) as published_high
            from raw.article_paths
            where article_id in (from affected)
            group by article_id
        )

        select
            described.*, texts.text, texts.n_words, first_loads.loaded_at, first_loads.loaded_at::date as loaded_on,
            annotation_key(described.article_id, described.published_edtf, described.language) as annotation_key,
            ? as extractor_version
        from described
        join texts using (article_id)
        join raw.first_loads using (article_id)
        """,
        [extractor_version()],
    )
    _renew_annotation_keys(connection)

    report = LoadReport(
        new=number("select count(*) from incoming_paths where path not in (select path from old_paths)"),
        changed=(
            changed := number(
                "select count(*) from (from incoming_paths except from old_paths)"
                " where path in (select path from old_paths)"
            )
        ),
        removed=number("select count(*) from old_paths where path not in (select path from incoming_paths)"),
        unchanged=number("select count(*) from raw.article_paths")
        - changed
        - number("select count(*) from incoming_paths where path not in (select path from old_paths)"),
        articles=number("select count(*) from raw.articles"),
        rejected=number("select count(*) from raw.rejects"),
        files_read=len(reading.changed_files),
        new_rejects=run(
            'select path, "row", reason, detail from raw.rejects where first_seen = ? order by all limit 100',
            [loaded_at],
        ).fetchall(),
    )
    for name in (*_INCOMING, "replaced", "old_paths", "old_rejects", "affected", "kept_texts"):
        run(f"drop table temp.{name}")
    return report


def _renew_annotation_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """A new extractor asks for new annotations of every article, those included that this load did not touch."""
    connection.execute(
        "update raw.articles"
        " set annotation_key = annotation_key(article_id, published_edtf, language), extractor_version = $version"
        " where extractor_version <> $version",
        {"version": extractor_version()},
    )
