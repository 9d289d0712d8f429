"""What Sphinx needs to know of the reading edition; `python3 course.py site` writes its pages, and runs it."""

import tomllib

from helpers import ROOT
from helpers.upkeep.address import launch

README = (ROOT / "README.md").read_text(encoding="utf-8")

project = "Five Stories, One Event"
author = "The authors of Five Stories, One Event"
release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

extensions = ["myst_nb"]
root_doc = "index"
# A page may begin below the first level, as the parts of the guide do.
suppress_warnings = ["myst.header"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]
nb_execution_mode = "off"
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"

html_theme = "sphinx_book_theme"
html_title = project
html_favicon = "icon.svg"
html_static_path = html_css_files = ["style.css"]
html_copy_source = html_show_sourcelink = html_show_sphinx = False
# The reader's own settings say whether pages are light or dark, until they press the button.
html_context = {"default_mode": "auto"}
html_theme_options = {
    "home_page_in_toc": True,
    # There is one field to search in, in the margin.
    "navbar_persistent": [],
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_toc_level": 2,
    "footer_content_items": ["extra-footer"],
    "extra_footer": f"Version {release}. Code: BSD 3-Clause. Prose: CC BY 4.0. Neither covers the articles.",
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}


def launch_button(app, pagename, templatename, context, doctree):
    """Give a notebook's page the button that opens it where it can be used."""
    notebook = f"{pagename}.ipynb"
    if (ROOT / notebook).is_file() and (where := launch(notebook, README)):
        button = {
            "type": "link",
            "url": where,
            "icon": "fas fa-rocket",
            "text": "Launch",
            "tooltip": "Launch this chapter",
        }
        context["header_buttons"].append({**button, "label": "launch-button"})


def setup(app):
    # Behind the theme, which begins the list of buttons anew for every page.
    app.connect("html-page-context", launch_button, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
