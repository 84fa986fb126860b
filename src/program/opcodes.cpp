#include "program/opcodes.hpp"

#include <array>

namespace fadu::program {

namespace {

using Immediate = OpcodeForm::Immediate;
using Second = OpcodeForm::Second;

// clang-format off
constexpr OpcodeForm forms[] = {
    {Opcode::load, "load", '=', "", "", "", "", Immediate::column},
    {Opcode::gather, "gather", '=', "^=", "", "", ""},
    {Opcode::same_rows, "same_rows", '=', "_=", "", "", ""},
    {Opcode::derived_list, "derived_list", 'l', "l", "", "", "", Immediate::none, Second::none, "", "derived_list($n, $o, $a)"},
    {Opcode::flat_state, "flat_state", 'l', "?*", "/*", "/t", "", Immediate::rows, Second::none, "", "flat_state($S, $o, $a, $c, $b)"},

    {Opcode::collapse, "collapse", 't', "t", "", "", "", Immediate::none, Second::none, "", "collapse_all($n, $o, $a)"},
    {Opcode::without_flags, "without_flags", 't', "t", "", "", "", Immediate::none, Second::none, "", "without_flags_all($n, $o, $a)"},
    {Opcode::and_, "and", 't', "t", "t", "", "", Immediate::none, Second::none, "", "and_all($n, $o, $a, $b)"},
    {Opcode::or_, "or", 't', "t", "t", "", "", Immediate::none, Second::none, "", "or_all($n, $o, $a, $b)"},
    {Opcode::not_, "not", 't', "t", "", "", "", Immediate::none, Second::none, "", "not_all($n, $o, $a)"},
    {Opcode::and_flags, "and_flags", 't', "t", "t", "", "", Immediate::none, Second::none, "", "and_flags_all($n, $o, $a, $b)"},
    {Opcode::or_flags, "or_flags", 't', "t", "t", "", "", Immediate::none, Second::none, "", "or_flags_all($n, $o, $a, $b)"},
    {Opcode::flags_of, "flags_of", 't', "t", "*", "", "", Immediate::none, Second::none, "", "flags_of($n, $o, $a, $b)"},
    {Opcode::where_anchored, "where_anchored", 't', "t", "*", "", "", Immediate::none, Second::none, "", "where_anchored($n, $o, $a, $b, $e)"},

    {Opcode::compare_numbers, "compare_numbers", 't', "n", "n", "", "", Immediate::orders, Second::none, "", "compare_numbers($n, $o, $a, $b, $i)"},
    {Opcode::compare_times, "compare_times", 't', "m", "m", "", "", Immediate::orders, Second::none, "", "compare_times($n, $o, $a, $b, $i)"},
    {Opcode::compare_sets, "compare_sets", 't', "s", "s", "", "", Immediate::orders, Second::none, "", "compare_sets($n, $o, $a, $b, $i)"},
    {Opcode::compare_texts, "compare_texts", 't', "x", "x", "", "", Immediate::orders, Second::none, "", "compare_texts($n, $o, $a, $b, $i)"},
    {Opcode::compare_truths, "compare_truths", 't', "t", "t", "", "", Immediate::orders, Second::none, "", "compare_truths($n, $o, $a, $b, $i)"},
    {Opcode::set_in, "set_in", 't', "s", "", "", "", Immediate::any, Second::none, "", "set_in($n, $o, $a, static_cast<std::uint64_t>($i))"},
    {Opcode::number_in, "number_in", 't', "n", "", "", "", Immediate::any, Second::any, "", "number_in($n, $o, $a, $i, $j)"},
    {Opcode::state_is, "state_is", 't', "*", "", "", "", Immediate::bits, Second::none, "", "state_is($n, $o, $a, $i)"},
    {Opcode::truth_state_is, "truth_state_is", 't', "t", "", "", "", Immediate::bits, Second::none, "", "truth_state_is($n, $o, $a, $i)"},
    {Opcode::before, "before", 't', "m", "m", "?p", "?p", Immediate::policy, Second::none, "", "before($n, $o, $a, $b, $y, $c, $d)"},
    {Opcode::day_not_after, "day_not_after", 't', "m", "m", "", "", Immediate::none, Second::none, "", "day_not_after($n, $o, $a, $b)"},
    {Opcode::text_matches, "text_matches", 't', "x", "", "", "", Immediate::text},
    {Opcode::text_contains, "text_contains", 't', "x", "x", "", ""},

    {Opcode::by_day, "by_day", 'm', "m", "", "", "", Immediate::none, Second::none, "", "by_day($n, $o, $a)"},
    {Opcode::in_days, "in_days", 't', "d", "m", "", "", Immediate::none, Second::none, "", "in_days($n, $o, $a, $b)"},
    {Opcode::end_of_days, "end_of_days", 'm', "d", "", "", "", Immediate::none, Second::none, "", "end_of_days($n, $o, $a, ($e & 1) != 0, $f)"},
    {Opcode::halve, "halve", 'n', "n", "", "", "", Immediate::none, Second::none, "", "halve($n, $o, $a)"},
    {Opcode::add, "add", 'n', "n", "n", "", "", Immediate::none, Second::none, "", "add($n, $o, $a, $b)"},
    {Opcode::subtract, "subtract", 'n', "n", "n", "", "", Immediate::none, Second::none, "", "subtract($n, $o, $a, $b)"},
    {Opcode::multiply, "multiply", 'n', "n", "n", "", "", Immediate::none, Second::none, "", "multiply($n, $o, $a, $b)"},
    {Opcode::negate, "negate", 'n', "n", "", "", "", Immediate::none, Second::none, "", "negate($n, $o, $a)"},
    {Opcode::rescale, "rescale", 'n', "n", "", "", "", Immediate::factor, Second::none, "", "rescale($n, $o, $a, $i)"},

    {Opcode::visible_now, "visible_now", 't', "t", "t", "", "", Immediate::none, Second::none, "", "visible_now($n, $o, $a, $b)"},
    {Opcode::visible_at, "visible_at", 't', "t", "t", "t", "t", Immediate::none, Second::none, "", "visible_at($n, $o, $a, $b, $c, $d)"},
    {Opcode::visible_by, "visible_by", 't', "t", "t", "m", "m", Immediate::none, Second::none, "", "visible_by($n, $o, $a, $b, $c, $d, $e)"},
    {Opcode::expired, "expired", 't', "m", "", "", "", Immediate::none, Second::none, "", "expired($n, $o, $a, now)"},
    {Opcode::deemed_time, "deemed_time", 'm', "m", "", "", "", Immediate::none, Second::none, "", "deemed_time($n, $o, $a, now)"},
    {Opcode::latest_of, "latest_of", 'm', "m", "", "", "", Immediate::none, Second::none, "", "latest_of($n, $o, $a)"},
    {Opcode::by_table_row, "by_table_row", '=', "#=", "", "", ""},
    {Opcode::row_number, "row_number", 'p', "", "", "", "", Immediate::any},
    {Opcode::same_number, "same_number", 't', "p", "p", "", "", Immediate::none, Second::none, "", "same_number($n, $o, $a, $b)"},
    {Opcode::kind_in, "kind_in", 't', "p", "", "", "", Immediate::none, Second::none, "kinds"},

    {Opcode::some_row, "some_row", 't', "/t", "?*", "", "", Immediate::rows, Second::none, "", "some_row($S, $o, $a, $b, $e)"},
    {Opcode::every_row, "every_row", 't', "/t", "/t", "?*", "", Immediate::rows, Second::none, "", "every_row($S, $o, $a, $b, $c)"},
    {Opcode::last_fits, "last_fits", 't', "/t", "?/t", "/m", "/p", Immediate::rows, Second::none, "", "last_fits($S, $o, $a, $b, $c, $d)"},
    {Opcode::pick, "pick", 't', "t", "", "m", "p", Immediate::none, Second::result, "", "pick($D, $o, $2, $a, $c, $d, $e)"},
    {Opcode::join_chosen, "join_chosen", 'j', "/=", "/t", "*", "", Immediate::rows},
    {Opcode::pick_in_order, "pick_in_order", 't', "t", "?^*", "", "", Immediate::none, Second::result, "", "pick_in_order($D, $o, $2, $a, $b, $e, $f)"},
    {Opcode::alone, "alone", 't', "t", "", "", "", Immediate::none, Second::none, "", "alone($D, $o, $a)"},
    {Opcode::one_chosen, "one_chosen", 'l', "/*", "/t", "*", "", Immediate::rows, Second::none, "", "one_chosen($S, $o, $a, $b, $c)"},
    {Opcode::join_places, "join_places", 'p', "/p", "/t", "", "", Immediate::rows, Second::none, "", "join_sequences($S, $o, $a, $b)"},
    {Opcode::count_rows, "count_rows", 'n', "/t", "?/k", "?*", "", Immediate::rows, Second::any, "", "count_rows($S, $o, $a, $b, $j, $e, $c)"},
    {Opcode::sum_rows, "sum_rows", 'n', "/t", "/n", "?*", "", Immediate::rows, Second::none, "", "sum_rows($S, $o, $a, $b, $c)"},
    {Opcode::least_row, "least_row", 'o', "/t", "/=", "?*", "", Immediate::rows},
    {Opcode::greatest_row, "greatest_row", 'o', "/t", "/=", "?*", "", Immediate::rows},

    {Opcode::choose, "choose", 'j', "", "", "", "", Immediate::none, Second::none, "choose"},
    {Opcode::choose_best, "choose_best", 'k', "", "", "", "", Immediate::any, Second::none, "choose_best"},
    {Opcode::look_up, "look_up", 'k', "", "", "", "", Immediate::lookup, Second::none, "lookup"},

    {Opcode::forward_end, "forward_end", 'm', "m", "s", "", "", Immediate::counts, Second::none, "", "forward_end($n, $o, $a, $b, $u)"},
    {Opcode::backward_end, "backward_end", 'm', "m", "s", "", "", Immediate::counts, Second::none, "", "backward_end($n, $o, $a, $b, $u)"},
    {Opcode::after_waiting, "after_waiting", 'm', "m", "", "", "", Immediate::none, Second::none, "", "after_waiting($n, $o, $a)"},
    {Opcode::up_to, "up_to", 'm', "m", "", "", "", Immediate::none, Second::none, "", "up_to($n, $o, $a)"},
    {Opcode::within, "within", 't', "m", "m", "m", "", Immediate::none, Second::none, "", "within($n, $o, $a, $b, $c, $e)"},
    {Opcode::not_before, "not_before", 't', "m", "m", "", "", Immediate::none, Second::none, "", "not_before($n, $o, $a, $b)"},
    {Opcode::in_force, "in_force", 't', "m", "", "", "", Immediate::day, Second::day, "", "in_force($n, $o, $a, $i, $j)"},
    {Opcode::day_or_now, "day_or_now", 'm', "m", "", "", "", Immediate::none, Second::none, "", "day_or_now($n, $o, $a, as_of)"},
    {Opcode::end_of_period, "end_of_period", 'm', "m", "*", "", "", Immediate::none, Second::none, "", "end_of_period($n, $o, $a, $b)"},

    {Opcode::stand, "stand", 't', "t", "", "", "", Immediate::bits, Second::none, "", "stand_all($n, $o, $a, $i)"},
    {Opcode::stand_before, "stand_before", 't', "t", "t", "", "", Immediate::none, Second::none, "", "stand_before($n, $o, $a, $b)"},
    {Opcode::stand_until, "stand_until", 't', "t", "t", "*", "", Immediate::none, Second::none, "", "stand_until($n, $o, $a, $b, $c)"},
    {Opcode::by_anchor, "by_anchor", 't', "t", "t", "*", "", Immediate::none, Second::none, "", "by_anchor($n, $o, $a, $b, $c)"},
    {Opcode::waiting, "waiting", 't', "m", "", "", "", Immediate::none, Second::none, "", "waiting($n, $o, $a, now)"},
    {Opcode::condition_stands, "condition_stands", 't', "t", "?t", "", "", Immediate::bits, Second::none, "", "condition_stands($n, $o, $a, $e, $b, $i, $f)"},
    {Opcode::first_act, "first_act", 't', "t", "", "", "", Immediate::none, Second::none, "R/t/t/m/p+"},
    {Opcode::anchored_stands, "anchored_stands", 't', "t", "*", "", "", Immediate::none, Second::none, "", "anchored_stands($n, $o, $a, $b, $e)"},
    {Opcode::doubt_anchor, "doubt_anchor", 't', "t", "t", "", "", Immediate::none, Second::none, "", "doubt_anchor($n, $o, $a, $b)"},
    {Opcode::relation, "relation", 't', "", "", "", "", Immediate::policy, Second::relation, "R/t/m/m/pR/t/m/m/p"},
    {Opcode::cover, "cover", 't', "m", "m", "", "", Immediate::none, Second::none, "R/t/m/m/p/t"},
    {Opcode::defer_where_some, "defer_where_some", 't', "t", "/t", "", "", Immediate::rows},
    {Opcode::verdict, "verdict", 't', "", "", "", "", Immediate::none, Second::none, "?t?t?t?tt"},
    {Opcode::place, "place", 't', "", "", "", "", Immediate::none, Second::none, "?ttttt"},
    {Opcode::under_procedure, "under_procedure", 't', "t", "t", "", "", Immediate::none, Second::none, "", "under_procedure($n, $o, $a, $b)"},
    {Opcode::defer_unlisted, "defer_unlisted", 't', "*", "", "", "", Immediate::none, Second::none, "", "defer_unlisted($n, $o, $a)"},
    {Opcode::any_deferred, "any_deferred", 't', "/t", "", "", "", Immediate::rows, Second::none, "", "any_deferred($S, $o, $a)"},
};
// clang-format on

constexpr std::array<const OpcodeForm*, 256> by_number = [] {
    std::array<const OpcodeForm*, 256> all{};
    for (const OpcodeForm& form : forms) all[static_cast<std::size_t>(form.opcode)] = &form;
    return all;
}();

}  // namespace

const OpcodeForm* form_of(Opcode opcode) { return by_number[static_cast<std::size_t>(opcode)]; }

std::uint32_t opcodes_fingerprint() {
    std::uint32_t hash = 2166136261U;  // FNV-1a
    const auto add = [&hash](std::string_view text) {
        for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619U;
        hash = (hash ^ 0xFFU) * 16777619U;
    };
    for (std::size_t number = 0; number < by_number.size(); ++number) {
        const OpcodeForm* form = by_number[number];
        if (!form) continue;
        add(std::to_string(number));
        for (const std::string_view part : {form->name, form->a, form->b, form->c, form->d, form->operands}) add(part);
    }
    return hash;
}

}  // namespace fadu::program
