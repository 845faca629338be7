"""The names of the archive that may have been meant by a text that is none of them, each with the reason. Pure."""

from __future__ import annotations

from mappings.folding import fold
from webui.search.names import KINDS, KnownNames, NameKind
from webui.search.nearest import MOST_NEAREST, nearest
from webui.search.offers import ROLE_WORDS
from webui.search.pinyin import letters


class Instead:
    """Looks names up for one search; what was looked up is kept, since combined changes ask the same again."""

    def __init__(self, names: KnownNames) -> None:
        self.names = names
        self._found: dict[tuple[str, NameKind | None], tuple[tuple[str, str], ...]] = {}

    def of(self, text: str, kind: NameKind | None) -> tuple[tuple[str, str], ...]:
        """Names with the reason for each, the likeliest first; none for a name of the archive."""
        key = (text, kind)
        if key not in self._found:
            self._found[key] = tuple(self._look(text, kind))
        return self._found[key]

    def _look(self, text: str, kind: NameKind | None) -> list[tuple[str, str]]:
        kinds = (kind,) if kind else KINDS
        if self.names.whole(text, kinds):
            return []
        if kind == "department" and (meant := self.names.meant(text, kinds)):
            return [(name.text, f"“{text}”在库里的名称") for name in meant]
        spelled = [name.text for name in self.names.spelled(letters(text)) if name.kind in kinds][:MOST_NEAREST]
        if spelled:
            return [(name, f"拼音“{text}”") for name in dict.fromkeys(spelled)]
        if kind == "department":
            return []
        near = nearest(text, self.names)
        if not near and kind is None and (bare := _without_role(text)):
            # 记者乔之远, 摄影柯木: a role written before the name without a blank.
            near = (bare,) if self.names.whole(bare) else nearest(bare, self.names)
        return [(name, f"库里没有“{text}”，有相近的姓名") for name in near]


def _without_role(text: str) -> str:
    folded = fold(text)
    role = next((role for role in (*ROLE_WORDS, "本报记者") if folded.startswith(role) and len(folded) > len(role) + 1), "")
    return text[len(role) :] if role else ""
