"""The tables that are coded by hand beside the articles: their columns, and what each of their rows must be.

Every row that speaks of an article quotes it; offsets are computed, never typed.
"""

import re

import numpy as np
import pandas as pd

from helpers.corpus import text as texts
from helpers.corpus.spans import number_overlapping
from helpers.corpus.tables import CorpusError, forms_in, read_table, repeated, rows_of, rows_where

SPAN_COLUMNS = ["article", "text", "occurrence"]
# The other tables: their columns, which of them must be filled, and a row as an example for who lacks the table.
TABLES = {
    "labels": (["label", "forms", "family", "note"], ["label", "forms"], "militant,militant; militants,armed,"),
    "wordings": (["label", "forms", "family", "note"], ["label", "forms", "family"], "enclave,enclave; enclaves,area,"),
    "source_kinds": (["kind", "words"], ["kind", "words"], "government,minister; ministry; government"),
    "house_rules": (
        ["rule", "words", "newsroom", "says", "reference"],
        ["rule", "words", "newsroom"],
        "terrorist,terrorist*,Reuters,not without attribution,Maguire 2007",
    ),
    "other_fighters": (SPAN_COLUMNS + ["means"], ["means"], "presstv,the terror outfits,,Daesh and al-Nusra Front"),
    "attributions": (
        SPAN_COLUMNS + ["source", "speaker", "source_type", "cue", "kind", "coder"],
        ["source_type", "kind"],
        "cnn,Civilians are caught,,Sajjad Malik,,UN,said,direct,A",
    ),
    "facts": (
        ["fact", "statement", "topic", "counts"],
        ["fact", "statement", "topic"],
        "convoy,An aid convoy reached Eastern Ghouta on Monday; how many trucks it had.,aid,trucks",
    ),
    "evidence": (
        ["fact", *SPAN_COLUMNS, "agrees", "differs_in", "value", "period"],
        ["fact", "agrees"],
        "convoy,cnn,the 46-truck aid convoy,,same,,46,on Monday",
    ),
    "actions": (
        [
            *SPAN_COLUMNS,
            "actor",
            "act",
            "affected",
            "form",
            "side_of_actor",
            "side_of_affected",
            "named_elsewhere",
        ],
        ["act", "form", "side_of_actor", "side_of_affected"],
        "cnn,Only a handful of civilians have reportedly been evacuated,,,evacuated,civilians,passive,not named,people,not at all",
    ),
    "rewordings": (
        ["deed", *SPAN_COLUMNS, "reworded"],
        ["deed"],
        "killed on Monday,jerusalemonline,the death of 80 people,,the killing of 80 people by ___",
    ),
    "frames": (
        ["article", "function", "about", "text", "occurrence", "statement", "certainty"],
        ["function", "about", "statement", "certainty"],
        "cnn,problem,supplies,much needed food and medical supplies,,supplies run short,suggested",
    ),
    "conclusions": (
        ["conclusion", *SPAN_COLUMNS],
        ["conclusion"],
        "Only two articles say how many people were hurt.,cnn,at least 80 people,",
    ),
}
# A row of these may quote nothing: a conclusion without evidence is one too.
WITHOUT_QUOTATION = ["conclusions"]
# The words of the article beside the text of a row, which have a place of their own.
PARTS = {"attributions": ("source", "cue"), "actions": ("actor", "act", "affected")}
DIRECT, INDIRECT, MIXED = KINDS = ["direct", "indirect", "mixed"]
SAME, DIFFERS = "same", "differs"
DIFFERENCES = ["value", "actor", "certainty", "disputed"]
BOUNDS = ["over", "almost", "about", "at most"]
ACTIVE, PASSIVE, PASSIVE_WITH_ACTOR, NOUN, STATE = FORMS = ["active", "passive", "passive with actor", "noun", "state"]
PROBLEM, CAUSE, EVALUATION, REMEDY = FUNCTIONS = ["problem", "cause", "evaluation", "remedy"]
SAID, SUGGESTED = CERTAINTIES = ["said", "suggested"]
NOT_NAMED = "not named"
# What a person did with a statement that a program proposed; blank where nobody has looked at it yet.
KEPT, CHANGED, TAKEN_OUT, ADDED = DECISIONS = ["kept", "changed", "taken out", "added"]
PROPOSED_BY, BY_A_READER = "rules", "coding"
ELSEWHERE, NOT_AT_ALL = "elsewhere", "not at all"
# Where an actor would stand in what is reworded.
GAP = "___"
VALUE = re.compile(rf"(?:({'|'.join(BOUNDS)}) )?(\d+(?:\.\d\d?)?)")


