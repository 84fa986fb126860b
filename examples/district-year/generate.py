"""Writes a year of cases into a folder: one file a rulebook, planted.json with what was planted, index.csv with the agency and
the month of each case. The same size and seed give the same files, byte for byte."""

import argparse
import csv
import json
import pathlib

from year import case_files, documents, hotline, inspections, mediation, officers, penalties, penalty_defects, people, reconsideration, report
from year.cases import Year, seeded

# The numbers of the report; the small year has about a twentieth, and at least what the planted cases need.
FULL = {
    "inspections": 2751,
    "penalties": 1087,
    "offsite": 65,
    "documents": 17859,
    "tickets": 53754,
    "market_tickets": 5200,
    "extended_tickets": 2524,
    "applications": 179,
    "refused_applications": 15,
    "pending_applications": 18,
    "overturned": 50,
    "mediations": 730,
    "settled_mediations": 717,
    "files": 299,
    "officers": 290,
    "copies": 2,
}
SMALL = {
    "inspections": 138,
    "penalties": 220,
    "offsite": 7,
    "documents": 2300,
    "tickets": 2688,
    "market_tickets": 260,
    "extended_tickets": 126,
    "applications": 50,
    "refused_applications": 5,
    "pending_applications": 5,
    "overturned": 16,
    "mediations": 60,
    "settled_mediations": 56,
    "files": 30,
    "officers": 290,
    "copies": 1,
}


def generate(folder, size, seed):
    folder.mkdir(parents=True, exist_ok=True)
    year = Year(folder, seed, size["copies"])
    staff = people.officers_of(seeded(seed, "officers"))

    made = penalties.Maker(staff)
    penalty_cases = year.build(
        "penalties.ndjson", size["penalties"], made.make, penalty_defects.DEFECTS, penalty_defects.NEAR_MISSES,
        penalties.number,
        [(lambda case: case.facts["使用电子监控"], size["offsite"], lambda rng: {"kind": "ordinary", "offsite": True})],
    )
    inspection_cases = year.build(
        "inspections.ndjson", size["inspections"], inspections.Maker(staff).make, inspections.DEFECTS, inspections.NEAR_MISSES,
        inspections.number,
    )
    year.write("penalties.ndjson", penalty_cases)
    year.write("inspections.ndjson", inspection_cases)

    rng = seeded(seed, "documents")
    rows = documents.register(rng, penalty_cases + inspection_cases, size["documents"])
    for key, what in documents.plant(rng, rows, size["copies"]):
        year.note("documents.ndjson", key, what)
    year.index += [("documents.ndjson", row.key, row.agency, row.month) for row in rows]
    year.write("documents.ndjson", rows)

    maker = case_files.Maker(seeded(seed, "files"), penalty_cases)
    year.write(
        "case-files.ndjson",
        year.build("case-files.ndjson", size["files"], maker.make, case_files.DEFECTS, case_files.NEAR_MISSES, case_files.number),
    )

    tickets = year.build(
        "tickets.csv", size["tickets"] - size["market_tickets"], hotline.make, hotline.DEFECTS, hotline.NEAR_MISSES,
        hotline.number,
        [(lambda case: "批准延期" in case.facts, size["extended_tickets"], lambda rng: {"extended": rng.choice([3, 5, 5, 10])})],
    )
    year.cases["tickets.csv"] = tickets
    hotline.write_csv(folder / "tickets.csv", tickets)
    (folder / "tickets.mapping.json").write_text(json.dumps(hotline.mapping(), ensure_ascii=False, indent=2), encoding="utf-8")
    year.write(
        "market-tickets.ndjson",
        year.build(
            "market-tickets.ndjson", size["market_tickets"], hotline.make_market, hotline.MARKET_DEFECTS,
            hotline.MARKET_NEAR_MISSES, hotline.number_market,
        ),
    )

    year.write(
        "mediations.ndjson",
        year.build(
            "mediations.ndjson", size["mediations"], mediation.make, mediation.DEFECTS, mediation.NEAR_MISSES, mediation.number,
            [
                (
                    lambda case: "达成调解协议" not in case.facts,
                    size["mediations"] - size["settled_mediations"],
                    lambda rng: {"kind": rng.choice(["failed", "refused"])},
                )
            ],
        ),
    )

    year.write(
        "reconsideration.ndjson",
        year.build(
            "reconsideration.ndjson", size["applications"], reconsideration.make, reconsideration.DEFECTS,
            reconsideration.NEAR_MISSES, reconsideration.number,
            [
                (reconsideration.refused, size["refused_applications"], lambda rng: {"kind": "refused"}),
                (
                    reconsideration.pending_at_year_end,
                    size["pending_applications"],
                    lambda rng: {"kind": rng.choice(["upheld", "upheld", "overturned", "withdrawn"]), "late": True},
                ),
                (reconsideration.overturned_in_year, size["overturned"], lambda rng: {"kind": "overturned", "fine": rng.random() < 0.4}),
            ],
        ),
    )

    archive = officers.Maker(seeded(seed, "archives"), staff)
    year.write(
        "officers.ndjson",
        year.build("officers.ndjson", size["officers"], archive.make, officers.DEFECTS, officers.NEAR_MISSES, officers.number),
    )
    finish(year, folder)
    return year


def finish(year, folder):
    (folder / "report.json").write_text(json.dumps(report.report(year.cases), ensure_ascii=False, indent=1), encoding="utf-8")
    with open(folder / "planted.json", "w", encoding="utf-8") as out:
        json.dump({"seed": year.seed, "planted": year.planted, "near_misses": year.near_misses}, out, ensure_ascii=False, indent=1)
    with open(folder / "index.csv", "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["file", "case", "agency", "month"])
        rows.writerows(year.index)


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=pathlib.Path)
    words.add_argument("--size", choices=["small", "full"], default="small")
    words.add_argument("--seed", type=int, default=2023)
    wanted = words.parse_args()
    generate(wanted.folder, FULL if wanted.size == "full" else SMALL, wanted.seed)
