// The compiled form of the text room: sources, diagnostics, their rendering, and what is needed of Unicode.
#include "fadu/text/impl/diagnostic_inl.hpp"
#include "fadu/text/impl/render_inl.hpp"
#include "fadu/text/impl/source_inl.hpp"
#include "fadu/text/impl/unicode_inl.hpp"
