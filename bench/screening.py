"""Screening: what it refuses, holds and flags of labelled texts, and how long it takes."""

import csv
import gc
import gzip
import json
import random
import string
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any

from shared.screening import Flag, Outcome, Screening, screen

REFERENCE = Path(__file__).parents[2] / "shared"
LABELLED = REFERENCE / "eval" / "screening-dev.jsonl"
OWN = tuple(sorted((Path(__file__).parent / "cases").glob("screening*.jsonl")))
ABUSE = ("lewd_plain", "obfus", "derog_slur", "expletive_sincere")
FOREIGN = ("lewd_es", "lewd_pl", "lewd_ar", "lewd_zh")
FLAGS = {
    Flag.EMERGENCY: "emergency",
    Flag.CRIMINAL: "criminal",
    Flag.BUILDING: "building",
    Flag.CITY_SERVICE: "city_service",
    Flag.THIRD_PARTY: "third_party_pii",
}
REFUSED = (Outcome.REFUSE,)
CAUGHT = (Outcome.REFUSE, Outcome.HOLD)

Case = tuple[dict[str, Any], Screening]


def main() -> None:
    for path in [Path(name) for name in sys.argv[1:]] or [*OWN, LABELLED]:
        if path.exists():
            print(f"Each text of {path.name} screened once, compared with its label.")
            outcomes(cases(path))
            flags(cases(path))
        else:
            print(f"Not measured: {path.name} is not on this machine.")
    if not (REFERENCE / "data").exists():
        print("Not measured: real texts, for they are not on this machine.")
        return
    civic()
    hatecheck()
    tweets()
    speed()


