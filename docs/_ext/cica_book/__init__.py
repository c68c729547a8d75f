"""The record as a book: a page for each of its objects, and tables of them all, written before Sphinx reads what there is.

The pages are MyST, in ``docs/record``, which git leaves out; a file is written only where its content changed, so that Sphinx reads
again only what is new. In HTML they get breadcrumbs, a description for search engines and for sharing, JSON-LD, and a sitemap; the
tables can be sorted and filtered where ``tools/fetch_web.py`` has fetched what does it. Nothing asks another host for anything.
"""

from __future__ import annotations

import html
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape as xml

from docutils import nodes  # type: ignore[import-untyped]
from sphinx.transforms import SphinxTransform

import cica
from cica_book.book import Book

if TYPE_CHECKING:
    from cica_book.page import Page

FOLDER = "record"
WIDGET = "simple-datatables"
PICTURE = "_static/share.png"
PART = ".part"
LONGEST = 300  # what a description has at most, in characters


def write(app: Any) -> None:
    """Write the pages, and take away what is no page any more."""
    book = Book(cica.load(), str(Path(__file__).parents[2] / "_templates" / "book"))
    pages = {page.name: page for page in book.pages()}
    wanted = {Path(app.srcdir, f"{name}.md"): book.text(page) for name, page in pages.items()}
    wanted |= {Path(app.srcdir, f"{name}.csv"): page.csv for name, page in pages.items() if page.csv}
    for path, text in wanted.items():
        if not path.is_file() or path.read_bytes() != text.encode():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
            part.write_bytes(text.encode())
            part.replace(path)  # so that nobody who builds at the same time reads half a page
    for path in sorted(Path(app.srcdir, FOLDER).rglob("*"), reverse=True):
        if path.is_file() and path not in wanted and path.suffix != PART:
            path.unlink(missing_ok=True)
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    app.cica_pages, app.cica_trees = pages, {}
    app.cica_widget = app.builder.format == "html" and _copy_widget(app)


def _copy_widget(app: Any) -> bool:
    """Lay what sorts and filters the tables beside the pages; whether it is there."""
    for folder in sorted(Path(app.srcdir, "_vendor").glob(f"{WIDGET}-*")):
        place = Path(app.outdir, "_static", WIDGET)
        place.mkdir(parents=True, exist_ok=True)
        for name in ("LICENSE", "dist/style.css", f"dist/umd/{WIDGET}.js"):
            shutil.copyfile(folder / name, place / Path(name).name)
        return True
    return False


