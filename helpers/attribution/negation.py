"""Whether a statement is one that its source did *not* make: whether its cue is negated.

A cue is negated where one of these stands with it, and a look-alike where one of those does:

- a small word in its verb: "did *not* say", "has *never* said", "*neither* confirmed *nor* denied", "*no longer* thinks";
  but "did not *just* say", "not *only* said";
- a source that is nobody: "*no one* said", "*neither* side said"; but "Rossi, not Weber, said";
- a word before that turns it: "*without* saying", "*short of* saying", "has *yet to* say", "*failed to* say", "did *not*
  go so far as *to* say"; but "did *not hesitate to* say", "was not the first to say";
- an inversion: "*nor* did Rossi say", "at *no* point did he say"; but "not until Monday did he say", "didn't he say?";
- at a noun, "no", or a verb that is negated: "*no* evidence that", "*without* a claim that", "did *not* make the claim that";
- and "said *nothing* about".

To deny, to refuse and to decline are cues of their own, and not negated; nor is "said that it was *not* closed", where
the negation is what was said. Two negations do not cancel each other: "cannot rule out" is no ruling out.
"""

from helpers.attribution.clauses import AUXILIARIES, DETERMINERS, JOINING, POSSESSIVES, PREPOSITIONS

CONTRACTED = {
    f"{verb}{mark}t"
    for verb in [*(f"{word}n" for word in AUXILIARIES - {"am", "can", "cannot"}), "can", "won", "ain", "shan"]
    for mark in "'’"
}
NOT = set("not never neither nor cannot hardly scarcely".split()) | CONTRACTED
ONLY = set("only just merely simply solely".split())
NOBODY = set("no nobody none neither nothing not".split())
# "No doubt Rossi said", "No. 10 said"
NOT_NOBODY = ONLY | set("doubt wonder surprise matter . longer surprisingly".split())
INVERTED = set("nor neither never nowhere".split())
TURNING = set("without avoid avoids avoided avoiding".split())
TURNING_TWO = {
    "of": {"short", "instead"},
    "than": {"rather"},
    "from": set("far away refrain refrains refrained refraining".split()),
}
FAILING = set(
    "yet hard difficult fail fails failed failing failure unable unwilling neglect neglects neglected neglecting omit omits omitted "
    "forget forgets forgot hesitate hesitates hesitated hesitating refuse refuses refused refusing decline declines "
    "declined declining".split()
)
DEGREES = set("so very quite".split())
SO_FAR_AS = set("so far much as".split())
# What says that something is not, in any of these ways; most sentences have none of it.
TRIGGERS = NOT | NOBODY | TURNING | FAILING | {word for words in TURNING_TWO.values() for word in words}
WITHIN = 4
# How many infinitives may hang on one another: failed to go so far as to say. The limit also keeps odd texts from taking long.
DEEP = 3
BEFORE_A_NOUN_PHRASE = DETERMINERS | POSSESSIVES | PREPOSITIONS | JOINING | set(", ; : ( —".split())


def is_negated(sentence, content, cue, source):
    """Whether the source did not do what the cue says; content, cue and source as in rules.Found."""
    words, first = sentence.words, cue[0]
    if TRIGGERS.isdisjoint(words) or words[first] == ":":
        return False
    if source and (_is_nobody(sentence, source) or source[1] <= first and _is_inverted(sentence, source[0])):
        return True
    if content[0] == cue[1] and words[content[0]] == "nothing" and sentence.word(content[0] + 1) in PREPOSITIONS | {""}:
        return True
    if any(hit.is_noun for hit in sentence.hits if hit.first == first):
        return _is_noun_negated(sentence, first)
    return _is_verb_negated(sentence, first) or _is_shared(sentence, first, source)


def _is_nobody(sentence, source):
    """*Nobody* said / *Not* everyone said / *No* engineer said"""
    return sentence.words[source[0]] in NOBODY and sentence.word(source[0] + 1) not in NOT_NOBODY


def _is_inverted(sentence, first):
    """*Nor* did Rossi say / At *no* point did Rossi say / *Not once* did Rossi say"""
    words = sentence.words
    if sentence.word(first - 1) not in AUXILIARIES:
        return False
    before = words[max(0, first - WITHIN) : first - 1]
    return bool(before) and (before[-1] in INVERTED or "no" in before or before[-2:] == ["not", "once"])


def _is_verb_negated(sentence, at, deep=DEEP):
    """did *not* say / *without* saying / *failed to* say"""
    words = sentence.words
    first = sentence.verb_start(at)
    if sentence.word(first - 1) in DEGREES:
        # is *not so* sure
        first = sentence.verb_start(first - 1)
    if _holds_not(words, first, at):
        return True
    before = sentence.word(first - 1)
    if before == "to":
        return deep > 0 and _is_infinitive_negated(sentence, first - 2, deep - 1)
    return before in TURNING or before == "nor" or sentence.word(first - 2) in TURNING_TWO.get(before, ())


def _holds_not(words, first, last):
    """Whether a negation stands from `first` to before `last` that is no "not only"."""
    return any(
        words[at] in NOT and words[at + 1] not in ONLY or words[at] == "no" and words[at + 1] == "longer"
        for at in range(first, last)
    )


def _is_infinitive_negated(sentence, at, deep):
    """has *yet* to say / did *not* go so far as to say / has *no* reason to say; what stands before "to" ends at `at`."""
    words = sentence.words
    while at > 0 and words[at] in SO_FAR_AS:
        at -= 1
    if at < 0:
        return False
    if words[at] in NOT or sentence.word(at - 1) == "no":
        return True
    # "Did not hesitate to say" is said.
    return (words[at] in FAILING) != _is_verb_negated(sentence, at, deep)


def _is_shared(sentence, first, source):
    """did *not* confirm or deny: a verb behind "or" shares the negation of the one before it."""
    start = sentence.verb_start(first)
    if sentence.word(start - 1) != "or" or not source or source[1] > start:
        return False
    return _holds_not(sentence.words, source[1], start - 1)


def _is_noun_negated(sentence, first):
    """*no* clear evidence / *without* a claim / did *not* make the claim / has *never* offered evidence"""
    words, at = sentence.words, first
    while at > max(0, first - WITHIN) and words[at - 1] not in BEFORE_A_NOUN_PHRASE and not sentence.light[at - 1]:
        at -= 1
    before = sentence.word(at - 1)
    if before == "no":
        return True
    if before in DETERMINERS or before in POSSESSIVES:
        at -= 1
    if at == 0:
        return False
    # "There is not any evidence" has no verb before the noun but that one.
    has_not = _holds_not(words, sentence.verb_start(at), at)
    return has_not or words[at - 1] in TURNING or _is_verb_negated(sentence, at - 1)
