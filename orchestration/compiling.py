"""Compile the modules of `extraction` to C with mypyc: `python -m orchestration.compiling`, or `make compiled`.

Belongs here: building, and putting what was built where `extraction.compiled` looks for it. Nothing else needs it: the
sources are the product, and run as they are where this was never called.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path

from extraction.compiled import FOLDER, INTERPRETED, MADE_FROM, sources_hash

_CONFIGURATION = """\
[mypy]
[mypy-ahocorasick_rs.*,babel.*,edtf.*,faker.*,lemminflect.*,num2words.*,numpy.*,pint.*,py3langid.*,pyarrow.*,pycountry.*,simplemma.*]
ignore_missing_imports = True
follow_imports = skip
follow_imports_for_stubs = True
"""
"""`make lint` checks the types. Here only those of our own modules count, and libraries need not be read."""
_SLOTS = ("slots=True, ", ", slots=True", "slots=True")
"""A compiled class has no other attributes anyway, and the dataclass decorator would make a second class for them."""


def main() -> None:
    """Build for the interpreter that runs this, in a temporary folder, and take its old build away."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        sys.exit(f"make compiled needs a C compiler, and there is no {compiler} here; everything works without it")
    if not (Path(sysconfig.get_path("include")) / "Python.h").is_file():
        sys.exit("make compiled needs the headers of Python (python3-dev); everything works without them")
    with tempfile.TemporaryDirectory(prefix="accord_compiling_") as work:
        built = _build(Path(work))
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(built, FOLDER)
    sys.stdout.write(f"compiled extraction is in {FOLDER}; make interpreted takes it away\n")


def _build(work: Path) -> Path:
    """A folder of extension modules, and what they were made from."""
    from mypyc.build import mypycify  # both from the dev extra
    from setuptools import setup  # type: ignore[import-untyped]

    import extraction

    package = work / "extraction"
    shutil.copytree(Path(extraction.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__", "*.csv"))
    made_from = sources_hash(package)  # of the copy: somebody may edit while this runs
    compiled = [p for p in package.rglob("*.py") if INTERPRETED.isdisjoint((*p.relative_to(package).parts, p.stem))]
    for path in package.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if path in compiled:
            for text in _SLOTS:
                source = source.replace(text, "")
        path.write_text(source, encoding="utf-8")
    (work / "mypy.ini").write_text(_CONFIGURATION, encoding="ascii")
    os.chdir(work)
    modules = sorted(str(p.relative_to(work)) for p in compiled)
    extensions = mypycify(["--config-file", "mypy.ini", *modules], opt_level="2", debug_level="0", multi_file=True)
    setup(
        name="accord-compiled",
        ext_modules=extensions,
        script_args=["--quiet", "build_ext", "--build-lib", "built", "--build-temp", "objects"],
    )
    (work / "built" / MADE_FROM).write_text(made_from, encoding="ascii")
    return work / "built"


if __name__ == "__main__":
    main()
