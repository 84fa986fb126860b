// The switch between the compiled library and the header-only one. With FADU_HEADER_ONLY every room except the
// grammar, the step graphs, the readers and the command is compiled where it is included.
#pragma once

#ifdef FADU_HEADER_ONLY
#define FADU_INLINE inline
#else
#define FADU_INLINE
#endif
