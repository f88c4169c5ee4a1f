"""The explorer: pages that show the published file to people, served on this machine by `accord explore`.

Belongs here: what a page asks the published file, and how the answer looks. Does not belong here: anything that
changes a warehouse, or works out what is agreed or disputed (`dbt_project`). `app` is the marimo notebook and stays
thin; everything it shows is made by modules that a test can call without a browser.
"""
