# Warnings, sanitizers and hardening, as one interface target that the library
# hands on to all that links it.
include(CheckCCompilerFlag)
include(CheckPIESupported)

add_library(connect5_flags INTERFACE)

target_compile_options(connect5_flags INTERFACE
	-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
	-Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wvla -Wundef
	-Wswitch-enum)
if(CONNECT5_WERROR)
	target_compile_options(connect5_flags INTERFACE -Werror)
endif()

if(CONNECT5_SANITIZE)
	set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all
		-fno-omit-frame-pointer)
	target_compile_options(connect5_flags INTERFACE ${sanitizers})
	target_link_options(connect5_flags INTERFACE ${sanitizers})
	# gcc's manual warns of false positives of this one beside -fsanitize.
	target_compile_options(connect5_flags INTERFACE
		$<$<C_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

if(CONNECT5_COVERAGE)
	target_compile_options(connect5_flags INTERFACE --coverage)
	target_link_options(connect5_flags INTERFACE --coverage)
endif()

if(CONNECT5_FUZZ)
	if(NOT CMAKE_C_COMPILER_ID MATCHES Clang)
		message(FATAL_ERROR "CONNECT5_FUZZ needs clang (libFuzzer)")
	endif()
	target_compile_options(connect5_flags INTERFACE
		-fsanitize=fuzzer-no-link)
	target_link_options(connect5_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(CONNECT5_HARDEN)
	# include() opens no scope: this reaches every target. CMake then picks
	# -fPIC for the library, -fPIE and -pie for the programs.
	check_pie_supported(LANGUAGES C)
	set(CMAKE_POSITION_INDEPENDENT_CODE ON)
	# Undefined first: some distributions' compilers define it themselves.
	# It does nothing, and warns, in a build that does not optimise.
	target_compile_options(connect5_flags INTERFACE
		$<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE>
		$<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>
		-fstack-protector-strong)
	check_c_compiler_flag(-fstack-clash-protection HAS_STACK_CLASH)
	if(HAS_STACK_CLASH)
		target_compile_options(connect5_flags INTERFACE
			-fstack-clash-protection)
	endif()
	target_link_options(connect5_flags INTERFACE
		LINKER:-z,relro LINKER:-z,now)
endif()
