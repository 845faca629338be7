"""Marks as they stand in upright print, ︵ ﹁ ︱, which have characters of their own: nobody types these."""

from __future__ import annotations

# Unicode, blocks Vertical Forms and CJK Compatibility Forms; full-width where the level text has full-width marks.
_FORMS = "︐︑︒︓︔︕︖︗︘︙︰︱︲︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈"
_LEVEL = "，、。：；！？〖〗…：——＿（）｛｝〔〕【】《》〈〉「」『』［］"
_TABLE = str.maketrans(_FORMS, _LEVEL)


def level_marks(text: str) -> str:
    """The text with marks for level print in the place of those for upright print; as long as before."""
    return text.translate(_TABLE)
