"""The refresh as one chain of assets, and the `accord` command around it.

Belongs here: files in, tables out, in the right order, safely. Does not belong here: what a text means (`extraction`),
relational reasoning (`dbt_project`), what is plausible (`expectations`). This file imports nothing, so that the command
can answer "nothing new" before anything heavy is loaded.
"""
