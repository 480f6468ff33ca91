/*
 * Functions whose time goes into counting bits or into loops over small arrays.
 * What is marked VECTOR_CLONES is compiled twice, for any x86-64 and for those
 * with AVX2 (and POPCNT), and the better one is chosen when the program is
 * loaded (GCC manual, "Function Multiversioning"). Of what it calls only that
 * gains which is inlined. Whole numbers alone: either gives the same.
 *
 * Elsewhere, and under sanitizers, which are not yet there when the choice is
 * made, it says nothing.
 */
#ifndef CONNECT5_VECTOR_H
#define CONNECT5_VECTOR_H

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) && \
	!defined(__SANITIZE_ADDRESS__)
#define VECTOR_CLONES __attribute__((target_clones("avx2", "default"), flatten))
#else
#define VECTOR_CLONES
#endif

#endif
