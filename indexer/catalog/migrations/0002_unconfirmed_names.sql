-- Names of the shape of an office that no table knew when the page version was entered: the queue of `bulletin vocabulary review`.
-- One row a record and name; those of a page's current version count, those of older versions stay with them.
CREATE TABLE unconfirmed_name (
  page_version_id INTEGER NOT NULL REFERENCES page_version (id),
  record_id TEXT NOT NULL,
  name TEXT NOT NULL,                -- without level
  level TEXT NOT NULL,               -- 区 市 省 国家
  as_printed TEXT NOT NULL,
  mentions INTEGER NOT NULL,         -- how often the record names it
  context TEXT NOT NULL              -- the sentence around the first mention
) STRICT;
CREATE INDEX unconfirmed_name_by_page_version ON unconfirmed_name (page_version_id);
