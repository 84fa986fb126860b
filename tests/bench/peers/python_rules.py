"""python python_rules.py FOLDER: the fifteen checks and the decision lists in the peers that are Python packages and decide
case by case (regopy, cedarpy). A line of JSON a measurement, as javascript.mjs prints them."""
import json
import sys
import time
from pathlib import Path

folder = Path(sys.argv[1])
here = Path(__file__).parent


def read(name):
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def say(**what):
    print(json.dumps(what, ensure_ascii=False), flush=True)


def measure(peer, work, cases, check, note=""):
    """Microseconds a case: the best of up to five rounds of at most some seconds, after one to warm up."""
    results = [check(one) for one in cases]
    equal = all(result == one["expected"] for result, one in zip(results, cases))
    rounds = []
    begin = time.perf_counter()
    while not rounds or (len(rounds) < 5 and time.perf_counter() - begin < 3):
        start = time.perf_counter()
        for one in cases:
            check(one)
        rounds.append(time.perf_counter() - start)
    say(peer=peer, work=work, us=min(rounds) * 1e6 / len(cases), equal=equal, cases=len(cases), note=note)


def attempt(peer, run):
    try:
        run()
    except Exception as error:  # what one peer cannot do must not stop the others
        say(peer=peer, error=f"{type(error).__name__}: {str(error)[:200]}")


cases = read("cases.ndjson")


def bound(output):
    return json.loads(str(output))["bindings"]["x"]


def compiled(query, data=None):
    """An interpreter that runs a query compiled once. Texts go in as UTF-8: escaped ones would stay escaped."""
    import regopy

    builder = regopy.Interpreter()
    builder.add_module("checks.rego", (here / "checks.rego").read_text())
    if data is not None:
        builder.add_data_json(json.dumps(data, ensure_ascii=False))
    bundle = builder.build(query)
    runner = regopy.Interpreter()

    def run(one):
        runner.set_input_term(json.dumps(one, ensure_ascii=False))
        return bound(runner.query_bundle(bundle))

    return run


def rego():
    run = compiled("x = data.checks.violated")
    measure("regopy", "15 checks", cases[:200], lambda one: sum(1 << number for number in run(one)),
            "a compiled bundle; the input is read from text each time, as its interface wants")


def rego_list():
    for rows in (20, 10000):
        lines = read(f"list{rows}.ndjson")
        run = compiled("x = data.checks.way", {"rows": lines[0]})
        measure("regopy", f"list of {rows}", lines[1:201] if rows == 20 else lines[1:4],
                lambda one: 0 if run(one) == one["way"] else 1, "rows as data")


def cedar():
    import cedarpy

    late = "(if context.{0} < 0 then context.{1} < context.asOf else context.{0} > context.{1})"
    conditions = [
        "context.shortTeam",
        "context.found >= 0 && " + late.format("filed", "foundDue"),
        "context.ordinary && context.filed >= 0 && " + late.format("decided", "filedDue"),
        "context.decided >= 0 && " + late.format("served", "weekAfter"),
        "context.decided >= 0 && " + late.format("published", "weekAfter"),
        "context.ordinary && context.decided >= 0 && !context.toldBefore",
        "context.heavyUntold",
        "context.hearing >= 0 && " + late.format("notified", "noticeDue"),
        "context.needsReview && context.decided >= 0 && "
        "!(context.reviewed >= 0 && context.reviewed < context.decided && context.agreed)",
        "context.grave && context.decided >= 0 && !(context.discussed >= 0 && context.discussed < context.decided)",
        "context.decided >= 0 && context.fine > context.lowest",
        late.format("found", "limitationEnd"),
        "!context.ordinary && context.decided >= 0 && "
        "!(if context.natural then context.fine <= 20000 else context.fine <= 300000)",
        "context.ordinary && context.decided >= 0 && (context.fine < context.rangeLow || context.fine > context.rangeHigh)",
        "context.decided >= 0 && context.fine > 0 && context.served >= 0 && " + late.format("paid", "payDue"),
    ]
    policies = "permit(principal, action, resource);\n" + "\n".join(
        f'@id("{i}")\nforbid(principal, action, resource) when {{ {text} }};' for i, text in enumerate(conditions)
    )

    def given(one):
        context = {k: v for k, v in one.items() if k not in ("evidence", "notices", "expected")}
        context["shortTeam"] = any(
            sum(o["from"] <= e["day"] <= o["until"] for o in e["officers"]) < 2 for e in one["evidence"]
        )
        context["toldBefore"] = any(n["day"] < one["decided"] for n in one["notices"])
        context["heavyUntold"] = any(n["fine"] >= one["threshold"] and not n["told"] for n in one["notices"])
        context["lowest"] = min([n["fine"] for n in one["notices"] if n["day"] < one["decided"]], default=2**50)
        return {
            "expected": one["expected"],
            "request": {"principal": 'A::"a"', "action": 'Action::"check"', "resource": 'R::"r"', "context": context},
        }

    def check(one):
        answer = cedarpy.is_authorized(one["request"], policies, "[]")
        reasons = answer.diagnostics.reasons
        # Policies are policy0 (the permit), policy1, … or have the names of their @id.
        if answer.allowed:
            return 0
        return sum(1 << (int(name[6:]) - 1 if name.startswith("policy") else int(name)) for name in reasons)

    few = [given(one) for one in cases[:500]]
    measure("cedarpy", "15 checks", few, check,
            "Cedar has no quantifiers: four checks are given as ready facts; policies are read anew each time, as its interface wants")

    def batch():
        requests = [one["request"] for one in few]
        rounds = []
        answers = []
        for _ in range(4):
            start = time.perf_counter()
            answers = cedarpy.is_authorized_batch(requests, policies, "[]")
            rounds.append(time.perf_counter() - start)
        equal = all(
            (0 if a.allowed else sum(1 << (int(n[6:]) - 1 if n.startswith("policy") else int(n)) for n in a.diagnostics.reasons))
            == one["expected"]
            for a, one in zip(answers, few)
        )
        say(peer="cedarpy", work="15 checks, batch", us=min(rounds[1:]) * 1e6 / len(few), equal=equal, cases=len(few),
            note="policies are read once for the batch")

    batch()


attempt("regopy", rego)
attempt("regopy", rego_list)
attempt("cedarpy", cedar)
