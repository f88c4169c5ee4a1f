# /// script
# [tool.marimo.display]
# theme = "system"
# ///
"""The explorer as a marimo notebook: an address comes in, its page goes out.

Belongs here: cells that put pages, charts and the editor on the screen. Does not belong here: queries, HTML or
wording, which `explorer.pages` and its neighbours make.
"""

# marimo finds out what cells take and give by their names
# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: B018  # the last expression of a cell is what it shows
import marimo

app = marimo.App(width="full", app_title="Accord")


@app.cell
def _imports():
    import marimo as mo

    from explorer import pages, published, templates
    from explorer import route as routes
    from explorer.pages.query import query_of
    from orchestration.settings import Settings

    file = Settings.load().published
    return file, mo, pages, published, query_of, routes, templates


@app.cell
def _address_of_the_page(mo, routes):
    get_route, set_route = mo.state(routes.Route.of(mo.query_params().to_dict().items()))
    address = mo.ui.text(on_change=lambda value: set_route(routes.Route.read(value)))
    mo.Html(f'<div id="accord-bridge">{address}</div>')
    return (get_route,)


@app.cell
def _version_of_the_file(file, mo, published):
    get_version, set_version = mo.state(published.version_of(file))
    return get_version, set_version


@app.cell
def _clock(mo):
    look_again = mo.ui.refresh(default_interval="5s")
    mo.Html(f'<div id="accord-refresh" hidden>{look_again}</div>')
    return (look_again,)


@app.cell
def _look(file, get_version, look_again, published, set_version):
    look_again.value
    if published.version_of(file) != get_version():
        set_version(published.version_of(file))
    return


@app.cell
def _header(get_route, mo, routes, templates):
    mo.Html(str(templates.filled("header", route=get_route(), pages=routes.PAGES)))
    return


@app.cell
def _page(file, get_route, get_version, mo, pages):
    get_version()
    shown = pages.show(file, get_route())
    parts = [mo.Html(str(shown.html))]
    if shown.chart is not None:
        parts.append(shown.chart)
    if shown.below is not None:
        parts.append(mo.Html(str(shown.below)))
    mo.vstack(parts)
    return


@app.cell
def _editor_of_queries(get_route, mo, query_of):
    editor = None
    if get_route().page == "sql":
        editor = mo.ui.code_editor(query_of(get_route()), language="sql", min_height=120).form(
            submit_button_label="Run", bordered=False
        )
    editor
    return (editor,)


@app.cell
def _answer_of_the_query(editor, file, mo, published, templates):
    result = None
    if editor is not None and editor.value:
        own = published.own_query(file, editor.value)
        result = mo.vstack([mo.Html(str(templates.filled("answer", own=own)))])
        if own.answer.rows:
            table = mo.ui.table(published.cells(own.answer), selection=None, page_size=20)
            result = mo.vstack([result, table])
    result
    return


if __name__ == "__main__":
    app.run()