def read_coded(path, raw):
    """The coded table at `path`, checked. `raw` is the articles' text by short name, a dict.

    Columns: row (as a spreadsheet numbers it), those of the file; where its rows quote the articles also start and end,
    offsets into raw; for attributions source_start … cue_end, negated (whether it says yes there) and is_open (whether rules
    proposed it and nobody has looked at it) as well; for actions
    actor_start … affected_end; for evidence value (a number, or NaN) and bound ("over", "almost", "about", "at most" or "").
    Raises CorpusError for a row that cannot be used.
    """
    name = table_of(path.stem)
    columns, needed, _ = TABLES[name]
    if "text" not in columns:
        table = read_table(path, columns, needed)
        twice = table[columns[0]].duplicated() & (name != "house_rules")
        for row, name in table.loc[twice, columns[0]].items():
            raise CorpusError(
                f"{path.name}, row {row}: “{name}” stands there already; "
                + ("put all its forms into one row." if "forms" in columns else "give this one another name.")
            )
        for column in {"forms", "words"} & set(columns):
            _check_words(path.name, table[column])
        if "forms" in columns:
            _check_forms(path.name, table)
        return table.reset_index()
    spans = read_spans(path, columns, raw, needed, name in WITHOUT_QUOTATION)
    return with_places(name, spans, raw, path.name)


def table_of(name):
    """The name of the table of which `name` is one, or another coding, such as frames_b of frames; "" for none."""
    first, _, coder = name.rpartition("_")
    return first if len(coder) == 1 and first in TABLES else name if name in TABLES else ""


def with_places(name, table, raw, file=""):
    """A table of spans (read_spans, or marked by hand) checked, with what read_coded adds to the columns of the file."""
    checks = {
        "attributions": _with_source_and_cue,
        "evidence": _with_value,
        "actions": _with_actor,
        "frames": _with_function,
    }
    return checks[name](file or f"{name}.csv", table, raw) if name in checks else table


def check_references(name, tables):
    """Check the table `name` of the coded `tables` against those that it speaks of.

    Raises CorpusError for evidence of no fact, for a fact that no article has, and for a rewording of no act.
    """
    if table_of(name) == "evidence" and "facts" in tables:
        _check_facts(tables["facts"], tables[name], f"{name}.csv")
    if name == "rewordings" and "actions" in tables:
        _check_rewordings(tables["actions"], tables["rewordings"])


def _check_facts(facts, evidence, file):
    counted = dict(zip(facts["fact"], facts["counts"]))
    for row in rows_of(evidence):
        if row.fact not in counted:
            raise CorpusError(
                f"{file}, row {row.row}: no fact is called “{row.fact}” in facts.csv; add it there, or "
                "correct the name."
            )
        if pd.notna(row.value) and not counted[row.fact]:
            raise CorpusError(
                f"{file}, row {row.row}: “value” holds a number, and facts.csv does not say what "
                f"“{row.fact}” counts; write it there under “counts”, such as people."
            )
    told = set(evidence["fact"])
    for row in rows_of(facts) if file == "evidence.csv" else ():
        if row.fact not in told:
            raise CorpusError(
                f"facts.csv, row {row.row}: no article has “{row.fact}”, by evidence.csv; quote one that does, or "
                "delete the row."
            )


def _check_rewordings(actions, rewordings):
    actors = {(row.article, row.start, row.end): row.actor for row in rows_of(actions)}
    for row in rows_of(rewordings):
        where, place = f"rewordings.csv, row {row.row}", (row.article, row.start, row.end)
        if place not in actors:
            raise CorpusError(
                f"{where}: “{row.text}” is the text of no act in actions.csv; copy the text of one, as it stands there."
            )
        named = bool(actors[place])
        if row.reworded and row.reworded.count(GAP) != (not named):
            raise CorpusError(
                f"{where}: “{row.reworded}” must "
                + ("have no gap, for it loses its actor; " if named else "have one gap for an actor; ")
                + f"a gap is written as three underscores, {GAP}."
            )


def _check_words(name, lists):
    for row, forms in lists.items():
        for form in forms_in(forms):
            if not texts.words(form):
                raise CorpusError(
                    f"{name}, row {row}: the form “{form}” holds no word to look for; write a word, or a part of one "
                    "with a star, such as militant*, or delete the form."
                )


def _check_forms(name, table):
    seen = {}
    for row, forms in table["forms"].items():
        for form in forms_in(forms):
            if form in seen:
                raise CorpusError(
                    f"{name}, row {row}: the form “{form}” stands in row {seen[form]} already; a word can "
                    "have one label only."
                )
            seen[form] = row


def without_taken_out(tables):
    """The coded `tables` by name, without statements that a reader has taken out: those of attributions are taken_out."""
    parted = dict(tables)
    for name in [name for name in tables if table_of(name) == "attributions"]:
        gone = tables[name]["decision"] == TAKEN_OUT
        parted[name] = tables[name][~gone].reset_index(drop=True) if gone.any() else tables[name]
        if name == "attributions":
            parted["taken_out"] = tables[name][gone].reset_index(drop=True)
    return parted


