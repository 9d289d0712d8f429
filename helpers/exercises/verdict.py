"""What is said of an answer: whether it is right, the verdict with its hints and the solution, how the chapter stands."""

from helpers.exercises.keeping import in_words, read_answers
from helpers.exercises.kinds import file_of, load_exercises
from helpers.exercises.outcomes import NOT_TRIED, NOT_YET, RIGHT, SIGNS
from helpers.show import pages
from helpers.show.pages import Page, safe


def compared(one, answer, corpus):
    """Outcome of an answer and the reply to it. Raises Unreadable where it is no answer to this question at all."""
    if one.right(answer, corpus):
        return RIGHT, ""
    return NOT_YET, one.reply(answer, corpus) or "That is not it. A hint may help."


def verdict(one, corpus, outcome, reply, *more):
    """A Page with the outcome of an answer, the reply to it, `more` Pages, how the chapter stands, and the hints."""
    sign, word = SIGNS[outcome], outcome[0].upper() + outcome[1:]
    lines = [Page(f"<p><b>{sign} {safe(word)}.</b> {safe(reply)}</p>", f"{sign} {word}. {reply}".strip()), *more]
    if outcome != NOT_TRIED:
        lines.append(progress(file_of(one.number)))
    said = pages.under(*lines)
    return Page(
        f'<div style="border-left:4px solid #767676;padding-left:1em">{said.html}{_help(one, corpus)}</div>', said.text
    )


def _help(one, corpus):
    """Hints and solution folded into one another, so that they come one at a time, by click or key, without a kernel."""
    html, hints = "", one.hints(corpus)
    for place in range(len(hints), 0, -1):
        html = _folded(
            f"Hint {place} of {len(hints)}",
            f"<p>{safe(hints[place - 1])}</p>{html}",
            f"course-hint:{one.number}:{place}",
        )
    if one.kind not in ("code", "choice"):
        return html
    return html + _folded(
        "Solution",
        "<p>One more try teaches more than the solution does. Show it all the same?</p>"
        + _folded("Yes, show it", _solution(one, corpus)),
    )


def _solution(one, corpus):
    """The way to the answer in words, the answer, and for who wants it the code."""
    answer = f"<p>answer: {safe(in_words(rounded(one.key(corpus), one.places)))}</p>"
    if one.kind != "code":
        return answer
    return f"<p>{safe(one.way(corpus))}</p>{answer}" + _folded("The same in code", f"<pre>{safe(one.solution())}</pre>")


def rounded(key, places):
    """A key as it is shown: a number that is no whole one has as many decimals as its question asks for."""
    if isinstance(key, list):
        return [rounded(each, places) for each in key]
    return f"{key:.{places}f}" if isinstance(key, float) else key


def _folded(summary, html, name=""):
    # By this class the page tells that it was opened; nothing else of a name survives in an untrusted notebook.
    named = f' class="{name}"' if name else ""
    return f'<details{named} style="margin:0.3em 0"><summary>{safe(summary)}</summary>{html}</details>'


def progress(path):
    """A Page that says which exercises of a chapter are done, tried, open: once right, done."""
    kept, places = read_answers(path.stem), {"done": [], "tried": [], "open": []}
    for one in load_exercises(path):
        entry = kept.get(one.number, {})
        places["done" if entry.get("was_right") else "tried" if "outcome" in entry else "open"].append(one.number)
    return pages.note(" · ".join(f"{name}: {', '.join(numbers) or 'none'}" for name, numbers in places.items()))
