-- The ends of jumps (下转第3版, 上接第1版) on each page version, so that a page that comes later finds the other part of its article.
CREATE TABLE jump_end (
  page_version_id INTEGER NOT NULL REFERENCES page_version (id),
  record_id TEXT NOT NULL,
  direction TEXT NOT NULL,           -- to, from
  target INTEGER,                    -- the page it names; NULL: unreadable
  headline TEXT,
  titles TEXT NOT NULL,              -- kicker, headline and subtitle
  credits TEXT NOT NULL              -- JSON array of [role, name]
) STRICT;
CREATE INDEX jump_end_by_page_version ON jump_end (page_version_id);
