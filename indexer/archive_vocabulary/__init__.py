"""The vocabulary of one archive: its own tables in the home, what archivists decide about names, the names that wait for a decision."""

from indexer.archive_vocabulary.home import read_own, vocabulary_of

__all__ = ["read_own", "vocabulary_of"]
