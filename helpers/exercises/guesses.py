"""The guesses of the blind test, kept like answers to exercises; those of a later round stand beside those of the first."""

import pandas as pd

from helpers.corpus.corpus import current_corpus
from helpers.exercises import keeping
from helpers.exercises.forms import LIVE, kept_by_the_page
from helpers.show import pages

FIRST_CHAPTER = "01"


def keep_guesses(chapter, panel):
    """The panel of a blind test (widgets.blind_test, widgets.blind_again), whose guesses are kept from now on.

    Those from before are there again. After a later round its score stands beside that of chapter 01.
    """
    # Where there is nothing to guess, there is nothing to keep.
    if "told" in panel.controls:
        Guesses(chapter, panel, current_corpus())
    return panel


def guessed(chapter, corpus):
    """What was guessed in a chapter ("01"): by the short name of the article whose sentence it is, the one that was guessed."""
    guesses = keeping.read_answer(keeping.beside(chapter, keeping.BLIND_TEST)).get("form", {}).get("guesses")
    names = list(corpus.articles.index)
    there = guesses.items() if isinstance(guesses, dict) else ()
    return {article: guess for article, guess in there if article in names and guess in names}


class Guesses:
    """Keeps the guesses of a panel, which cannot be changed any more once the answers are shown."""

    def __init__(self, chapter, panel, corpus):
        self.chapter, self.panel, self.corpus = chapter, panel, corpus
        self.number = keeping.beside(chapter, keeping.BLIND_TEST)
        self.menus = {name: each for name, each in panel.controls.items() if name.startswith("guess_")}
        self.round = {name: each for name, each in panel.controls.items() if name in ("fact", "bare")}
        self._names = {outlet: article for article, outlet in corpus.articles["outlet"].items()}
        self._filling, self._sentences_of = False, None
        self.restore()
        for menu in self.menus.values():
            menu.observe(self._changed, names="value")
        panel.controls["told"].observe(self._shown, names="value")
        if "fact" in self.round:
            # After the panel itself, which takes all guesses out.
            self.round["fact"].observe(self._turned, names="value")
        else:
            self._name_for_the_page()
        if int(chapter) != int(FIRST_CHAPTER):
            panel.beside = self.scores
        LIVE[self.number] = self

    def restore(self):
        """Fill in what is kept now."""
        form, guesses = keeping.read_answer(self.number).get("form", {}), guessed(self.chapter, self.corpus)
        if guesses != self.guesses:
            self._filling = True
            for name, control in self.round.items():
                self._fill(control, form.get(name))
            for article, menu in self._asked():
                guess = guesses.get(article)
                menu.value = self.corpus.articles.at[guess, "outlet"] if guess else ""
            self._filling = False
        self._turned()

    def _fill(self, control, value):
        try:
            control.value = value
        # The facts may be others than when it was kept.
        except Exception:
            pass

    def _asked(self):
        """The article of each sentence that is shown now, and the menu in which it is guessed."""
        return [(row.article, self.menus[f"guess_{number}"]) for number, row in self.panel.blind().iterrows()]

    @property
    def guesses(self):
        """What is guessed now: by the article whose sentence it is, the article that was guessed."""
        return {article: self._names[menu.value] for article, menu in self._asked() if menu.value}

    def _changed(self, change):
        # While another fact is being chosen, what is in the menus belongs to the one before.
        if not self._filling and self._sentences_of == self._fact():
            round = {name: control.value for name, control in self.round.items()}
            keeping.keep_answer(self.number, {"guesses": self.guesses, **round})

    def _turned(self, change=None):
        self._sentences_of = self._fact()
        for menu in self.menus.values():
            menu.disabled = self.panel.controls["told"].value

    def _shown(self, change):
        # A guess after the answer is none.
        for menu in self.menus.values():
            menu.disabled = True

    def _fact(self):
        return self.round["fact"].value if "fact" in self.round else None

    def _name_for_the_page(self):
        for article, menu in self._asked():
            values = [self._names.get(outlet, "") for _, outlet in menu.options]
            kept_by_the_page(menu, self.number, f"guesses/{article}", values)

    def scores(self):
        """A Page with the score of chapter 01 beside that of this round."""
        first = guessed(FIRST_CHAPTER, self.corpus)
        if not first:
            return pages.note("Your guesses of chapter 01 are not kept here: take them back there, or by its line.")
        rows = {"chapter 01": (first, len(self.corpus.articles)), "this round": (self.guesses, len(self._asked()))}
        table = pd.DataFrame(
            {
                name: {"right": sum(article == guess for article, guess in guesses.items()), "sentences": count}
                for name, (guesses, count) in rows.items()
            }
        ).T.rename_axis("the blind test")
        table["right by blind luck"] = table["sentences"] / len(self.corpus.articles)
        return pages.table(table)
