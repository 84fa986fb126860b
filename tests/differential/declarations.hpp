// The writer of declarations: one rulebook, from its head to its last exception. Expressions come from expressions.hpp.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "expressions.hpp"

namespace fadu::differential {

class Declarations {
  public:
    explicit Declarations(std::uint64_t seed) : random_(seed), write_(random_, shape_) {}
    std::string all();

  private:
    /// Where a rule stands: its 对 … as written, and what can be spoken of there.
    struct Place {
        std::string text;
        Scene scene;
        int this_event = -1;  ///< of the innermost 每次
        bool has_this = false;
    };
    enum class Content { acts, condition, items, covers, relation };
    struct Duty {
        std::string text;
        bool has_period = false;
        bool has_act = false;  ///< an act of its own that 本次 may mean
    };
    struct RuleNote {  ///< what exceptions need to know of a rule
        std::string name;
        Place place;
        bool has_act = false;
        std::vector<int> sources;
        bool prevails = false;
        bool covers = false;
    };
    struct DefinitionNote {
        GlobalShape global;
        std::vector<int> sources;
        bool prevails = false;
    };
    struct ListNote {
        GlobalShape global;
        int rows = 0;
        bool otherwise_last = false;
    };
    struct StepNote {
        std::string procedure, step;
        int event = -1;
    };

    void line(const std::string& text) { out_ += text + "\n"; }

    // ---- declare_records.cpp ----
    void head();
    void sources();
    void source(const SourceShape& shape, const std::string& from, const std::string& until);
    void kinds();
    void records();
    void nested_record();
    void case_record(bool main);
    std::vector<FieldShape> fields(int count, const std::string& indent, bool in_case);
    Type field_type();
    std::string cited(int source);
    std::string cites(int source) { return "  依据 " + cited(source); }

    // ---- declare_globals.cpp, declare_lists.cpp ----
    void plan();
    void parameter();
    void untranslatable();
    void definitions(int place);
    void definition(const std::string& name, const Type& type, Scene& scene, int source, const std::string& authority);
    std::string definition_value(Scene& scene, const Type& type, bool alone);
    Type definition_type(bool weighable);
    void deem(int place, int event);
    void list(int place);
    void factor_list(int place);
    std::string cell(Scene& scene, const Type& type);
    void state_table(int place);

    // ---- declare_norms.cpp, declare_duties.cpp ----
    void norms();
    Place place_of_rule(int record);
    Duty duty(Place& place, const std::string& indent, bool may_have_act, int own_event = -1);
    std::string content(Scene& scene, Content kind, int depth, bool& has_period, bool bare_time);
    void push_act(Place& place, int event);
    void rules();
    void rule(const std::string& name, const Place& place, const std::vector<int>& cited, const std::string& authority,
              bool may_have_act);
    void rule_clauses(Scene& scene, bool has_period, const std::string& indent, bool in_step);
    std::string governing_date(Scene& scene);
    void procedure();
    void step(int event, const std::vector<int>& earlier, const std::map<int, std::set<int>>& before, int cited);
    void grouped_rule();
    void exceptions();
    void except_rule();
    void except_definition();
    void except_list();
    void except_step();
    void grounds(const std::vector<int>& sources, bool restated);

    Scene scene_of(int record, int place = 1'000'000) const;
    std::string grade() { return random_.pick({"无效", "重大", "轻微", "瑕疵", "提示"}); }

    Random random_;
    Shape shape_;
    Expressions write_;
    std::string out_;
    int old_version_ = -1, new_version_ = -1;  ///< of one title
    std::vector<int> other_sources_;
    std::size_t declared_kinds_ = 0;
    int nested_records_ = 0;
    std::vector<RuleNote> rules_;
    std::vector<DefinitionNote> definitions_;
    std::vector<ListNote> lists_;
    std::vector<StepNote> steps_;
    std::vector<std::string> exceptions_;  ///< those that exceptions may be made to, with their scenes
    std::vector<Scene> exception_scenes_;
    std::string marked_article_;  ///< 不可译
};

}  // namespace fadu::differential
