#include "server/storage/schema.h"

namespace motcua::storage {
namespace {

constexpr char kFirstTables[] = R"sql(
-- Facts about the database itself: when it was made, whether a key file belongs to it.
CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- body: all public fields (CBOR); the columns repeat those by which rows are chosen.
-- day: of receipt, before it of registration. due_at: the appointment, while open and not paused.
CREATE TABLE dossier (
  ulid BLOB NOT NULL CHECK (length(ulid) = 16),
  unit TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 11),
  code TEXT NOT NULL,
  procedure TEXT NOT NULL,
  competent TEXT NOT NULL,
  holder TEXT NOT NULL CHECK (holder <> ''),
  officer TEXT NOT NULL,
  day INTEGER NOT NULL,
  due_at INTEGER,
  body BLOB NOT NULL,
  PRIMARY KEY (ulid, unit)
) STRICT;

-- Codes once given, those on superseded slips included. code_key: day and serial lead, so that the
-- codes of one day stand together.
CREATE TABLE dossier_code (
  code_key TEXT NOT NULL,
  unit TEXT NOT NULL,
  ulid BLOB NOT NULL,
  PRIMARY KEY (code_key, unit)
) STRICT, WITHOUT ROWID;

-- The private part, each field encrypted for its place; NULL: empty.
CREATE TABLE person (
  ulid BLOB NOT NULL CHECK (length(ulid) = 16),
  unit TEXT NOT NULL,
  kind BLOB,
  name BLOB,
  identity_number BLOB,
  phone BLOB,
  address BLOB,
  email BLOB,
  subject BLOB,
  supplement BLOB,
  papers BLOB,
  PRIMARY KEY (ulid, unit)
) STRICT;

-- Keyed hashes of name, identity number and phone.
CREATE TABLE person_key (
  hash BLOB NOT NULL CHECK (length(hash) = 16),
  ulid BLOB NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (hash, ulid, unit)
) STRICT, WITHOUT ROWID;

-- Units with a relation to a dossier.
CREATE TABLE party (
  unit TEXT NOT NULL,
  ulid BLOB NOT NULL,
  dossier_unit TEXT NOT NULL,
  PRIMARY KEY (unit, ulid, dossier_unit)
) STRICT, WITHOUT ROWID;

-- What the holder still has to do. due_key: due_at, or the greatest number while there is none.
CREATE TABLE queue (
  unit TEXT NOT NULL,
  due_key INTEGER NOT NULL,
  ulid BLOB NOT NULL,
  dossier_unit TEXT NOT NULL,
  lane INTEGER NOT NULL CHECK (lane BETWEEN 1 AND 5),
  officer TEXT NOT NULL,
  PRIMARY KEY (unit, due_key, ulid, dossier_unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer (
  ulid BLOB NOT NULL CHECK (length(ulid) = 16),
  unit TEXT NOT NULL,
  dossier_ulid BLOB NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
  waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)),
  purpose INTEGER NOT NULL CHECK (purpose IN (1, 2)),
  from_unit TEXT NOT NULL,
  to_unit TEXT NOT NULL,
  from_province TEXT NOT NULL,
  to_province TEXT NOT NULL,
  offered_at INTEGER NOT NULL,
  due INTEGER NOT NULL,
  answered_at INTEGER,
  suggested TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  PRIMARY KEY (ulid, unit)
) STRICT;
CREATE INDEX transfer_out ON transfer (from_unit, waiting, due, ulid);
CREATE INDEX transfer_in ON transfer (to_unit, waiting, due, ulid);
CREATE INDEX transfer_out_of ON transfer (from_province, waiting, due, ulid);
CREATE INDEX transfer_into ON transfer (to_province, waiting, due, ulid);
CREATE INDEX transfer_all ON transfer (waiting, due, ulid);

-- The log. unit, ulid: of the dossier; '' and NULL for events of the installation.
CREATE TABLE event (
  log_index INTEGER NOT NULL CHECK (log_index >= 0),
  unit TEXT NOT NULL,
  ulid BLOB,
  version INTEGER NOT NULL,
  request_id TEXT,
  recorded_at INTEGER NOT NULL,
  public BLOB NOT NULL,
  private BLOB,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  PRIMARY KEY (log_index, unit),
  UNIQUE (request_id, unit),
  UNIQUE (ulid, unit, version)
) STRICT;

-- The Merkle root after each batch; tree: what is needed to go on from there. Belongs to the log,
-- not to a unit.
CREATE TABLE log_root (
  size INTEGER NOT NULL PRIMARY KEY,
  root BLOB NOT NULL CHECK (length(root) = 32),
  tree BLOB NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;

-- Flows by day of recording. Columns: counted by receiver (r), decider (d), holder (h).
CREATE TABLE tally_unit (
  day INTEGER NOT NULL,
  unit TEXT NOT NULL,
  cell INTEGER NOT NULL CHECK (cell BETWEEN 1 AND 9),
  r_received INTEGER NOT NULL, r_early INTEGER NOT NULL,
  r_on_time INTEGER NOT NULL, r_late INTEGER NOT NULL,
  r_withdrawn INTEGER NOT NULL, r_stopped INTEGER NOT NULL,
  r_handed_in INTEGER NOT NULL, r_handed_out INTEGER NOT NULL,
  d_received INTEGER NOT NULL, d_early INTEGER NOT NULL,
  d_on_time INTEGER NOT NULL, d_late INTEGER NOT NULL,
  d_withdrawn INTEGER NOT NULL, d_stopped INTEGER NOT NULL,
  d_handed_in INTEGER NOT NULL, d_handed_out INTEGER NOT NULL,
  h_received INTEGER NOT NULL, h_early INTEGER NOT NULL,
  h_on_time INTEGER NOT NULL, h_late INTEGER NOT NULL,
  h_withdrawn INTEGER NOT NULL, h_stopped INTEGER NOT NULL,
  h_handed_in INTEGER NOT NULL, h_handed_out INTEGER NOT NULL,
  PRIMARY KEY (day, unit, cell)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally_procedure (
  day INTEGER NOT NULL,
  procedure TEXT NOT NULL,
  unit TEXT NOT NULL,
  cell INTEGER NOT NULL CHECK (cell BETWEEN 1 AND 9),
  r_received INTEGER NOT NULL, r_early INTEGER NOT NULL,
  r_on_time INTEGER NOT NULL, r_late INTEGER NOT NULL,
  r_withdrawn INTEGER NOT NULL, r_stopped INTEGER NOT NULL,
  r_handed_in INTEGER NOT NULL, r_handed_out INTEGER NOT NULL,
  d_received INTEGER NOT NULL, d_early INTEGER NOT NULL,
  d_on_time INTEGER NOT NULL, d_late INTEGER NOT NULL,
  d_withdrawn INTEGER NOT NULL, d_stopped INTEGER NOT NULL,
  d_handed_in INTEGER NOT NULL, d_handed_out INTEGER NOT NULL,
  h_received INTEGER NOT NULL, h_early INTEGER NOT NULL,
  h_on_time INTEGER NOT NULL, h_late INTEGER NOT NULL,
  h_withdrawn INTEGER NOT NULL, h_stopped INTEGER NOT NULL,
  h_handed_in INTEGER NOT NULL, h_handed_out INTEGER NOT NULL,
  PRIMARY KEY (day, procedure, unit, cell)
) STRICT, WITHOUT ROWID;

-- Sums of all flows up to a closed day; cell 0: all cells. Procedures: the last day of a month on
-- which something was recorded.
CREATE TABLE cumulative_unit (
  day INTEGER NOT NULL,
  cell INTEGER NOT NULL CHECK (cell BETWEEN 0 AND 9),
  unit TEXT NOT NULL,
  r_received INTEGER NOT NULL, r_early INTEGER NOT NULL,
  r_on_time INTEGER NOT NULL, r_late INTEGER NOT NULL,
  r_withdrawn INTEGER NOT NULL, r_stopped INTEGER NOT NULL,
  r_handed_in INTEGER NOT NULL, r_handed_out INTEGER NOT NULL,
  d_received INTEGER NOT NULL, d_early INTEGER NOT NULL,
  d_on_time INTEGER NOT NULL, d_late INTEGER NOT NULL,
  d_withdrawn INTEGER NOT NULL, d_stopped INTEGER NOT NULL,
  d_handed_in INTEGER NOT NULL, d_handed_out INTEGER NOT NULL,
  h_received INTEGER NOT NULL, h_early INTEGER NOT NULL,
  h_on_time INTEGER NOT NULL, h_late INTEGER NOT NULL,
  h_withdrawn INTEGER NOT NULL, h_stopped INTEGER NOT NULL,
  h_handed_in INTEGER NOT NULL, h_handed_out INTEGER NOT NULL,
  PRIMARY KEY (day, cell, unit)
) STRICT, WITHOUT ROWID;
CREATE TABLE cumulative_procedure (
  day INTEGER NOT NULL,
  procedure TEXT NOT NULL,
  unit TEXT NOT NULL,
  cell INTEGER NOT NULL CHECK (cell BETWEEN 1 AND 9),
  r_received INTEGER NOT NULL, r_early INTEGER NOT NULL,
  r_on_time INTEGER NOT NULL, r_late INTEGER NOT NULL,
  r_withdrawn INTEGER NOT NULL, r_stopped INTEGER NOT NULL,
  r_handed_in INTEGER NOT NULL, r_handed_out INTEGER NOT NULL,
  d_received INTEGER NOT NULL, d_early INTEGER NOT NULL,
  d_on_time INTEGER NOT NULL, d_late INTEGER NOT NULL,
  d_withdrawn INTEGER NOT NULL, d_stopped INTEGER NOT NULL,
  d_handed_in INTEGER NOT NULL, d_handed_out INTEGER NOT NULL,
  h_received INTEGER NOT NULL, h_early INTEGER NOT NULL,
  h_on_time INTEGER NOT NULL, h_late INTEGER NOT NULL,
  h_withdrawn INTEGER NOT NULL, h_stopped INTEGER NOT NULL,
  h_handed_in INTEGER NOT NULL, h_handed_out INTEGER NOT NULL,
  PRIMARY KEY (day, procedure, unit, cell)
) STRICT, WITHOUT ROWID;

-- Appointments that fall on a day, and overdue ones that were dealt with on it.
CREATE TABLE due_bucket (
  day INTEGER NOT NULL,
  unit TEXT NOT NULL,
  r_falls_due INTEGER NOT NULL, r_left_overdue INTEGER NOT NULL,
  d_falls_due INTEGER NOT NULL, d_left_overdue INTEGER NOT NULL,
  h_falls_due INTEGER NOT NULL, h_left_overdue INTEGER NOT NULL,
  PRIMARY KEY (day, unit)
) STRICT, WITHOUT ROWID;
CREATE TABLE overdue_stock (
  day INTEGER NOT NULL,
  unit TEXT NOT NULL,
  r_overdue INTEGER NOT NULL, d_overdue INTEGER NOT NULL, h_overdue INTEGER NOT NULL,
  PRIMARY KEY (day, unit)
) STRICT, WITHOUT ROWID;

-- Blocks of serials of dossier codes; station '': the server's own.
CREATE TABLE serial_lease (
  unit TEXT NOT NULL,
  day INTEGER NOT NULL,
  first_serial INTEGER NOT NULL CHECK (first_serial > 0),
  last_serial INTEGER NOT NULL CHECK (last_serial >= first_serial),
  station TEXT NOT NULL,
  PRIMARY KEY (unit, day, first_serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  name TEXT NOT NULL PRIMARY KEY,
  full_name TEXT NOT NULL,
  unit TEXT NOT NULL,
  roles INTEGER NOT NULL,
  password_hash TEXT NOT NULL,
  password_change_required INTEGER NOT NULL CHECK (password_change_required IN (0, 1)),
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token_hash BLOB NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  station TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_account ON session (account);

CREATE TABLE station (
  unit TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  display_name TEXT NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
  code_hash BLOB,
  code_expires_at INTEGER,
  certificate_sha256 TEXT NOT NULL,
  certificate_expires_at INTEGER,
  version INTEGER NOT NULL,
  PRIMARY KEY (unit, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX station_by_code ON station (code_hash, unit) WHERE code_hash IS NOT NULL;

-- Reference lists as imported; every version is kept.
CREATE TABLE reference_list (
  kind TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  recorded_at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (kind, version)
) STRICT;
)sql";

}  // namespace

std::span<const sql::Migration> SchemaMigrations() {
  static const sql::Migration migrations[] = {{1, 1, "first tables", kFirstTables}};
  return migrations;
}

}  // namespace motcua::storage
