"""The texts that are timed: real digests where there are any, made-up legal prose for other tools."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parent.parent


class Corpus(NamedTuple):
    """Some digests, and what they are called in the tables."""

    name: str
    texts: tuple[str, ...]

    @property
    def characters(self) -> int:
        """The length of all texts together."""
        return sum(map(len, self.texts))

    def repeated(self, length: int) -> str:
        """The digests again and again, one behind the other, cut at a length."""
        return repeated("\n".join(self.texts) + "\n", length)


def digests() -> Corpus:
    """The gold digests of ``UBND_DIGEST_GOLD`` (by default ``../shared/gold``), else the examples."""
    folder = Path(os.environ.get("UBND_DIGEST_GOLD", _ROOT.parent / "shared" / "gold"))
    name = "gold digests"
    found = sorted(folder.glob("*.txt"))
    if not found:
        name = "made-up digests"
        found = sorted((_ROOT / "examples").glob("*.txt"))
    return Corpus(name, tuple(path.read_text(encoding="utf8") for path in found))


def repeated(unit: str, length: int) -> str:
    """A unit again and again, cut at a length."""
    return (unit * (length // len(unit) + 1))[:length]


# Laws, courts and cases as in German rulings; no such case exists.
GERMAN = repeated(
    "Die Klage ist nach § 42 Abs. 1 VwGO statthaft und auch im Übrigen zulässig. Sie ist jedoch unbegründet, denn der Bescheid "
    "der Gemeinde Oberhainbach verletzt die Klägerin nicht in ihren Rechten (§ 113 Abs. 1 Satz 1 VwGO). Rechtsgrundlage der "
    "Anordnung ist § 80 Abs. 2 Nr. 4 BauGB in Verbindung mit Art. 14 Abs. 2 GG. Die Behörde durfte davon ausgehen, dass der "
    "Schuppen am Mühlenweg ohne Genehmigung errichtet worden war, und sie hat ihr Ermessen ohne Fehler ausgeübt. Dass die "
    "Nachbarn über Jahre nichts beanstandet haben, ändert daran nichts (vgl. BVerwG, Urteil vom 3. März 2031 - 4 C 77.30 -, "
    "Rn. 12). Auch das Schreiben vom Sommer des Vorjahres enthält keine Zusage; es erläutert lediglich den Stand des "
    "Verfahrens. Die Kostenentscheidung beruht auf § 154 Abs. 1 VwGO, der Ausspruch zur vorläufigen Vollstreckbarkeit auf "
    "§ 167 VwGO und den §§ 708 Nr. 11, 711 ZPO. Gründe, die Berufung zuzulassen, liegen nicht vor.\n",
    40_000,
)

# Citations as in opinions of courts of the United States; no such case exists.
ENGLISH = repeated(
    "The carrier answers that the claim was filed too late. We do not agree. A notice that names the vessel, the port and the "
    "loss is enough, even where its author did not call it a claim. See Harrow v. Pellinore Shipping Co., 812 U.S. 455, 461 "
    "(2031); accord Quillfeather v. Dunmarsh, 977 F.3d 1204, 1210 (9th Cir. 2030). Nothing in the bill of lading says "
    "otherwise, and the district court was right to read it as it did. Id. at 1212. The agent had seen the damaged crates on "
    "the pier and had made a list of them the same afternoon. What he wrote that day was a notice in every sense that matters, "
    "and the statute, 46 U.S.C. § 30701, asks for no more. The rule of Harrow, supra, at 463, was made for cases like this. "
    "The judgment is therefore affirmed, and each side will bear its own costs.\n",
    40_000,
)
