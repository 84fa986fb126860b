// node javascript.mjs FOLDER: the fifteen checks and the decision lists in the peers that are npm packages. FOLDER holds
// node_modules and what bench_facts wrote. A line of JSON a measurement: {"peer", "work", "us", "equal", "note"}.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { byHand, cel, counted, jsonLogic, simplified, zen } from "./checks.mjs";

const folder = resolve(process.argv[2]);
const require = createRequire(folder + "/");
const read = (name) => readFileSync(`${folder}/${name}`, "utf8").trim().split("\n").map((line) => JSON.parse(line));

/// Microseconds a case: the best of several rounds over all cases, after one to warm up.
async function measure(peer, work, cases, check, note = "") {
  const rounds = [];
  let equal = true;
  const most = 3000; // milliseconds
  const begin = performance.now();
  for (let round = 0; round < 8 && (round < 2 || performance.now() - begin < most); ++round) {
    const start = performance.now();
    const results = [];
    for (const one of cases) {
      const result = check(one);
      results.push(result instanceof Promise ? await result : result);
    }
    rounds.push(performance.now() - start);
    if (round === 0) equal = results.every((result, i) => result === cases[i].expected);
  }
  const best = Math.min(...rounds.slice(1));
  console.log(JSON.stringify({ peer, work, us: (best * 1000) / cases.length, equal, cases: cases.length, note }));
}

async function attempt(peer, run) {
  try {
    await run();
  } catch (error) {
    console.log(JSON.stringify({ peer, error: String(error).slice(0, 200) }));
  }
}

const bits = (checks, call) => {
  let found = 0;
  for (let i = 0; i < checks.length; ++i) if (call(checks[i])) found |= 1 << i;
  return found;
};

const cases = read("cases.ndjson");
const lists = [20, 10000].map((rows) => {
  const [list, ...of] = read(`list${rows}.ndjson`);
  return { rows, list, cases: of };
});

await attempt("JavaScript by hand", async () => {
  await measure("JavaScript by hand", "15 checks", cases, (c) => bits(byHand, (check) => check(c)));
  for (const { rows, list, cases } of lists)
    await measure("JavaScript by hand", `list of ${rows}`, cases, (c) => {
      const row = list.find((r) => r.item === c.item && r.first <= c.degree && c.degree <= r.last && c.amount < r.below);
      return (row ? row.way : 3) === c.way ? 0 : 1;
    }, "row after row");
});

await attempt("cel-js", async () => {
  const { parse } = await import(require.resolve("@marcbachmann/cel-js"));
  const programs = cel.map((text) => parse(text));
  await measure("cel-js", "15 checks", cases, (c) => bits(programs, (program) => program(c)));
  for (const { rows, list, cases } of lists) {
    const program = parse("rows.filter(r, r.item == c.item && r.first <= c.degree && c.degree <= r.last && c.amount < r.below)");
    await measure("cel-js", `list of ${rows}`, cases.slice(0, rows > 100 ? 50 : 2000), (c) => {
      const rowsThatFit = program({ rows: list, c });
      return (rowsThatFit.length ? rowsThatFit[0].way : 3) === c.way ? 0 : 1;
    }, "filter over the rows as data");
    const index = {};
    for (const row of list) (index[row.item] ??= []).push(row);
    const indexed = parse("c.item in index ? index[c.item].filter(r, r.first <= c.degree && c.degree <= r.last && c.amount < r.below) : []");
    await measure("cel-js", `list of ${rows}, indexed`, cases, (c) => {
      const rowsThatFit = indexed({ index, c });
      return (rowsThatFit.length ? rowsThatFit[0].way : 3) === c.way ? 0 : 1;
    }, "rows put into a map by item beforehand");
  }
});

await attempt("json-logic-js", async () => {
  const logic = require("json-logic-js");
  const simple = cases.map(simplified);
  await measure("json-logic-js", "15 checks", simple, (c) => bits(jsonLogic, (rule) => logic.apply(rule, c)),
    "outer values copied into inner elements beforehand");
  for (const { rows, list, cases } of lists) {
    const branches = list.flatMap((r) => [
      { and: [{ "==": [{ var: "item" }, r.item] }, { "<=": [r.first, { var: "degree" }, r.last] }, { "<": [{ var: "amount" }, r.below] }] },
      r.way,
    ]);
    const rule = { "!=": [{ if: [...branches, 3] }, { var: "way" }] };
    await measure("json-logic-js", `list of ${rows}`, cases.slice(0, rows > 100 ? 50 : 2000),
      (c) => (logic.apply(rule, c) ? 1 : 0), "one chain of if");
  }
});

await attempt("zen-engine", async () => {
  const { ZenEngine } = require("@gorules/zen-engine");
  const engine = new ZenEngine();
  const graph = (content) => {
    const node = { id: "n", name: "n", position: { x: 0, y: 0 }, ...content };
    return engine.createDecision(Buffer.from(JSON.stringify({
      contentType: "application/vnd.gorules.decision",
      nodes: [
        { id: "in", type: "inputNode", name: "in", position: { x: 0, y: 0 } },
        node,
        { id: "out", type: "outputNode", name: "out", position: { x: 0, y: 0 } },
      ],
      edges: [
        { id: "a", sourceId: "in", targetId: "n", type: "edge" },
        { id: "b", sourceId: "n", targetId: "out", type: "edge" },
      ],
    })));
  };
  const expressions = zen.map((value, i) => ({ id: `e${i}`, key: `c${i}`, value }));
  const decision = graph({ type: "expressionNode", content: { expressions } });
  await measure("zen-engine", "15 checks", cases.slice(0, 1000).map(counted), async (c) => {
    const { result } = await decision.evaluate(c);
    let found = 0;
    for (let i = 0; i < 15; ++i) if (result[`c${i}`]) found |= 1 << i;
    return found;
  }, "valid officers of a step counted beforehand");
  for (const { rows, list, cases } of lists) {
    const table = graph({
      type: "decisionTableNode",
      content: {
        hitPolicy: "first",
        inputs: ["item", "degree", "amount"].map((field) => ({ id: field, name: field, type: "expression", field })),
        outputs: [{ id: "found", name: "found", type: "expression", field: "found" }],
        rules: [
          ...list.map((r, i) => ({ _id: `r${i}`, item: `"${r.item}"`, degree: `[${r.first}..${r.last}]`, amount: `< ${r.below}`, found: `${r.way}` })),
          { _id: "else", item: "", degree: "", amount: "", found: "3" },
        ],
      },
    });
    await measure("zen-engine", `list of ${rows}`, cases.slice(0, rows > 100 ? 50 : 1000), async (c) => {
      const { result } = await table.evaluate(c);
      return result.found === c.way ? 0 : 1;
    }, "a decision table");
  }
});