def _decided(name, table):
    """The statements with decision, found_by and is_open."""
    for column, known in (("decision", DECISIONS), ("found_by", [PROPOSED_BY, BY_A_READER])):
        if column not in table:
            table[column] = ""
        for row, value in zip(table["row"], table[column]):
            if value not in ("", *known):
                raise CorpusError(
                    f"{name}, row {row}: “{column}” is “{value}”; it is one of {', '.join(known)}, or blank."
                )
    table["is_open"] = (table["found_by"] == PROPOSED_BY) & (table["decision"] == "")
    return table


def _with_source_and_cue(name, table, raw):
    table = _decided(name, table)
    for row in rows_of(table):
        if row.kind not in KINDS:
            raise CorpusError(f"{name}, row {row.row}: “kind” is “{row.kind}”; it is one of {', '.join(KINDS)}.")
    spoken = table[table["kind"] != "indirect"]
    marks = [(article, *mark) for article in spoken["article"].unique() for mark in texts.quotations(raw[article])]
    marks = pd.DataFrame(marks, columns=["article", *texts.Quotation._fields])
    for row in rows_where(spoken, number_overlapping(spoken, marks) == 0):
        raise CorpusError(
            f"{name}, row {row.row}: “kind” is “{row.kind}”, and “{row.text}” stands in no quotation marks; "
            "write indirect, or quote the marks too."
        )
    table.loc[table["speaker"] == "", "speaker"] = table["source"]
    written = table["negated"].str.lower() if "negated" in table else pd.Series("", index=table.index)
    for place in table.index[~written.isin(["", "yes"])]:
        raise CorpusError(
            f"{name}, row {table.at[place, 'row']}: “negated” is “{table.at[place, 'negated']}”; write yes where the "
            "source is said not to have said it, else leave the cell blank."
        )
    table["negated"] = (written == "yes").astype(bool)
    return _with_parts(name, table, raw, PARTS["attributions"])


def _with_actor(name, table, raw):
    for row in rows_of(table):
        where = f"{name}, row {row.row}"
        if row.form not in FORMS:
            raise CorpusError(f"{where}: “form” is “{row.form}”; it is one of {', '.join(FORMS)}.")
        if row.form in (PASSIVE, PASSIVE_WITH_ACTOR) and bool(row.actor) != (row.form == PASSIVE_WITH_ACTOR):
            raise CorpusError(
                f"{where}: “form” is “{row.form}”, and “actor” is “{row.actor}”; write {PASSIVE_WITH_ACTOR} where the "
                f"sentence names an actor, and {PASSIVE} where it names none."
            )
        for role in ("actor", "affected"):
            side = getattr(row, f"side_of_{role}")
            if (side == NOT_NAMED) == bool(getattr(row, role)):
                raise CorpusError(
                    f"{where}: “side_of_{role}” is “{side}”, and “{role}” is “{getattr(row, role)}”; write {NOT_NAMED} "
                    "where that cell is blank, and only there."
                )
        if row.named_elsewhere not in ([""] if row.actor else [ELSEWHERE, NOT_AT_ALL]):
            raise CorpusError(
                f"{where}: “named_elsewhere” is “{row.named_elsewhere}”; where “actor” is blank it is {ELSEWHERE} or "
                f"{NOT_AT_ALL}, and else blank."
            )
    table = _with_parts(name, table, raw, PARTS["actions"])
    rows = list(rows_of(table))
    for row in rows:
        if row.act_start < row.start or row.act_end > row.end:
            raise CorpusError(
                f"{name}, row {row.row}: “{row.act}” does not stand in “{row.text}”; quote both from one clause."
            )
    for row in repeated(rows, "article", "start", "end"):
        raise CorpusError(
            f"{name}, row {row.row}: “{row.text}” stands there already; delete the row, or quote the other act with more, "
            "or fewer, words."
        )
    return table


def _with_function(name, table, raw):
    for column, known in [("function", FUNCTIONS), ("certainty", CERTAINTIES)]:
        for row, value in zip(table["row"], table[column]):
            if value not in known:
                raise CorpusError(f"{name}, row {row}: “{column}” is “{value}”; it is one of {', '.join(known)}.")
    for row in repeated(rows_of(table), "article", "function", "start", "end", "statement"):
        raise CorpusError(
            f"{name}, row {row.row}: “{row.text}” stands there already as {row.function}, with this statement; delete the row."
        )
    return table


def _with_parts(name, table, raw, roles):
    """The table with the places of its `roles`: columns such as source_start and source_end."""
    rows = list(rows_of(table))
    for role in roles:
        spans = [_place(f"{name}, row {row.row}", role, row, raw) for row in rows]
        for edge, places in zip(("start", "end"), np.array(spans, dtype="int64").reshape(-1, 2).T.copy()):
            table[f"{role}_{edge}"] = pd.arrays.IntegerArray(places, places < 0)
    return table


