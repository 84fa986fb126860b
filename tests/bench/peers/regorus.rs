//! cargo run --release -- FOLDER PEERS: the fifteen checks and the decision lists in regorus. A line of JSON a measurement, as
//! javascript.mjs prints them.
use std::{fs, time::Instant};

fn read(name: &str) -> Vec<String> {
    fs::read_to_string(name).unwrap().lines().map(str::to_owned).collect()
}

struct Case {
    input: regorus::Value,
    expected: u64,
    way: u64,
}

fn cases(lines: &[String]) -> Vec<Case> {
    lines
        .iter()
        .map(|line| {
            let json: serde_json::Value = serde_json::from_str(line).unwrap();
            Case {
                input: regorus::Value::from_json_str(line).unwrap(),
                expected: json["expected"].as_u64().unwrap(),
                way: json["way"].as_u64().unwrap_or(0),
            }
        })
        .collect()
}

fn measure(work: &str, all: &[Case], note: &str, mut check: impl FnMut(&Case) -> u64) {
    let equal = all.iter().all(|one| check(one) == one.expected);
    let mut best = f64::MAX;
    for _ in 0..4 {
        let start = Instant::now();
        for one in all {
            check(one);
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!(
        "{{\"peer\":\"regorus\",\"work\":\"{work}\",\"us\":{},\"equal\":{equal},\"cases\":{},\"note\":\"{note}\"}}",
        best * 1e6 / all.len() as f64,
        all.len()
    );
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (folder, peers) = (&arguments[1], &arguments[2]);
    let module = fs::read_to_string(format!("{peers}/checks.rego")).unwrap();
    let mut engine = regorus::Engine::new();
    engine.add_policy("checks.rego".into(), module.clone()).unwrap();
    let fifteen = cases(&read(&format!("{folder}/cases.ndjson"))[..1000]);
    measure("15 checks", &fifteen, "", |one| {
        engine.set_input(one.input.clone());
        let found = engine.eval_rule("data.checks.violated".into()).unwrap();
        found.as_set().unwrap().iter().map(|number| 1 << number.as_u64().unwrap()).sum()
    });
    for rows in [20, 10000] {
        let lines = read(&format!("{folder}/list{rows}.ndjson"));
        let mut engine = regorus::Engine::new();
        engine.add_policy("checks.rego".into(), module.clone()).unwrap();
        engine.add_data(regorus::Value::from_json_str(&format!("{{\"rows\":{}}}", lines[0])).unwrap()).unwrap();
        let end = if rows > 100 { 21 } else { lines.len() };
        measure(&format!("list of {rows}"), &cases(&lines[1..end]), "rows as data", |one| {
            engine.set_input(one.input.clone());
            let way = engine.eval_rule("data.checks.way".into()).unwrap();
            u64::from(way.as_u64().unwrap() != one.way)
        });
    }
}
