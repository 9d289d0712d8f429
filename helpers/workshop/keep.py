"""Step 7 of the workshop: the event is downloaded as one ZIP, brought back, and kept in the browser meanwhile."""

import base64
import binascii

import anywidget
import ipywidgets
import traitlets

from helpers.corpus.events import EXAMPLE, event_names, events_folder, this_disk
from helpers.corpus.parcel import bring_back, contents, digest, last_change, pack
from helpers.corpus.tables import CorpusError
from helpers.show import pages
from helpers.show.highlighter import FRONT, LOOK
from helpers.workshop.step import Step

# A browser keeps about five million characters for all that a page keeps there.
MOST_KEPT = 3_000_000
NOTHING_TO_KEEP = "There is nothing to keep yet: bring an article first."
TOO_LARGE = "This event is too large for the storage of a browser: download it."
OTHER_STATE = (
    "This browser keeps another state of “{}”. Take it back, which leaves the one here as it is, or delete it from the browser: "
    "until then the one here is not kept in it."
)


class Shelf(anywidget.AnyWidget):
    """The front end that keeps events in the browser, and offers what it has and this disk has not.

    found: what the browser has, each with name, at (milliseconds), digest and disk; None before a page has said so. keep: what
    the browser is to keep, with the digest of what it may overwrite. offer: the names of what can be taken back.
    """

    _esm, _css = FRONT, LOOK
    part = traitlets.Unicode("shelf").tag(sync=True)
    found = traitlets.List(default_value=None, allow_none=True).tag(sync=True, echo_update=False)
    keep = traitlets.Dict().tag(sync=True)
    offer = traitlets.List().tag(sync=True)
    told = traitlets.Unicode().tag(sync=True)

    def __init__(self, event, take):
        self._event, self._take = event, take
        super().__init__()
        self.observe(lambda change: self.weigh(), names="found")
        self.on_msg(self._heard)

    def weigh(self):
        """Say what the browser is to keep of the event as it is now, and what it has that this disk has not."""
        if self.found is None:
            return
        held = {each["name"]: each for each in self.found if _is_held(each)}
        names, disk = event_names(), this_disk()
        here = {digest(events_folder() / name) for name in names}
        self.offer = [
            name
            for name, each in held.items()
            if each["digest"] not in here and (each["disk"] != disk or name not in names)
        ]
        folder, self.told = self._event.folder, ""
        # The example as it came has no need of being kept.
        if contents(folder) and digest(folder) != digest(EXAMPLE):
            if folder.name in self.offer:
                self.told = OTHER_STATE.format(folder.name)
            else:
                self._keep(folder, held.get(folder.name), disk, here)

    def _keep(self, folder, there, disk, here):
        mark, at = digest(folder), last_change(folder)
        if there and there["digest"] == mark:
            return
        # What another tab has kept since is not overwritten by what this disk held before.
        if there and there["digest"] not in here and there["at"] > at:
            return
        parcel = base64.b64encode(pack(folder)).decode()
        if len(parcel) > MOST_KEPT:
            self.told = TOO_LARGE
            return
        over = there["digest"] if there else ""
        self.keep = {"name": folder.name, "at": at, "digest": mark, "disk": disk, "zip": parcel, "over": over}

    def _heard(self, widget, content, buffers):
        if isinstance(content, dict) and content.get("do") == "take":
            self._take(content.get("name"), content.get("zip"))


def _is_held(each):
    kinds = {"name": str, "at": int | float, "digest": str, "disk": str}
    return isinstance(each, dict) and all(isinstance(each.get(name), kind) for name, kind in kinds.items())


class Keep(Step):
    """A link that downloads the event as a ZIP, a button that brings one back, and the Shelf of the browser."""

    def __init__(self, event):
        super().__init__(event)
        self._link = ipywidgets.HTML()
        self.upload = ipywidgets.FileUpload(
            accept=".zip",
            multiple=False,
            description="Bring back a ZIP",
            layout={"width": "auto", "align_self": "flex-start"},
        )
        self.shelf = Shelf(event, self.take)
        self.arrange(self._link, self.upload, self.message, self.shelf)
        self.upload.observe(self._uploaded, names="value")

    @property
    def page(self):
        """A Page with what the ZIP of the event holds."""
        try:
            there = self.event.corpus is not None
        except CorpusError as error:
            return pages.note(str(error))
        if not there:
            return pages.note(NOTHING_TO_KEEP)
        return pages.note(f"{self.event.name}.zip holds: {', '.join(contents(self.event.folder))}.")

    def renew(self):
        """Have the link give the event as it is now, and the browser keep it."""
        self._link.value = self.page.html + (link(self.event.folder) if contents(self.event.folder) else "")
        self.shelf.weigh()

    def take(self, name, zipped):
        """Make an event of what a browser has kept, its name and a ZIP in letters; say what came of it."""
        if not isinstance(name, str) or not isinstance(zipped, str):
            return
        try:
            data = base64.b64decode(zipped, validate=True)
        except (binascii.Error, ValueError):
            data = b""
        self.attempt(self._back, data, name)

    def _uploaded(self, change):
        if not change["new"]:
            return
        (file,) = change["new"]
        # So that the same file can be chosen once more.
        self.upload.value = ()
        if len(file["content"]) != file["size"]:
            self.say(f"{file['name']} did not arrive whole: choose it again.")
        else:
            self.attempt(self._back, bytes(file["content"]), file["name"])

    def _back(self, data, name):
        taken = bring_back(data, name)
        self.event.use(taken)
        return f"Brought back: you work on “{taken}” now. What was there of that name has stayed as it was."


def link(folder):
    """A link, HTML, that downloads a corpus folder as a ZIP without asking a server."""
    name = f"{folder.name}.zip"
    return f"<p>{pages.download(name, pack(folder), 'application/zip', f'Download {name}')}</p>"


def keep_event(event):
    """Step 7: the event as a ZIP, to download and to bring back, and in the browser meanwhile."""
    return Keep(event)
