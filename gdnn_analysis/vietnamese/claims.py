"""Linting what reports say about causes: which claims the evidence does not carry (R15, 3.6).

A level from 0 to 4 (indicator P06) says how strong the evidence for a contribution of
communication is. Words that claim more are refused, unless somebody is quoted or the claim is
denied in the same part of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.claim_rules import (
    AFFIRMING,
    AGENT,
    AIM,
    BARE_NEGATION,
    CODE_PRINTED,
    INNER_NEGATION,
    LEVEL_PRINTED,
    NEVER,
    RULES,
    STANDARD_PHRASE,
    STRONG_NEGATION,
    TURN,
    Rule,
    Severity,
)
from gdnn_analysis.vietnamese.clauses import Words

LEVELS: Final = range(5)


@dataclass(frozen=True)
class Claim:
    """A phrase that claims more than the evidence carries.

    Attributes
    ----------
    severity
        ``loi``: the text must not be printed so; ``canh_bao``: somebody has to look at it.
    rule
        Code of the rule.
    phrase
        The words as written.
    start, end
        Where they stand in the text.
    message, remedy
        What is wrong and what to do, in the language of the run.
    """

    severity: Severity
    rule: str
    phrase: str
    start: int
    end: int
    message: str
    remedy: str


def lint_claims(text: str, level: int) -> tuple[Claim, ...]:
    """Return the claims in `text` that evidence of `level` does not carry.

    Parameters
    ----------
    text
        Narrative in Vietnamese, any Unicode form.
    level
        Level of evidence of the outcome it speaks of, 0 to 4.

    Returns
    -------
    tuple of Claim
        In the order of the text; a phrase inside another one is told once.

    Raises
    ------
    ValueError
        When the level is not 0 to 4.
    """
    if level not in LEVELS:
        raise ValueError(
            say(
                "Mức bằng chứng {level} không có. Chỉ có mức 0, 1, 2, 3, 4.",
                "There is no evidence level {level}. Levels are 0, 1, 2, 3, 4.",
                level=level,
            )
        )
    words = Words(text)
    standard = list(_standard_phrases(words, level))
    covered = [(claim.start, claim.end) for claim in standard]
    found = [
        claim
        for rule in RULES
        for claim in _claims(words, rule, level)
        if not (rule.name == "gop_phan" and _inside(claim, covered))
    ]
    return tuple(_outermost([*found, *standard]))


def _standard_phrases(words: Words, level: int) -> Iterator[Claim]:
    """Yield the standard phrase where the sentence names no indicator or no level."""
    for found in STANDARD_PHRASE.finditer(words.line):
        place = words.place(*found.span())
        sentence = words.sentence(*found.span())
        named = CODE_PRINTED.search(sentence) and LEVEL_PRINTED.search(sentence)
        if (named and level >= 3) or _is_excused(words, found.span(), place):
            continue
        yield _claim(
            words,
            place,
            "canh_bao",
            "cau_khuon",
            say(
                "Câu khuôn “{phrase}” chưa nêu chỉ số và mức bằng chứng làm căn cứ.",
                "The standard phrase “{phrase}” names no indicator and no level of evidence.",
                phrase=words.text[slice(*place)],
            ),
            say(
                "Ghi mã chỉ số và mức, ví dụ “(C01, mức 3)”; dưới mức 3 hãy viết việc đã làm.",
                "Add indicator and level, e.g. “(C01, mức 3)”; below level 3 say what was done.",
            ),
        )


def _claims(words: Words, rule: Rule, level: int) -> Iterator[Claim]:
    for found in rule.pattern.finditer(words.line):
        span = found.span()
        place = words.place(*span)
        if not _applies(words, rule, span) or _is_excused(words, span, place):
            continue
        if level < rule.allowed_from:
            yield _refused(words, rule, span, place, level)
        elif rule.name == "gop_phan" and not LEVEL_PRINTED.search(words.sentence(*span)):
            yield _without_level(words, place, level)


def _applies(words: Words, rule: Rule, span: tuple[int, int]) -> bool:
    """Tell whether the words around leave the rule its meaning."""
    start, end = span
    line = words.line
    first = line.find(" ", start)
    if rule.not_before and rule.not_before.search(line[:start]):
        return False
    if rule.not_after and any(rule.not_after.match(line[at:]) for at in (first, end)):
        return False
    if _names_who(line, span):
        return False
    return rule.needs is None or bool(rule.needs.match(words.sentence(start, end)))


def _names_who(line: str, span: tuple[int, int]) -> bool:
    """Tell whether “do” at the start or end of the phrase names who did something."""
    start, end = span
    places = [start] if line.startswith("do ", start) else []
    places += [end - 2] if line.endswith(" do", 0, end) else []
    return any(AGENT.match(line[at - 1 :]) for at in places)


def _is_excused(words: Words, span: tuple[int, int], place: tuple[int, int]) -> bool:
    """Tell whether the phrase is quoted, or denied in it or in the same part of the sentence."""
    inside = AFFIRMING.sub("…", f" {words.line[slice(*span)]} ")
    denied = _is_denied(words.before(span[0])) or INNER_NEGATION.search(inside)
    return words.is_quoted(*place) or bool(denied)


def _is_denied(before: str) -> bool:
    turns = [found.end() for found in TURN.finditer(before)]
    rest = AFFIRMING.sub("…", before[turns[-1] - 1 :] if turns else before)
    return bool(STRONG_NEGATION.search(rest) or BARE_NEGATION.search(rest))


def _refused(
    words: Words, rule: Rule, span: tuple[int, int], place: tuple[int, int], level: int
) -> Claim:
    phrase = words.text[slice(*place)]
    if rule.aim and AIM.search(words.before(span[0])):
        return _claim(
            words,
            place,
            "canh_bao",
            rule.name,
            say(
                "“{phrase}” ở đây có vẻ là mục đích; không được để hiểu là kết quả đã đạt.",
                "“{phrase}” seems to state an aim here; it must not read as a result.",
                phrase=phrase,
            ),
            say(
                "Giữ nếu là mục đích; nếu là kết quả, viết số đo và mức bằng chứng.",
                "Keep it if it is an aim; if a result, give the figure and level of evidence.",
            ),
        )
    return _claim(words, place, "loi", rule.name, _too_strong(phrase, rule, level), _wording(level))


def _too_strong(phrase: str, rule: Rule, level: int) -> str:
    if rule.allowed_from == NEVER:
        return say(
            "“{phrase}” quy toàn bộ thay đổi cho một nguyên nhân; không mức bằng chứng nào cho phép.",
            "“{phrase}” lays all change to one cause; no level of evidence allows it.",
            phrase=phrase,
        )
    return say(
        "“{phrase}” khẳng định nhiều hơn bằng chứng: cần mức {needed}, hiện ở mức {level}.",
        "“{phrase}” claims more than the evidence: it needs level {needed}, found {level}.",
        phrase=phrase,
        needed=rule.allowed_from,
        level=level,
    )


def _wording(level: int) -> str:
    """Return what may be written at a level (table of section 3.6)."""
    return (
        say(
            "Được viết: “Đã thực hiện/đăng tải/tổ chức …”.",
            "Write what was done: “Đã thực hiện/đăng tải/tổ chức …”.",
        ),
        say(
            "Được viết: “… được tiếp cận, tương tác, ghi nhớ ở mức …”.",
            "Write who was reached: “… được tiếp cận, tương tác, ghi nhớ ở mức …”.",
        ),
        say(
            "Được viết: “Trong cùng thời gian, … tăng/giảm … (KTC …). Chưa đủ căn cứ quy cho hoạt "
            "động truyền thông; các yếu tố khác gồm …”.",
            "Write what changed and that it is not attributed: “Trong cùng thời gian, … tăng/giảm "
            "… (KTC …). Chưa đủ căn cứ quy cho hoạt động truyền thông; các yếu tố khác gồm …”.",
        ),
        say(
            "Được viết: “Nơi tiếp xúc nhiều hơn có mức … cao hơn … (KTC …); liên hệ này phù hợp "
            "với khả năng có đóng góp nhưng chưa loại trừ …”.",
            "Write an association: “Nơi tiếp xúc nhiều hơn có mức … cao hơn … (KTC …); liên hệ này "
            "phù hợp với khả năng có đóng góp nhưng chưa loại trừ …”.",
        ),
        say(
            "Được viết: “Có bằng chứng cho thấy truyền thông đã đóng góp khoảng … điểm % (KTC …) "
            "vào …, trong điều kiện …”.",
            "Write a contribution with its size: “Có bằng chứng cho thấy truyền thông đã đóng góp "
            "khoảng … điểm % (KTC …) vào …, trong điều kiện …”.",
        ),
    )[level]


def _without_level(words: Words, place: tuple[int, int], level: int) -> Claim:
    return _claim(
        words,
        place,
        "canh_bao",
        "gop_phan",
        say("“góp phần” phải in kèm mức bằng chứng.", "“góp phần” needs its level printed."),
        say("Thêm vào câu: “(mức {level})”.", "Add to the sentence: “(mức {level})”.", level=level),
    )


def _claim(
    words: Words,
    place: tuple[int, int],
    severity: Severity,
    rule: str,
    message: str,
    remedy: str,
) -> Claim:
    return Claim(severity, rule, words.text[slice(*place)], *place, message, remedy)


def _inside(claim: Claim, places: list[tuple[int, int]]) -> bool:
    return any(low <= claim.start and claim.end <= high for low, high in places)


def _outermost(claims: list[Claim]) -> Iterator[Claim]:
    """Yield claims in the order of the text without those inside one at least as severe."""
    ordered = sorted(claims, key=lambda one: (one.start, -one.end, one.severity == "canh_bao"))
    kept: list[Claim] = []
    for claim in ordered:
        rivals = [one for one in kept if one.severity == "loi" or claim.severity == "canh_bao"]
        if not _inside(claim, [(one.start, one.end) for one in rivals]):
            kept.append(claim)
            yield claim
