// The fifteen checks as JavaScript, CEL, JsonLogic and ZEN expressions: true where the case violates the norm. The facts are
// those of bench_facts: days as numbers, working days counted, periods ended, -1 for what has not happened.

/// By hand, for scale.
export const byHand = [
  (c) => c.evidence.some((e) => e.officers.filter((o) => o.from <= e.day && e.day <= o.until).length < 2),
  (c) => c.found >= 0 && (c.filed < 0 ? c.foundDue < c.asOf : c.filed > c.foundDue),
  (c) => c.ordinary && c.filed >= 0 && (c.decided < 0 ? c.filedDue < c.asOf : c.decided > c.filedDue),
  (c) => c.decided >= 0 && (c.served < 0 ? c.weekAfter < c.asOf : c.served > c.weekAfter),
  (c) => c.decided >= 0 && (c.published < 0 ? c.weekAfter < c.asOf : c.published > c.weekAfter),
  (c) => c.ordinary && c.decided >= 0 && !c.notices.some((n) => n.day < c.decided),
  (c) => c.notices.some((n) => n.fine >= c.threshold && !n.told),
  (c) => c.hearing >= 0 && (c.notified < 0 ? c.noticeDue < c.asOf : c.notified > c.noticeDue),
  (c) => c.needsReview && c.decided >= 0 && !(c.reviewed >= 0 && c.reviewed < c.decided && c.agreed),
  (c) => c.grave && c.decided >= 0 && !(c.discussed >= 0 && c.discussed < c.decided),
  (c) => c.decided >= 0 && c.notices.some((n) => n.day < c.decided && c.fine > n.fine),
  (c) => (c.found < 0 ? c.limitationEnd < c.asOf : c.found > c.limitationEnd),
  (c) => !c.ordinary && c.decided >= 0 && !(c.natural ? c.fine <= 20000 : c.fine <= 300000),
  (c) => c.ordinary && c.decided >= 0 && (c.fine < c.rangeLow || c.fine > c.rangeHigh),
  (c) => c.decided >= 0 && c.fine > 0 && c.served >= 0 && (c.paid < 0 ? c.payDue < c.asOf : c.paid > c.payDue),
];

export const cel = [
  "evidence.exists(e, e.officers.filter(o, o.from <= e.day && e.day <= o.until).size() < 2)",
  "found >= 0 && (filed < 0 ? foundDue < asOf : filed > foundDue)",
  "ordinary && filed >= 0 && (decided < 0 ? filedDue < asOf : decided > filedDue)",
  "decided >= 0 && (served < 0 ? weekAfter < asOf : served > weekAfter)",
  "decided >= 0 && (published < 0 ? weekAfter < asOf : published > weekAfter)",
  "ordinary && decided >= 0 && !notices.exists(n, n.day < decided)",
  "notices.exists(n, n.fine >= threshold && !n.told)",
  "hearing >= 0 && (notified < 0 ? noticeDue < asOf : notified > noticeDue)",
  "needsReview && decided >= 0 && !(reviewed >= 0 && reviewed < decided && agreed)",
  "grave && decided >= 0 && !(discussed >= 0 && discussed < decided)",
  "decided >= 0 && notices.exists(n, n.day < decided && fine > n.fine)",
  "found < 0 ? limitationEnd < asOf : found > limitationEnd",
  "!ordinary && decided >= 0 && !(natural ? fine <= 20000 : fine <= 300000)",
  "ordinary && decided >= 0 && (fine < rangeLow || fine > rangeHigh)",
  "decided >= 0 && fine > 0 && served >= 0 && (paid < 0 ? payDue < asOf : paid > payDue)",
];

