// The compiled half of the room's header-centric code.
#include "fadu/findings/impl/describe_inl.hpp"
#include "fadu/findings/impl/explanation_inl.hpp"
#include "fadu/findings/impl/finding_inl.hpp"
#include "fadu/findings/impl/identity_inl.hpp"
#include "fadu/findings/impl/sentence_inl.hpp"
#include "fadu/findings/impl/words_inl.hpp"
#include "fadu/findings/impl/write_text_inl.hpp"
