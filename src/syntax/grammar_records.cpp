// Records: fields with their types and marks, and events with the fields that belong to them.
#include "syntax/grammar.hpp"

namespace fadu::syntax::grammar {
namespace {

using enum Keyword;

struct field_tag {};
struct event_tag {};
Production<field_tag, Field> const field = "字段 名 : 类型|a field name : type";
Production<event_tag, Event> const event_line = "事件|an event";

auto const field_def =
    spanned[any_name[build::set_name<&Field::name>] > symbol(':') > type_name[build::set<&Field::type>] >
            *(word(key)[build::mark<&Field::key>] | word(required)[build::mark<&Field::required>] |
              word(may_be_none)[build::mark<&Field::may_be_none>] |
              word(may_be_unascertainable)[build::mark<&Field::may_be_unascertainable>] |
              word(found)[build::mark<&Field::found>] | word(curable)[build::mark<&Field::curable>] |
              word(default_) > operand[build::set<&Field::default_value>] |
              word(burden) > name_or_text[build::set<&Field::burden>] |
              word(alias) > name_or_text[build::append<&Field::aliases>] % symbol(',')) > -end_of_clause];

auto const event_line_def =
    spanned[word(event) > names[build::set<&Event::names>] >
            *(word(once)[build::mark<&Event::once>] | word(lasting)[build::mark<&Event::lasting>] |
              word(in_set) > names[build::set<&Event::classes>] |
              word(voids) > names[build::set<&Event::voids>] > word(spent) |
              word(alias) > name_or_text[build::append<&Event::aliases>] % symbol(',')) > -end_of_clause];

}  // namespace

BOOST_SPIRIT_DEFINE(field, event_line)

}  // namespace fadu::syntax::grammar

namespace fadu::syntax {
using namespace grammar;

bool read_record_head(At first, At last, GrammarState& state, Record& record) {
    return run(first, last, state, x3::omit[word(Keyword::record)] > name_of > end_of_line, record.name);
}
bool read_field(At first, At last, GrammarState& state, Field& value) {
    constexpr Finish end_of_field{
        "标识、必填、可无等标记或者行末|a mark such as key or may be none, or the end of the line"};
    return run(first, last, state, field > end_of_field, value);
}
bool read_event(At first, At last, GrammarState& state, Event& value) {
    constexpr Finish end_of_event{
        "一次、有起止、属于、使……失效或者行末|once, lasting, in, voids … spent, or the end of the line"};
    return run(first, last, state, event_line > end_of_event, value);
}
}  // namespace fadu::syntax
