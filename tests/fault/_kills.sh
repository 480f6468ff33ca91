# Kills the program at many points of a change, for the scripts beside this one.
#
# Points are counted, not timed: a library that is loaded before all others
# raises SIGKILL at the n-th call by which the program touches its file. A call
# that writes is cut in two: half of the bytes arrive. What the calls are is
# learnt from a run without a kill. Then come a few kills by the clock. Read after
# lib.sh.

cat >deadly.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static char calls[100000];
static long count;

/* Notes a call; is it the one at which to die? */
static int is_last(char kind)
{
	const char *at = getenv("DEADLY_AT");

	if (count < (long)sizeof(calls) - 1)
		calls[count] = kind;
	return ++count == (at ? atol(at) : 0);
}

static void call(char kind)
{
	if (is_last(kind))
		raise(SIGKILL);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
	if (is_last('w')) {
		syscall(SYS_pwrite64, fd, bytes, n / 2, at);
		raise(SIGKILL);
	}
	return syscall(SYS_pwrite64, fd, bytes, n, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	return pwrite64(fd, bytes, n, at);
}

int fsync(int fd)
{
	call('s');
	return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	call('s');
	return (int)syscall(SYS_fdatasync, fd);
}

int ftruncate64(int fd, off64_t size)
{
	call('t');
	return (int)syscall(SYS_ftruncate, fd, size);
}

int ftruncate(int fd, off_t size)
{
	return ftruncate64(fd, size);
}

int unlink(const char *path)
{
	call('u');
	return (int)syscall(SYS_unlinkat, -100, path, 0);
}

/* main() has done its work, and is about to say so. */
int fflush(FILE *file)
{
	int (*next)(FILE *) = (int (*)(FILE *))dlsym(RTLD_NEXT, "fflush");

	call('f');
	return next(file);
}

__attribute__((destructor)) static void tell(void)
{
	const char *path = getenv("DEADLY_CALLS");
	FILE *file = path ? fopen(path, "w") : NULL;

	if (file) {
		fprintf(file, "%s\n", calls);
		fclose(file);
	}
}
END
command -v "${CC:-cc}" >/dev/null || { echo 'no compiler' >&2 && exit 77; }
"${CC:-cc}" -shared -fPIC -o deadly.so deadly.c -ldl || fail 'no library'

# deadly [VARIABLE=VALUE...] ARGUMENT...: runs the program with the library;
# AddressSanitizer does not like to come second, and leaks are not the question.
deadly() {
	code=0
	env LD_PRELOAD="$PWD/deadly.so" \
		ASAN_OPTIONS="verify_asan_link_order=0:detect_leaks=0" \
		DEADLY_AT="$at" DEADLY_CALLS="$PWD/calls" \
		"$CONNECT5" --now "$NOW" "$@" >out 2>err </dev/null || code=$?
}

# state FILE: all that is in the tables but the log, which counts the commands.
state() {
	sqlite3 connect5.db .dump >dump
	# VACUUM writes the indexes in an order of its own.
	grep -Ev '^INSERT INTO (log|undo|sqlite_sequence) ' dump | sort >"$1"
}

# A word of which no byte is left once the command is brought to its end.
forgotten=

# survived WHEN: after a kill. Counts the states seen in $seen_old, $seen_new.
survived() {
	# The one who plays a journal back may be killed at that as well.
	at=3
	deadly check
	[ "$code" = 0 ] || [ "$code" = 137 ] || fail "exit $code $1"
	want 0 check
	state now
	if cmp -s now state.old; then
		seen_old=$((seen_old + 1))
	elif cmp -s now state.new; then
		seen_new=$((seen_new + 1))
	else
		fail "neither the old state nor the new one $1"
	fi
	# shellcheck disable=SC2086 # several words
	want 0 $command
	state now
	cmp -s now state.new || fail "not brought to its end $1"
	[ -z "$forgotten" ] || ! grep -aqi "$forgotten" connect5.db* ||
		fail "'$forgotten' is still there, $1"
	want 0 check
}

# again: the old file, without what a kill left beside it.
again() {
	rm -f connect5.db-journal
	cp old.db connect5.db
}

# Which of the calls: all but those in the midst of many writes, and of these
# every one of so many that about eight are left.
points() {
	fold -w 1 calls | awk '{ kind[NR] = $1 } END {
		step = int(NR / 8) + 1
		for (i = 1; i <= NR; i++)
			if (i % step == 0 || kind[i] != "w" ||
			    kind[i - 1] != "w" || kind[i + 1] != "w")
				print i
	}'
}

killed_at_calls() {
	at=0
	again
	# shellcheck disable=SC2086 # several words, here and below
	deadly $command
	[ "$code" = 0 ] || fail "exit $code with the library"
	state state.new
	[ -s calls ] || { echo 'the library is not asked' >&2 && exit 77; }
	grep -q 'w.*s.*w.*s.*u.*f' calls || fail "calls: $(cat calls)"
	for at in $(points); do
		again
		# shellcheck disable=SC2086
		deadly $command
		[ "$code" = 137 ] || fail "exit $code, not killed at call $at"
		survived "killed at call $at"
	done
}

killed_by_the_clock() {
	for ms in 002 005 008 011 014 017 020 025 030 040 060 100; do
		again
		code=0
		# shellcheck disable=SC2086
		timeout -s KILL "0.$ms" "$CONNECT5" --now "$NOW" $command \
			>out 2>err </dev/null || code=$?
		case $code in
		0) break ;;
		137) survived "killed after $ms ms" ;;
		*) fail "exit $code, killed after $ms ms" ;;
		esac
	done
}

# kills COMMAND...: of a change of connect5.db.
kills() {
	command=$*
	seen_old=0 seen_new=0
	mv connect5.db old.db
	again
	state state.old
	killed_at_calls
	killed_by_the_clock
	if [ $seen_old = 0 ] || [ $seen_new = 0 ]; then
		fail "killed $command: old $seen_old, new $seen_new times"
	fi
	echo "$command: killed $((seen_old + seen_new)) times," \
		"$seen_new of them too late"
}
