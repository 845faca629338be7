-- What is to be searchable is told by page, with a number that grows with every change; each index says which number it has.

-- One row an address. `current` is the version that is shown, NULL when all were withdrawn (purged).
CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  paper TEXT NOT NULL,
  issue_date TEXT NOT NULL,          -- YYYY-MM-DD
  edition INTEGER NOT NULL,
  page INTEGER NOT NULL,
  current INTEGER REFERENCES page_version (id),
  revision INTEGER NOT NULL,         -- also the version of the page's documents in the engine
  known_ids TEXT NOT NULL,           -- JSON array: every id that the page ever gave, so that records that went are removed
  UNIQUE (paper, issue_date, edition, page)
) STRICT;
INSERT INTO page (paper, issue_date, edition, page, current, revision, known_ids)
  SELECT v.paper, v.issue_date, v.edition, v.page,
         (SELECT id FROM page_version AS w WHERE w.paper = v.paper AND w.issue_date = v.issue_date AND w.edition = v.edition
          AND w.page = v.page ORDER BY w.version DESC LIMIT 1),
         max(v.version),
         (SELECT json_group_array(DISTINCT known.value) FROM page_version AS w, json_each(w.record_ids) AS known
          WHERE w.paper = v.paper AND w.issue_date = v.issue_date AND w.edition = v.edition AND w.page = v.page)
  FROM page_version AS v GROUP BY v.paper, v.issue_date, v.edition, v.page;
CREATE INDEX page_by_current ON page (current);

-- The page's documents as they were parsed, one a line, deflated, without the batch and the name of the source. Missing for versions
-- of before this table: these are parsed again from their originals.
CREATE TABLE page_content (
  page_version_id INTEGER PRIMARY KEY REFERENCES page_version (id),
  documents BLOB NOT NULL
) STRICT;

-- How a version was read, so that it can be read again: the options as JSON, and the vocabulary of the day.
ALTER TABLE page_version ADD COLUMN read_options TEXT NOT NULL DEFAULT '{}';
ALTER TABLE page_version ADD COLUMN vocabulary_sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE page_version ADD COLUMN withdrawn_at TEXT;  -- UTC; NULL: not withdrawn

-- The indices that are to follow: live (behind the alias), building (a rebuild is under way), kept (for a rollback).
CREATE TABLE followed_index (
  index_uuid TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  settings_before TEXT               -- JSON: settings to be restored after a large load; NULL: none
) STRICT, WITHOUT ROWID;

-- A page is pending for an index where its revision there is missing or another one.
CREATE TABLE in_index (
  index_uuid TEXT NOT NULL,
  page_id INTEGER NOT NULL REFERENCES page (id),
  revision INTEGER NOT NULL,
  PRIMARY KEY (index_uuid, page_id)
) STRICT, WITHOUT ROWID;
INSERT INTO in_index (index_uuid, page_id, revision)
  SELECT v.loaded_index, p.id, p.revision FROM page AS p JOIN page_version AS v ON v.id = p.current
  WHERE v.loaded_index IS NOT NULL;
ALTER TABLE page_version DROP COLUMN loaded_index;

-- How a source was read last, if it was read whole: nothing failed, nothing doubled. Reading it so again would change nothing.
CREATE TABLE reading (
  source_sha256 TEXT PRIMARY KEY,
  source_name TEXT NOT NULL,
  way_sha256 TEXT NOT NULL,          -- of the options, the parser's version and the vocabulary
  pages INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The file on disk (and the entry of a zip) behind an outcome, so that what failed can be tried again alone.
ALTER TABLE outcome ADD COLUMN path TEXT;
ALTER TABLE outcome ADD COLUMN record TEXT;  -- the line of a .jsonl, or the record that was refused
ALTER TABLE batch ADD COLUMN options TEXT NOT NULL DEFAULT '{}';
ALTER TABLE batch ADD COLUMN purged_at TEXT;

-- Corrections: append-only, each line bound to the one before by its hash.
CREATE TABLE correction (
  number INTEGER PRIMARY KEY,
  issue TEXT NOT NULL,               -- PAPER/YYYY-MM-DD[-eN]
  entry TEXT NOT NULL                -- canonical JSON, hash included
) STRICT;
CREATE INDEX correction_by_issue ON correction (issue);
CREATE TRIGGER correction_stays BEFORE UPDATE ON correction BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
CREATE TRIGGER correction_is_kept BEFORE DELETE ON correction BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;

CREATE TABLE archive (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO archive VALUES ('id', lower(hex(randomblob(16))));
