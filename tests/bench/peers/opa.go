// go run . FOLDER PEERS: the fifteen checks and the decision lists in OPA as a library. A line of JSON a measurement, as
// javascript.mjs prints them.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

func read(name string) []any {
	file, err := os.Open(name)
	if err != nil {
		panic(err)
	}
	defer file.Close()
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 64<<20)
	var all []any
	for scanner.Scan() {
		decoder := json.NewDecoder(bytes.NewReader(scanner.Bytes()))
		decoder.UseNumber()
		var one any
		if err := decoder.Decode(&one); err != nil {
			panic(err)
		}
		all = append(all, one)
	}
	return all
}

func number(value any) int64 {
	n, _ := value.(json.Number).Int64()
	return n
}

func measure(work string, cases []any, check func(map[string]any) int64, note string) {
	equal := true
	for _, one := range cases {
		fields := one.(map[string]any)
		equal = equal && check(fields) == number(fields["expected"])
	}
	best := time.Duration(1 << 62)
	for round := 0; round < 4; round++ {
		start := time.Now()
		for _, one := range cases {
			check(one.(map[string]any))
		}
		best = min(best, time.Since(start))
	}
	line, _ := json.Marshal(map[string]any{"peer": "OPA", "work": work, "equal": equal, "cases": len(cases), "note": note,
		"us": float64(best.Nanoseconds()) / 1000 / float64(len(cases))})
	fmt.Println(string(line))
}

func main() {
	folder, peers := os.Args[1], os.Args[2]
	ctx := context.Background()
	module, _ := os.ReadFile(peers + "/checks.rego")
	violated, err := rego.New(rego.Query("x = data.checks.violated"), rego.Module("checks.rego", string(module))).PrepareForEval(ctx)
	if err != nil {
		panic(err)
	}
	measure("15 checks", read(folder + "/cases.ndjson")[:1000], func(input map[string]any) int64 {
		results, err := violated.Eval(ctx, rego.EvalInput(input))
		if err != nil {
			panic(err)
		}
		var bits int64
		for _, one := range results[0].Bindings["x"].([]any) {
			bits |= 1 << number(one)
		}
		return bits
	}, "a prepared query")
	for _, rows := range []int{20, 10000} {
		lines := read(fmt.Sprintf("%s/list%d.ndjson", folder, rows))
		store := inmem.NewFromObject(map[string]any{"rows": lines[0]})
		way, err := rego.New(rego.Query("x = data.checks.way"), rego.Module("checks.rego", string(module)), rego.Store(store)).PrepareForEval(ctx)
		if err != nil {
			panic(err)
		}
		cases := lines[1:]
		if rows > 100 {
			cases = cases[:20]
		}
		measure(fmt.Sprintf("list of %d", rows), cases, func(input map[string]any) int64 {
			results, err := way.Eval(ctx, rego.EvalInput(input))
			if err != nil {
				panic(err)
			}
			if number(results[0].Bindings["x"]) == number(input["way"]) {
				return 0
			}
			return 1
		}, "rows as data")
	}
}
