# The measure of shape.sh. Functions are found by the look that clang-format
# gives them: the brace that opens one, and the one that ends it, stand alone in
# the first column. A function is as long as the lines from its return type to
# its last brace, a file as long as all its lines.

FNR == 1 {
	end_of_file()
	code_start()
	file = FILENAME
	at_head = 1
	head_says_why = start = in_body = comment_end = 0
}

{
	n_lines = FNR
	text = code($0)
}

in_body {
	if ($0 ~ /^[}]/)
		end_of_function()
	next
}

# A comment: it speaks for what follows on its last line.
text ~ /^[ \t]*$/ && $0 !~ /^[ \t]*$/ {
	if (comment_end != FNR - 1)
		comment_says_why = 0
	comment_end = FNR
	if (says_why($0))
		comment_says_why = 1
	if (at_head && says_why($0))
		head_says_why = 1
	next
}

text ~ /^[{]/ {
	in_body = 1
	if (!start)
		begin()
	next
}

# The end of something else than a function, or a line between two things.
text ~ /[;}\\][ \t]*$/ || text ~ /^(#.*|[ \t]*)$/ {
	start = 0
}

text ~ /^[A-Za-z_#]/ {
	at_head = 0
}

!start && text ~ /^[A-Za-z_].*[^;]$/ {
	begin()
}

END {
	end_of_file()
	report()
	exit found ? 1 : 0
}

function says_why(line) {
	line = tolower(line)
	return line ~ /long on purpose:/ && line !~ /long on purpose: *\*\//
}

function begin() {
	start = FNR
	excused = comment_end == FNR - 1 && comment_says_why
}

function end_of_function(    size) {
	size = FNR - start + 1
	sizes[n_functions++] = size
	if (size > longest) {
		longest = size
		where = file ":" start
	}
	if (size > max_function && !excused)
		say(file ":" start ": " size " lines in one function")
	in_body = start = 0
}

function end_of_file() {
	if (file == "")
		return
	n_files++
	if (n_lines > max_file && !head_says_why)
		say(file ":1: " n_lines " lines in one file")
}

function say(what) {
	print what
	found = 1
}

function report(    i, k, size, at, median, tail) {
	if (!n_functions)
		return
	for (i = 0; i < n_functions; i++)
		at[sizes[i]]++
	k = 0
	for (size = 1; size <= longest; size++) {
		k += at[size]
		if (!median && 2 * k >= n_functions)
			median = size
		if (!tail && 100 * k >= 95 * n_functions)
			tail = size
	}
	printf "shape: %d functions in %d files: median %d lines, ",
	       n_functions, n_files, median
	printf "95 %% within %d, longest %d (%s)\n", tail, longest, where
}