// JsonLogic's inner rules see only the element: the decision's day and fine, the threshold and the day of a step have been put
// into each element (`simplified`).
const v = (name) => ({ var: name });
const due = (done, by) => ({ if: [{ "<": [v(done), 0] }, { "<": [v(by), v("asOf")] }, { ">": [v(done), v(by)] }] });
export const jsonLogic = [
  { some: [v("evidence"), { "<": [{ reduce: [{ filter: [v("officers"), { and: [{ "<=": [v("from"), v("day")] }, { "<=": [v("day"), v("until")] }] }] }, { "+": [1, v("accumulator")] }, 0] }, 2] }] },
  { and: [{ ">=": [v("found"), 0] }, due("filed", "foundDue")] },
  { and: [v("ordinary"), { ">=": [v("filed"), 0] }, due("decided", "filedDue")] },
  { and: [{ ">=": [v("decided"), 0] }, due("served", "weekAfter")] },
  { and: [{ ">=": [v("decided"), 0] }, due("published", "weekAfter")] },
  { and: [v("ordinary"), { ">=": [v("decided"), 0] }, { none: [v("notices"), { "<": [v("day"), v("decided")] }] }] },
  { some: [v("notices"), { and: [{ ">=": [v("fine"), v("threshold")] }, { "!": v("told") }] }] },
  { and: [{ ">=": [v("hearing"), 0] }, due("notified", "noticeDue")] },
  { and: [v("needsReview"), { ">=": [v("decided"), 0] }, { "!": { and: [{ ">=": [v("reviewed"), 0] }, { "<": [v("reviewed"), v("decided")] }, v("agreed")] } }] },
  { and: [v("grave"), { ">=": [v("decided"), 0] }, { "!": { and: [{ ">=": [v("discussed"), 0] }, { "<": [v("discussed"), v("decided")] }] } }] },
  { and: [{ ">=": [v("decided"), 0] }, { some: [v("notices"), { and: [{ "<": [v("day"), v("decided")] }, { ">": [v("decisionFine"), v("fine")] }] }] }] },
  { if: [{ "<": [v("found"), 0] }, { "<": [v("limitationEnd"), v("asOf")] }, { ">": [v("found"), v("limitationEnd")] }] },
  { and: [{ "!": v("ordinary") }, { ">=": [v("decided"), 0] }, { "!": { if: [v("natural"), { "<=": [v("fine"), 20000] }, { "<=": [v("fine"), 300000] }] } }] },
  { and: [v("ordinary"), { ">=": [v("decided"), 0] }, { or: [{ "<": [v("fine"), v("rangeLow")] }, { ">": [v("fine"), v("rangeHigh")] }] }] },
  { and: [{ ">=": [v("decided"), 0] }, { ">": [v("fine"), 0] }, { ">=": [v("served"), 0] }, due("paid", "payDue")] },
];

export function simplified(c) {
  return {
    ...c,
    evidence: c.evidence.map((e) => ({ ...e, officers: e.officers.map((o) => ({ ...o, day: e.day })) })),
    notices: c.notices.map((n) => ({ ...n, decided: c.decided, decisionFine: c.fine, threshold: c.threshold })),
  };
}

// ZEN names an element "#" and nests no closures: the officers of a step are counted as valid over two flat lists in `simplified`.
export const zen = [
  "some(evidence, #.valid < 2)",
  "found >= 0 and (filed < 0 ? foundDue < asOf : filed > foundDue)",
  "ordinary and filed >= 0 and (decided < 0 ? filedDue < asOf : decided > filedDue)",
  "decided >= 0 and (served < 0 ? weekAfter < asOf : served > weekAfter)",
  "decided >= 0 and (published < 0 ? weekAfter < asOf : published > weekAfter)",
  "ordinary and decided >= 0 and not some(notices, #.day < decided)",
  "some(notices, #.fine >= threshold and not #.told)",
  "hearing >= 0 and (notified < 0 ? noticeDue < asOf : notified > noticeDue)",
  "needsReview and decided >= 0 and not (reviewed >= 0 and reviewed < decided and agreed)",
  "grave and decided >= 0 and not (discussed >= 0 and discussed < decided)",
  "decided >= 0 and some(notices, #.day < decided and fine > #.fine)",
  "found < 0 ? limitationEnd < asOf : found > limitationEnd",
  "not ordinary and decided >= 0 and not (natural ? fine <= 20000 : fine <= 300000)",
  "ordinary and decided >= 0 and (fine < rangeLow or fine > rangeHigh)",
  "decided >= 0 and fine > 0 and served >= 0 and (paid < 0 ? payDue < asOf : paid > payDue)",
];

export function counted(c) {
  return {
    ...c,
    evidence: c.evidence.map((e) => ({
      ...e,
      valid: e.officers.filter((o) => o.from <= e.day && e.day <= o.until).length,
    })),
  };
}
