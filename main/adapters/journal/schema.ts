/**
 * The journal's tables. `user_version` counts the migrations that ran; a step is never edited once it has shipped.
 *
 * `entry` is the chain. `entry_search` is derived from it (see search-text.ts) and narrow, so that a search reads a few
 * megabytes instead of all; `verify` recomputes it, or an entry could be hidden from search without breaking the chain.
 * The triggers guard against this program's own mistakes; against somebody with the file in hand stands the chain.
 */
const VERSION_1 = `
  CREATE TABLE entry (
    seq INTEGER PRIMARY KEY CHECK (seq >= 1),
    format INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    phase TEXT NOT NULL,
    action TEXT NOT NULL,
    intent_id TEXT,
    result TEXT,
    tenant_id TEXT NOT NULL,
    operator_id TEXT NOT NULL,
    operator_name TEXT NOT NULL,
    operator_upn TEXT NOT NULL,
    person_id TEXT,
    person_name TEXT,
    person_upn TEXT,
    ticket TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_hash TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE entry_search (seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;

  CREATE INDEX entry_intents ON entry (id) WHERE phase = 'intent';
  CREATE INDEX entry_of_intent ON entry (intent_id, phase) WHERE intent_id IS NOT NULL;
  CREATE INDEX entry_action_at ON entry (action, at);

  CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER entry_search_no_update BEFORE UPDATE ON entry_search BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER entry_search_no_delete BEFORE DELETE ON entry_search BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  -- INSERT OR REPLACE deletes without a delete trigger, so a taken place is refused before the insert.
  CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry
    WHEN EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq OR id = NEW.id OR hash = NEW.hash OR previous_hash = NEW.previous_hash)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
`;

/** For what is asked at every start and at every issue: what is left open, and what was done about one person. */
const VERSION_2 = `
  CREATE INDEX entry_person ON entry (person_id COLLATE NOCASE) WHERE person_id IS NOT NULL;
  CREATE INDEX entry_unknown ON entry (action) WHERE phase = 'outcome' AND result = 'unknown';
`;

/**
 * Texts too long for an entry, by the SHA-256 of their UTF-8 (see documents.ts). Not part of the chain: an entry that names
 * the digest holds the text fast, since another text has another digest.
 */
const VERSION_3 = `
  CREATE TABLE document (sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64), text TEXT NOT NULL) STRICT;

  CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER document_no_replace BEFORE INSERT ON document
    WHEN EXISTS (SELECT 1 FROM document WHERE sha256 = NEW.sha256 OR rowid = NEW.rowid)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
`;

/** The pass an entry is about; a query has to say it in the same words to be quick. Part of a migration: never edited. */
export const PASS_ID = `iif(json_valid(detail), json_extract(detail, '$.passId'), NULL)`;

/**
 * So that neither a start nor a revoke reads a journal of years. `open_intent`: intents without an outcome, or with unknown ones
 * alone; derived, and held against the entries by `verify` as `entry_search` is. A `detail` that is no JSON can only be somebody
 * else's doing: an index must not refuse it, or verification could not tell of it.
 */
const VERSION_4 = `
  CREATE TABLE open_intent (seq INTEGER PRIMARY KEY) STRICT;
  INSERT INTO open_intent SELECT i.seq FROM entry i WHERE i.phase = 'intent'
    AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.intent_id = i.id AND o.phase = 'outcome' AND o.result <> 'unknown');
  DROP INDEX entry_intents;

  CREATE TRIGGER entry_opens AFTER INSERT ON entry
    WHEN NEW.phase = 'intent' AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.intent_id = NEW.id AND o.phase = 'outcome' AND o.result <> 'unknown')
    BEGIN INSERT INTO open_intent VALUES (NEW.seq); END;
  CREATE TRIGGER entry_ends AFTER INSERT ON entry
    WHEN NEW.phase = 'outcome' AND NEW.result <> 'unknown' AND NEW.intent_id IS NOT NULL
    BEGIN DELETE FROM open_intent WHERE seq = (SELECT seq FROM entry WHERE id = NEW.intent_id AND phase = 'intent'); END;

  CREATE INDEX entry_issued ON entry (${PASS_ID}) WHERE action = 'pass.issue' AND phase = 'outcome' AND result = 'succeeded';
`;

export const MIGRATIONS: readonly string[] = [VERSION_1, VERSION_2, VERSION_3, VERSION_4];
