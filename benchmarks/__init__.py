"""How fast Accord is, next to others on the same texts: `python -m benchmarks` (or `make bench`).

Belongs here: measuring, and the texts to measure on. Every text is made by `articles` from templates of the project's
own, so that a benchmark needs nothing but the repository. Does not belong here: whether an answer is right (`tests`).

    articles     any number of plausible, distinct articles of 2 to 3 KB, with the facts that were written into them
    extraction   articles a second on one core, for each kind of fact, next to quantulum3 and Recognizers-Text
    peers        the other libraries, in an interpreter of their own if need be
    scale        refreshes of 1,000 to 100,000 articles by stage, of one more, of nothing new; README queries
    refreshes    one such refresh, watched: seconds, and memory of all its processes
    spreading    the annotation alone: one core, two processes, two workers of a Dask cluster
    floors       what all this is held against, and the tables and the plot of docs/scaling.md
    soak         refreshes killed, starved of disk, read through and fed with hostile input; writes docs/reliability.md
    report       what machine it was, a table to read and a JSON file to keep (benchmarks/results/)

The peers are no dependencies of the project; `make bench` installs them in an environment of their own:

    python3 -m venv peers && peers/bin/pip install quantulum3 recognizers-text-suite "emoji<2" setuptools
    python -m benchmarks extraction --peers peers/bin/python

`make bench BENCH=--quick` takes minutes in place of an hour; `BENCH="--texts FILE"` measures texts of your own too.
"""
