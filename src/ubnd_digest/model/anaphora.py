"""Words that mean a document already spoken of."""

from __future__ import annotations

from attrs import frozen

from ubnd_digest.model.documents import DocumentNumber, DocumentType
from ubnd_digest.model.spans import Mention


@frozen(repr=False)
class Anaphora(Mention):
    """Words that mean a document already spoken of, without its number: ``Quyết định này``, ``theo Kế hoạch``.

    Attributes:
        type: the type that the words say; None for a word that is none of the known types.
        document: the number of the document that is meant; None where it has no number in the text, where several are
            meant, and where the text leaves it open.

    >>> from ubnd_digest import find_anaphora
    >>> found = find_anaphora("UBND tỉnh ban hành Quyết định số 12/QĐ-UBND. Quyết định này có hiệu lực từ ngày ký.")
    >>> [(anaphora.text, str(anaphora.document)) for anaphora in found]
    [('Quyết định này', '12/QĐ-UBND')]
    """

    type: DocumentType | None
    document: DocumentNumber | None = None
