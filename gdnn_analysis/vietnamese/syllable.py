"""How a Vietnamese syllable is built: onset, vowels, ending, tone, and which ones can exist.

A written word is one syllable. The tables hold the spellings of modern Vietnamese
(onsets, rimes), with ``ăk`` for names such as Đắk Lắk.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from gdnn_analysis.vietnamese.letters import ALPHABET, VOWELS, join_tone, split_tone

_CONSONANTS: Final = "".join(letter for letter in ALPHABET if letter not in VOWELS)
_SHAPE: Final = re.compile(
    f"(?P<onset>qu(?=[{VOWELS}])|gi(?=[{VOWELS}])|[{_CONSONANTS}]*)"
    f"(?P<vowels>[{VOWELS}]+)(?P<ending>[{_CONSONANTS}]*)"
)
_MARKED_VOWELS: Final = "ăâêôơư"

_ONSET_LIST: Final = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_ONSETS: Final = frozenset(("", *_ONSET_LIST.split()))
_RIME_LIST: Final = """
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăk ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu  iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot  ooc oong
    oa oac oach oai oan oang oanh oao oap oat oay  oăc oăm oăn oăng oăt  oe oen oeo oet
    ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut  uôc uôi uôm uôn uông uôt  uân uâng uât uây
    uê uêch uênh uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưng ưt ưu  ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
"""
_RIMES: Final = frozenset(_RIME_LIST.split())
_RIMES_AFTER_QU: Final = ("ôc", "ych", "yn", "ynh", "yt")
_RIMES_AFTER_GI: Final = ("êng",)
_NAMES_WITH_K: Final = (("k", "ăk"), ("k", "an"))  # Kắk, Bắc Kạn
_STOPS: Final = ("c", "ch", "k", "p", "t")
_TONES_BEFORE_STOPS: Final = ("\u0301", "\u0323")


class Syllable(NamedTuple):
    """A word cut into parts; ``vowels`` has no tone, ``tone`` is its combining mark or ""."""

    onset: str
    vowels: str
    ending: str
    tone: str


def cut(word: str) -> Syllable | None:
    """Cut a lower-case NFC word into parts, or return None when it is no single syllable.

    Only the shape is looked at (consonants, vowels, consonants, one tone at most), so foreign
    one-syllable words are cut too.
    """
    letters = [split_tone(letter) for letter in word]
    tones = [tone for _, tone in letters if tone]
    found = _SHAPE.fullmatch("".join(bare for bare, _ in letters))
    if found is None or len(tones) > 1:
        return None
    return Syllable(found["onset"], found["vowels"], found["ending"], "".join(tones))


def spell(parts: Syllable, *, new_style: bool = False) -> str:
    """Write a syllable with its tone where the spelling rules put it.

    In open ``oa``, ``oe``, ``uy`` the tone stands on the first vowel ("hòa", "thủy"), or with
    ``new_style`` on the second ("hoà", "thuỷ"); everywhere else both styles agree.
    """
    if not parts.tone:
        return parts.onset + parts.vowels + parts.ending
    at = _tone_place(parts, new_style)
    vowels = parts.vowels
    marked = vowels[:at] + join_tone(vowels[at], parts.tone) + vowels[at + 1 :]
    return parts.onset + marked + parts.ending


@lru_cache(maxsize=1 << 15)
def is_syllable(word: str) -> bool:
    """Tell whether a lower-case NFC word is spelled like a Vietnamese syllable.

    Onset and rime must exist and fit each other, a stop ending carries sắc or nặng, and the tone
    stands where one of the two accepted styles puts it.
    """
    parts = cut(word)
    if parts is None or not _can_exist(parts):
        return False
    return word in (spell(parts), spell(parts, new_style=True))


def _tone_place(parts: Syllable, new_style: bool) -> int:
    vowels = parts.vowels
    marked = [i for i, vowel in enumerate(vowels) if vowel in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    if len(vowels) == 2 and not parts.ending:
        return int(new_style and vowels in ("oa", "oe", "uy"))
    return min(1, len(vowels) - 1)


def _can_exist(parts: Syllable) -> bool:
    onset, rime = parts.onset, parts.vowels + parts.ending
    if onset not in _ONSETS:
        return False
    if parts.ending in _STOPS and parts.tone not in _TONES_BEFORE_STOPS:
        return False
    if onset == "qu":
        return rime in _RIMES_AFTER_QU or (rime in _RIMES and rime[0] not in "ouư")
    if onset == "gi":
        return rime in _RIMES_AFTER_GI or (rime in _RIMES and rime[0] not in "iy")
    return rime in _RIMES and _fits(onset, rime)


def _fits(onset: str, rime: str) -> bool:
    front = rime[0] in "eêiy"
    if onset in ("k", "gh", "ngh"):
        return front or (onset, rime) in _NAMES_WITH_K
    if onset in ("c", "g", "ng"):
        return not front or (onset == "g" and rime in ("i", "in"))
    return rime == "y" or rime[0] != "y" or not onset
