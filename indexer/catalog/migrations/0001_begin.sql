-- Batches, sources, versions of pages, outcomes. Append-only but for finished_at and loaded_index.
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  started_at TEXT NOT NULL,          -- UTC, ISO 8601
  finished_at TEXT                   -- NULL: still running, or cut off
) STRICT;

CREATE TABLE source (
  sha256 TEXT PRIMARY KEY,           -- also its place under originals/
  size INTEGER NOT NULL,             -- bytes
  name TEXT NOT NULL,                -- as first seen
  stored_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Each version of each page; the highest version is the current one. Old versions stay.
CREATE TABLE page_version (
  id INTEGER PRIMARY KEY,
  paper TEXT NOT NULL,
  issue_date TEXT NOT NULL,          -- YYYY-MM-DD
  edition INTEGER NOT NULL,
  page INTEGER NOT NULL,
  version INTEGER NOT NULL,
  issue_number TEXT,
  page_name TEXT,
  source_sha256 TEXT NOT NULL REFERENCES source (sha256),
  source_name TEXT NOT NULL,
  place_in_source INTEGER NOT NULL,  -- 1 for the first page of the file
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  digest TEXT NOT NULL,              -- SHA-256 of the page's documents
  record_ids TEXT NOT NULL,          -- JSON array
  warning_count INTEGER NOT NULL,
  coverage REAL NOT NULL,
  parser_version TEXT NOT NULL,
  added_at TEXT NOT NULL,
  loaded_index TEXT,                 -- UUID of the index that has acknowledged all its records; NULL: not yet
  UNIQUE (paper, issue_date, edition, page, version)
) STRICT;
CREATE INDEX page_version_by_source ON page_version (source_sha256);

CREATE TABLE outcome (
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  source_name TEXT NOT NULL,
  page_path TEXT,                    -- PAPER/YYYY-MM-DD/PAGE where known
  state TEXT NOT NULL,               -- new changed same deferred duplicate failed
  code TEXT,
  zh TEXT,
  en TEXT
) STRICT;
CREATE INDEX outcome_by_batch ON outcome (batch_id);