def _place(where, role, row, raw):
    """The place of a source, a cue, an actor: the one nearest to its text, unless the table says which; -1 and -1 for none."""
    wanted, number = getattr(row, role), getattr(row, f"{role}_occurrence", "")
    if not wanted:
        return -1, -1
    if number:
        return _anchor(where, row.article, wanted, number, raw)
    found = [span for span in texts.find_spans(raw[row.article], wanted) if texts.is_whole(raw[row.article], span)]
    if not found:
        raise CorpusError(
            f"{where}: “{wanted}” does not stand in the file of {row.article}; copy it from the file, or "
            "leave the cell blank where the article names none."
        )
    return min(found, key=lambda span: max(span.start - row.end, row.start - span.end))


def _with_value(name, table, raw):
    for row in rows_of(table):
        where = f"{name}, row {row.row}"
        if row.agrees not in (SAME, DIFFERS):
            raise CorpusError(f"{where}: “agrees” is “{row.agrees}”; it is same or differs.")
        if (row.differs_in in DIFFERENCES) != (row.agrees == DIFFERS) or row.differs_in and row.agrees == SAME:
            raise CorpusError(
                f"{where}: “differs_in” is “{row.differs_in}”; where the row differs it is one of "
                f"{', '.join(DIFFERENCES)}, and where it is the same the cell is blank."
            )
        if row.value and not VALUE.fullmatch(row.value):
            raise CorpusError(
                f"{where}: “value” is “{row.value}”; write a number in digits, 2000 or 33.3, alone "
                f"or after one of {', '.join(BOUNDS)}, such as over 2000."
            )
    for row in repeated(rows_of(table), "fact", "article", "start", "end"):
        raise CorpusError(
            f"{name}, row {row.row}: this place of “{row.text}” stands there already for {row.fact}; delete the row."
        )
    values = [VALUE.fullmatch(value) for value in table["value"]]
    table["bound"] = [match.group(1) or "" if match else "" for match in values]
    table["value"] = [float(match.group(2)) if match else float("nan") for match in values]
    return table


def read_spans(path, columns, raw, needed=(), optional=False):
    """The table at `path`, whose rows quote the articles, with the columns row, start and end: offsets into raw.

    `raw` is the articles' text by short name, a dict. optional: whether a row may name no article and quote nothing; its start
    and end are 0. Raises CorpusError for a row whose text is not in its article, or stands there more than once without
    `occurrence` (from 1).
    """
    required = [column for column in columns if column != "occurrence"]
    table = read_table(path, required, needed=[*([] if optional else ["article", "text"]), *needed])
    if "occurrence" not in table:
        table["occurrence"] = ""
    if optional:
        _check_halves(path.name, table)
    rows = zip(table.index, table["article"], table["text"], table["occurrence"])
    spans = [_anchor(f"{path.name}, row {row}", *wanted, raw) if any(wanted) else (0, 0) for row, *wanted in rows]
    table["text"] = [raw[article][start:end] if end else "" for article, (start, end) in zip(table["article"], spans)]
    table["start"], table["end"] = np.array(spans, dtype="int64").reshape(-1, 2).T
    return table.reset_index()


def _check_halves(name, table):
    for row in table[(table["article"] == "") != (table["text"] == "")].itertuples():
        missing, there = ("text", row.article) if row.article else ("article", row.text)
        raise CorpusError(
            f"{name}, row {row.Index}: the cell under “{missing}” is blank beside “{there}”; fill it, or leave both blank."
        )


def _anchor(where, article, wanted, occurrence, raw):
    if article not in raw:
        raise CorpusError(
            f"{where}: no article is called “{article}”; the short names in articles.csv are {', '.join(raw)}."
        )
    found = texts.find_spans(raw[article], wanted)
    if not found:
        raise CorpusError(
            f"{where}: “{wanted}” does not stand in the file of {article}; copy the words from the "
            "file, letter for letter."
        )
    if not occurrence:
        if len(found) > 1:
            raise CorpusError(
                f"{where}: “{wanted}” stands {len(found)} times in the file of {article}; quote more "
                f"of it, or say under “occurrence” which one is meant, 1 to {len(found)}."
            )
        return found[0]
    # Spreadsheets like to write 1.0 for 1.
    occurrence = occurrence.removesuffix(".0")
    if not occurrence.isdecimal() or not 1 <= int(occurrence) <= len(found):
        raise CorpusError(
            f"{where}: “occurrence” is {occurrence}, and “{wanted}” stands {len(found)} "
            f"time{'s' * (len(found) > 1)} in the file of {article}; write a number from 1 to {len(found)}."
        )
    return found[int(occurrence) - 1]
