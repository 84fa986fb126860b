#include "fadu/procedure/draw.hpp"

#include <doctest/doctest.h>

#include "unit/procedure/make_procedure.hpp"

namespace {

using namespace fadu::procedure_test;
using fadu::model::Operation;
using fadu::model::Procedure;
using fadu::procedure::Drawing;
using fadu::procedure::StepState;
using fadu::procedure::to_dot;
using fadu::procedure::to_mermaid;

Procedure small_procedure() {
    Procedure procedure = make_procedure({{"调查", {}}, {"审核", {0}}});
    procedure.name = "普通程序";
    procedure.steps[1].when = field(0);
    procedure.steps[1].return_to = 0;
    return procedure;
}

Drawing small_drawing() {
    Drawing drawing;
    drawing.words = {{"", "", {"自 立案 之日起 90日内"}}, {"情节 复杂", "结论 为 退回", {}}};
    drawing.states = {StepState::done, StepState::pending};
    return drawing;
}

TEST_CASE("DOT") {
    CHECK(to_dot(small_procedure(), small_drawing()) == R"(digraph "普通程序" {
  rankdir=TB;
  node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#424242", fontname="sans-serif"];
  edge [color="#424242", fontname="sans-serif"];
  s0 [label="调查\n自 立案 之日起 90日内\n【已办】", fillcolor="#d7f0d8", color="#2e7d32"];
  s1 [label="审核\n当 情节 复杂\n【待办】", style="rounded,filled,dashed", fillcolor="#d5e6fb", color="#1565c0"];
  s0 -> s1;
  s1 -> s0 [style=dashed, constraint=false, label="退回：当 结论 为 退回"];
}
)");
}

TEST_CASE("Mermaid") {
    CHECK(to_mermaid(small_procedure(), small_drawing()) == R"(flowchart TB
  s0("调查<br/>自 立案 之日起 90日内<br/>【已办】")
  s1("审核<br/>当 情节 复杂<br/>【待办】")
  s0 --> s1
  s1 -. "退回：当 结论 为 退回" .-> s0
  classDef done fill:#d7f0d8,stroke:#2e7d32
  class s0 done
  classDef pending fill:#d5e6fb,stroke:#1565c0
  class s1 pending
  classDef conditional stroke-dasharray:5 4
  class s1 conditional
)");
}

TEST_CASE("drawings in English, and with nothing but the steps") {
    Drawing drawing = small_drawing();
    drawing.language = fadu::text::Language::en;
    CHECK(to_dot(small_procedure(), drawing).find("审核\\nwhen 情节 复杂\\n【pending】") != std::string::npos);
    CHECK(to_mermaid(small_procedure(), drawing).find("return: when 结论 为 退回") != std::string::npos);
    CHECK(to_mermaid(make_procedure({{"甲", {}}, {"乙", {0, 0}}})) ==
          "flowchart TB\n  s0(\"甲\")\n  s1(\"乙\")\n  s0 --> s1\n");
}

TEST_CASE("labels cannot break out of their quotes") {
    Procedure procedure = make_procedure({{"甲\"]; x -> y\\", {}}});
    procedure.name = "\"}";
    Drawing drawing;
    drawing.words = {{"<b>&#34;\n  二\t三 ", "", {}}};
    const std::string dot = to_dot(procedure, drawing);
    CHECK(dot.find("digraph \"\\\"}\" {") == 0);
    CHECK(dot.find("label=\"甲\\\"]; x -> y\\\\\\n当 <b>&#34; 二 三\"") != std::string::npos);
    CHECK(to_mermaid(procedure, drawing).find("(\"甲#quot;]; x -#gt; y\\<br/>当 #lt;b#gt;#amp;#35;34; 二 三\")") !=
          std::string::npos);
}

TEST_CASE("the author's words come from the rule file") {
    fadu::text::Sources sources;
    const std::string text = "当 情节\n    复杂 应当 自 立案 之日起 90日内";
    const auto file = sources.add("甲.fadu", text);
    const auto span_of = [&](const std::string& words) {
        const auto begin = static_cast<std::uint32_t>(text.find(words));
        return fadu::text::Span{file, begin, begin + static_cast<std::uint32_t>(words.size())};
    };
    Procedure procedure = small_procedure();
    procedure.steps[1].when->span = span_of("情节\n    复杂");
    procedure.steps[1].duties = {duty(window(Operation::window_within, 0, 90), 1)};
    procedure.steps[1].duties[0].window->span = span_of("自 立案 之日起 90日内");
    const auto words = fadu::procedure::author_words(procedure, sources);
    REQUIRE(words.size() == 2);
    CHECK(words[1].condition == "情节 复杂");
    CHECK(words[1].limits == std::vector<std::string>{"自 立案 之日起 90日内"});
    CHECK(words[0].limits.empty());
}

TEST_CASE("each state has a name") {
    CHECK(fadu::procedure::name_of(StepState::out_of_order).zh == "倒置");
    CHECK(fadu::procedure::name_of(StepState::undetermined).en == "undetermined");
}

}  // namespace
