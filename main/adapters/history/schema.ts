/**
 * The history's tables. Whoever changes them counts {@link FORMAT} up: an older file is set aside, and the new one is filled
 * again from the journal and from Entra. Whoever changes what the domain makes of facts counts {@link JOIN_VERSION} up: then all
 * that is derived is made anew from the facts in the file, and copies of Entra's logs stay.
 *
 * Texts that come from outside are stored as JSON in blobs: libsql 0.5 ends the whole process on text that is not UTF-8 and
 * cuts it at U+0000. Columns of type TEXT hold what `plainText` makes, and are compared, never read.
 */
export const FORMAT = 1;
export const JOIN_VERSION = 2;

/**
 * `fact`: what was told, once each; the same group, the same life or none. `dirty`: groups whose lines are older than their
 * facts. `made`: passes of operators, counted by week and by day; `recount`: weeks (day 0) and days whose count is older than
 * they are. `line`: what is derived of them, narrow, for counting; `line_body`: the same to be shown. `place`: see places.ts.
 *
 * `hit` is an inverted index over the words of a line and over marks for what can be filtered (see marks.ts). One index for all
 * filters, because it can walk any combination of them from the newest on: posting lists in the order of place, skipped
 * through together. `word` holds each word once, so that the beginning of a long word can be asked for as the few words it stands for.
 */
export const SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE feed (stream TEXT PRIMARY KEY, name BLOB NOT NULL, mark BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE desk (key TEXT PRIMARY KEY, name BLOB NOT NULL, through INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE grp (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, look_at INTEGER, waits INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE INDEX grp_look ON grp (look_at) WHERE look_at IS NOT NULL;
  CREATE INDEX grp_waits ON grp (id) WHERE waits = 1;
  CREATE TABLE dirty (grp INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE fact (
    id INTEGER PRIMARY KEY,
    grp INTEGER NOT NULL,
    key TEXT NOT NULL,
    source INTEGER NOT NULL,
    at INTEGER NOT NULL,
    desk TEXT,
    seq INTEGER,
    body BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX fact_key ON fact (grp, key);
  CREATE INDEX fact_seq ON fact (desk, seq) WHERE seq IS NOT NULL;
  CREATE INDEX fact_copied ON fact (at) WHERE seq IS NULL;

  CREATE TABLE line (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    grp INTEGER NOT NULL,
    changes_at INTEGER,
    kind INTEGER NOT NULL,
    operator INTEGER,
    scenario INTEGER,
    first_use INTEGER,
    unfinished INTEGER NOT NULL,
    found INTEGER NOT NULL DEFAULT 0,
    open INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX line_id ON line (id);
  CREATE INDEX line_grp ON line (grp);
  CREATE INDEX line_changes ON line (changes_at) WHERE changes_at IS NOT NULL;
  CREATE TABLE line_body (place INTEGER PRIMARY KEY, body BLOB NOT NULL, events BLOB NOT NULL) STRICT;
  CREATE TABLE open_pass (place INTEGER PRIMARY KEY, ends_at INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
  CREATE INDEX open_pass_end ON open_pass (ends_at);
  CREATE TABLE made (place INTEGER PRIMARY KEY, day INTEGER NOT NULL, operator TEXT NOT NULL, body BLOB NOT NULL) STRICT;
  CREATE INDEX made_day ON made (day, operator);
  CREATE TABLE recount (week INTEGER NOT NULL, day INTEGER NOT NULL, operator TEXT NOT NULL, PRIMARY KEY (week, day, operator)) STRICT, WITHOUT ROWID;
  CREATE TABLE name (id INTEGER PRIMARY KEY, what TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (what, key)) STRICT;
  CREATE TABLE day (zone TEXT NOT NULL, from_place INTEGER NOT NULL, to_place INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (zone, from_place)) STRICT, WITHOUT ROWID;

  CREATE VIRTUAL TABLE hit USING fts5 (text, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3 4 5');
  CREATE TABLE word (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

  CREATE TABLE finding (id TEXT PRIMARY KEY, scope TEXT NOT NULL, kind INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX finding_scope ON finding (scope);
  CREATE INDEX finding_at ON finding (at);
  CREATE TABLE finding_line (line TEXT NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (line, finding)) STRICT, WITHOUT ROWID;
  CREATE INDEX finding_line_finding ON finding_line (finding);
  CREATE TABLE seen (finding TEXT NOT NULL, key TEXT NOT NULL, desk TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (finding, key)) STRICT, WITHOUT ROWID;
`;
