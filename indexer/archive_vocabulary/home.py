"""The tables in `vocabulary/` of the archive home, read as one value."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from indexer.extract.vocabulary import OwnTables, Vocabulary, VocabularyError, shipped, with_own
from indexer.extract.vocabulary.reading import read_departments, read_merged, read_names

FOLDER = "vocabulary"
DEPARTMENTS = "departments.tsv"
MERGED = "merged.tsv"
REJECTED = "rejected.txt"


def own_tables(texts: Mapping[str, str], folder: Path) -> OwnTables:
    """The own tables out of the texts of their files; `folder` is named in errors.

    Raises VocabularyError that names the file, the line and what to do.
    """
    return OwnTables(
        departments=read_departments(texts[DEPARTMENTS], str(folder / DEPARTMENTS)),
        merged=read_merged(texts[MERGED], str(folder / MERGED)),
        rejected=read_names(texts[REJECTED], str(folder / REJECTED)),
    )


def read_own(home: Path) -> OwnTables:
    """The archive's own tables; an absent home, folder or file is an empty table.

    Raises VocabularyError that names the file, the line and what to do.
    """
    return own_tables({table: read_table(home, table) for table in (DEPARTMENTS, MERGED, REJECTED)}, home / FOLDER)


def vocabulary_of(home: Path) -> Vocabulary:
    """The vocabulary in effect for this archive: shipped and own tables together; writes nothing.

    Raises VocabularyError that names the file, the line and what to do.
    """
    return with_own(shipped(), read_own(home))


def read_table(home: Path, name: str) -> str:
    """The text of a table, empty where there is none.

    Raises VocabularyError when the file cannot be read or is not UTF-8.
    """
    path = home / FOLDER / name
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError as error:
        raise VocabularyError(
            f"{path} 不是 UTF-8 编码。请在文本编辑器里用“另存为”，编码选 UTF-8。", f"{path} is not UTF-8: {error}"
        ) from error
    except OSError as error:
        raise VocabularyError(f"读不了 {path}（{error.strerror}）。请检查文件权限。", f"cannot read {path}: {error}") from error
