// The numbered steps that make the database; migration_0001.cc and its successors hold them.
//
// Rules of every table that grows: its keys contain a unit that never changes (the receiving unit
// for what belongs to a dossier, the counting unit for figures), so that the rows of a unit can be
// kept together on one machine of many; tables fed by time lead with the ULID, whose inserts all go
// to the same few pages; the unit leads only where rows are read as one range of a unit (queue,
// party). Times are microseconds since 1970 UTC, days are days since 1970-01-01 in Vietnam.
#ifndef MOTCUA_SERVER_STORAGE_SCHEMA_H_
#define MOTCUA_SERVER_STORAGE_SCHEMA_H_

#include <span>

#include "common/sql/migrations.h"

namespace motcua::storage {

std::span<const sql::Migration> SchemaMigrations();

}  // namespace motcua::storage

#endif  // MOTCUA_SERVER_STORAGE_SCHEMA_H_