def cases(path: Path) -> list[Case]:
    """Our own say only which labels hold."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(defaultdict(bool, row), screen(row["text"])) for row in rows]


def share(says: str, found: list[Screening], wanted: tuple[Outcome, ...], goal: str) -> None:
    count = sum(each.outcome in wanted for each in found)
    part = f"{100 * count / len(found):6.2f} %" if found else "   none"
    print(f"  {says:46} {count:6} of {len(found):6} {part}   {goal}")


def outcomes(labelled: list[Case]) -> None:
    def of(*categories: str) -> list[Screening]:
        return [found for row, found in labelled if row["category"] in categories]

    share("abuse, plain or obfuscated, refused", of(*ABUSE), REFUSED, ">= 90 %")
    share("abuse, plain or obfuscated, refused or held", of(*ABUSE), CAUGHT, ">= 97 %")
    share("clean but risky vocabulary refused", of("clean_risky"), REFUSED, "<= 1 %")
    share("quoted evidence refused", of("quoted"), REFUSED, "0")
    share("quoted evidence refused or held", of("quoted"), CAUGHT, "")
    share("a victim's expletive held", of("victim_expletive"), (Outcome.HOLD,), "")
    share("quotation as a pretext caught", of("quote_evasion"), CAUGHT, "")
    share("abuse in other languages caught", of(*FOREIGN), CAUGHT, ">= 90 %")
    share("polite degradation caught", of("polite_degrading"), CAUGHT, ">= 60 %")
    share("propositions without swear words caught", of("lewd_nosw"), CAUGHT, "")
    clean = [found for row, found in labelled if not row["lewd"] and not row["borderline"]]
    share("everything that is not abuse refused", clean, REFUSED, "")


def flags(labelled: list[Case]) -> None:
    for flag, label in FLAGS.items():
        pairs = [(bool(row[label]), flag in found.flags) for row, found in labelled]
        both = sum(truth and said for truth, said in pairs)
        there, said = sum(truth for truth, _ in pairs), sum(said for _, said in pairs)
        print(f"  {flag.value:14} recall {both:4} of {there:4}   precision {both:4} of {said:4}")


def civic() -> None:
    found = [screen(text) for text in civic_texts()]
    print("Real complaints to four cities (summary and description), all taken as clean.")
    share("refused", found, REFUSED, "<= 0.05 %")
    share("refused or held", found, CAUGHT, "<= 1 %")


def civic_texts() -> Iterator[str]:
    for path in sorted((REFERENCE / "data" / "requests").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                said = (row.get("summary"), row.get("description"))
                if text := ". ".join(str(each) for each in said if each):
                    yield text[:4000]


def hatecheck() -> None:
    print("HateCheck: sentences of hatred; some that are not hateful counter or quote it.")
    folder = REFERENCE / "data" / "abuse"
    with (folder / "hatecheck_en.csv").open(encoding="utf-8") as lines:
        _hate("English", csv.DictReader(lines))
    for language in ("spanish", "polish", "arabic", "mandarin"):
        name = f"hatecheck_cases_final_{language}.csv.gz"
        path = folder / "multilingual_hatecheck" / name
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            _hate(language.title(), csv.DictReader(lines))


def _hate(language: str, rows: "csv.DictReader[str]") -> None:
    found = [(row["label_gold"], screen(row["test_case"])) for row in rows]
    hateful = [each for label, each in found if label == "hateful"]
    other = [each for label, each in found if label != "hateful"]
    share(f"{language}, hateful, refused or held", hateful, CAUGHT, "")
    share(f"{language}, not hateful, refused", other, REFUSED, "")


def tweets() -> None:
    print("Davidson's tweets: every tenth, as people labelled them.")
    path = REFERENCE / "data" / "abuse" / "davidson_2017_labeled_data.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))[::10]
    found = [(row["class"], screen(row["tweet"])) for row in rows]
    for label, says in (("0", "hate speech"), ("1", "offensive"), ("2", "neither")):
        chosen = [each for known, each in found if known == label]
        share(f"{says}, refused or held", chosen, CAUGHT, "")


def speed() -> None:
    texts = [text * (500 // len(text) + 1) for text in civic_texts() if text][:2000]
    known = sorted(_milliseconds(text[:500]) for text in texts)
    print("Time for one text, one process, the word memory cold for new words.")
    print(f"  500 characters: median {quantiles(known)[1]:.2f} ms", end=", ")
    print(f"p95 {quantiles(known, n=20)[18]:.2f} ms (< 5), longest {known[-1]:.1f} ms")
    gc.collect()
    gc.freeze()  # as the server does
    slowest = max((_milliseconds(text), says) for says, text in adversarial())
    print(f"  4,000 characters made to be slow: longest {slowest[0]:.1f} ms, {slowest[1]} (< 100)")


def _milliseconds(text: str) -> float:
    begun = time.perf_counter()
    screen(text)
    return (time.perf_counter() - begun) * 1000


def adversarial() -> Iterator[tuple[str, str]]:
    """Texts of 4,000 characters that a careless matcher is slow on."""
    chance = random.Random(4)
    signs = string.ascii_lowercase + string.digits + string.punctuation + " "
    made: dict[str, Callable[[], str]] = {
        "letters apart": lambda: "a " * 2000,
        "a word in pieces": lambda: "f u c " * 700,
        "one letter": lambda: "a" * 4000,
        "repeated letters": lambda: "aabbcc" * 700,
        "stars": lambda: "f" + "*" * 3999,
        "masked words": lambda: "f*c b*t s*t a*s " * 250,
        "quotation marks": lambda: "'" * 4000,
        "open quotes": lambda: "“a" * 2000,
        "apostrophes": lambda: "a'" * 2000,
        "points": lambda: "a." * 2000,
        "digits": lambda: "312-555-" * 500,
        "addresses": lambda: "a.b@" * 1000,
        "people": lambda: "they are the people who " * 170,
        "common words": lambda: "in the of a my is the and to at " * 130,
        "crimes": lambda: "he said they stole my car and will kill me in the building " * 70,
        "vermin": lambda: "these people are animals and rats should be shot " * 85,
        "marks": lambda: "a\u0301\u0302" * 1300,
        "ligatures": lambda: "\ufdfa" * 4000,
        "Chinese": lambda: "我的他们这些人是" * 500,
        "Arabic": lambda: "هؤلاء الناس " * 330,
        "leet": lambda: "5h17 4$$ 80085 " * 260,
        "hidden only": lambda: "\u200b" * 4000,
        "marks only": lambda: "\u0301" * 4000,
        "lines": lambda: "a\n" * 2000,
        "sentences": lambda: "he hit me. " * 370,
        "telling": lambda: "he said she said they told me that i was " * 100,
        "nested quotes": lambda: "\"'“„«a " * 570,
        "names": lambda: "Dick Cock Dyke " * 270,
        "in company": lambda: "coon prick dick " * 250,
        "chained points": lambda: "f.u.c.k." * 500,
        "chained stars": lambda: "f*u*c*k*" * 500,
        "repeated signs": lambda: "!" * 4000,
        "hidden letters": lambda: "f\u200bu\u200bc\u200bq\u200b " * 440,
    }
    for says, make in made.items():
        yield says, make()[:4000]
    for _ in range(20):
        yield "chance", "".join(chance.choice(signs) for _ in range(4000))
        yield "chance, few letters", "".join(chance.choice("fuckshit *") for _ in range(4000))
        pieces = [chance.choice(("a", "i", "fu", "ck", "sh", "it", "as")) for _ in range(2000)]
        yield "chance, pieces", " ".join(pieces)[:4000]
        masked = [f"f{''.join(chance.choices('*#@$uicks', k=7))}" for _ in range(450)]
        yield "chance, masks", " ".join(masked)[:4000]
        yield (
            "chance, all of Unicode",
            "".join(
                chr(chance.choice((chance.randrange(32, 0x2FFF), chance.randrange(0x3000, 0xD7FF))))
                for _ in range(4000)
            ),
        )


if __name__ == "__main__":
    main()