def dress(app: Any, name: str, _template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give a page what stands around its text."""
    page: Page | None = app.cica_pages.get(name)
    description = page.description if page else _first_words(doctree)
    if description:
        context["metatags"] = context.get("metatags", "") + _meta(app, name, context, description, page)
    if page is None:
        return
    context["metatags"] += _json_ld(app, page, context)
    context["body"] = f'{_crumbs(app, page)}<div class="cica-record">{context["body"]}</div>'
    if page.template == "rows" and app.cica_widget:
        app.add_css_file(f"{WIDGET}/style.css", priority=300)
        app.add_js_file(f"{WIDGET}/{WIDGET}.js", loading_method="defer")
        app.add_js_file("record.js", loading_method="defer", priority=900)


def _first_words(doctree: nodes.document | None) -> str:
    """The first paragraph of a page that is written by hand."""
    found = next(iter(doctree.findall(nodes.paragraph)), None) if doctree else None
    return str(found.astext()).replace("\n", " ") if found is not None else ""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rpartition(" ")[0] + "…"


def _meta(app: Any, name: str, context: dict[str, Any], description: str, page: Page | None) -> str:
    """What search engines and whoever shares a page show of it."""
    base = app.config.html_baseurl
    words = _shortened(description)
    title = page.title if page else nodes.Text(app.env.titles[name].astext()) if name in app.env.titles else app.config.project
    picture = f"{base.rstrip('/')}/{PICTURE}" if base else context["pathto"](PICTURE, resource=True)
    named = [("description", words), ("twitter:card", "summary_large_image")]
    properties = [
        ("og:title", str(title)),
        ("og:type", "article" if page else "website"),
        ("og:site_name", app.config.project),
        ("og:description", words),
        ("og:image", picture),
        ("og:image:alt", "cica: the record of the Conference on Interaction and Confidence-Building Measures in Asia"),
    ]
    if base:
        properties.append(("og:url", _address(app, name)))
    tags = [f'<meta name="{key}" content="{html.escape(value)}">' for key, value in named]
    tags += [f'<meta property="{key}" content="{html.escape(value)}">' for key, value in properties]
    return "\n".join(["", *tags, ""])


def _address(app: Any, name: str) -> str:
    """Where a page stands, from the base of the site; relative to that where it is not known."""
    base: str = app.config.html_baseurl
    return (base.rstrip("/") + "/" if base else "") + str(app.builder.get_target_uri(name))


def _json_ld(app: Any, page: Page, context: dict[str, Any]) -> str:
    """The page for machines, in the words of schema.org."""
    given = cica.load()._package.description
    whole = {
        "@type": "Dataset",
        "name": given.get("title", "cica"),
        "version": given.get("version", ""),
        "dateModified": str(cica.as_of),
        "license": [licence["path"] for licence in given.get("licenses", []) if "path" in licence],
        "description": given.get("description") or given.get("title", "cica"),
    }
    trail = [*page.crumbs, (page.title, page.name)]
    places = [
        {"@type": "ListItem", "position": n, "name": title, "item": context["pathto"](name) if name != page.name else "#"}
        for n, (title, name) in enumerate(trail, 1)
    ]
    entity = dict(page.data)
    if page.csv:
        file = app.env.dlfiles.get(f"{page.name}.csv")
        target = context["pathto"](f"_downloads/{file[1]}", resource=True) if file else ""
        entity["distribution"] = {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": target}
    if entity["@type"] == "Dataset":
        entity |= {key: whole[key] for key in ("version", "dateModified", "license")}
    data = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": page.title,
        "description": _shortened(page.description),
        "mainEntity": {key: value for key, value in entity.items() if value not in ("", [], None)},
        "isPartOf": whole,
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": places},
    }
    if app.config.html_baseurl:
        data["url"] = _address(app, page.name)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>\n'


def _crumbs(app: Any, page: Page) -> str:
    """The way from the first page of the record to this one."""
    steps = [
        f'<a href="{html.escape(app.builder.get_relative_uri(page.name, name))}">{html.escape(title)}</a>'
        for title, name in page.crumbs
    ]
    if not steps:
        return ""
    return f'<nav class="cica-crumbs" aria-label="Breadcrumb">{" <span aria-hidden=true>›</span> ".join(steps)}</nav>\n'


def steer(app: Any, name: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
    """Work out the navigation once for all pages of a folder: it lists none of them, and is the same beside each."""
    page: Page | None = app.cica_pages.get(name)
    if page is None or page.template == "index":
        return
    make, depth = context["toctree"], name.count("/")

    def toctree(**options: Any) -> str:
        key = depth, *sorted(options.items())
        if key not in app.cica_trees:
            app.cica_trees[key] = make(**options)
        return str(app.cica_trees[key])

    context["toctree"] = toctree


class Verbatim(SphinxTransform):
    """Leave quotes and dashes on the pages of the record as the data have them."""

    default_priority = 100  # before those that would change them

    def apply(self, **_: Any) -> None:
        """Say so of the page."""
        if self.env.docname.startswith(f"{FOLDER}/"):
            self.document.settings.smart_quotes = False


def map_site(app: Any, failed: Exception | None) -> None:
    """Write the sitemap; where the base of the site is not known, its addresses are relative to the sitemap."""
    if failed is not None or app.builder.format != "html":
        return
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<url><loc>{xml(_address(app, name))}</loc></url>" for name in sorted(app.env.found_docs)]
    Path(app.outdir, "sitemap.xml").write_text("\n".join([*lines, "</urlset>", ""]), encoding="utf-8")


def setup(app: Any) -> dict[str, bool]:
    """Connect what writes the pages, what dresses them and what lists them."""
    app.connect("builder-inited", write)
    app.connect("html-page-context", steer, priority=400)  # before the theme makes the navigation
    app.connect("html-page-context", dress)
    app.add_transform(Verbatim)
    app.connect("build-finished", map_site)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
