-- How large a page that is kept as a picture is, in points, upright and deskewed; the boxes of its records count in them. NULL: a page of text.
ALTER TABLE page_version ADD COLUMN width REAL;
ALTER TABLE page_version ADD COLUMN height REAL;
ALTER TABLE page_version ADD COLUMN skew REAL;   -- degrees, counter-clockwise, by which the scan was turned
