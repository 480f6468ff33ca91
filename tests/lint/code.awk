# code(line): a line of C without its comments and without what stands between
# quotes. Call it for every line of a file in turn, code_start() before the
# first: a comment may run over lines. For `awk -f code.awk -f RULES`.

function code_start() {
	code_in_comment = 0
}

function code(line,    out, i, two, end) {
	if (!code_in_comment && line !~ /["'\/]/)
		return line
	out = ""
	i = 1
	while (i <= length(line)) {
		two = substr(line, i, 2)
		if (code_in_comment) {
			end = index(substr(line, i), "*/")
			if (!end)
				return out
			code_in_comment = 0
			i += end + 1
		} else if (two == "/*") {
			code_in_comment = 1
			i += 2
		} else if (two == "//") {
			return out
		} else if (two ~ /^["']/) {
			out = out substr(two, 1, 1) substr(two, 1, 1)
			i = code_after_quote(line, i)
		} else {
			out = out substr(two, 1, 1)
			i++
		}
	}
	return out
}

# Where the text after the quoted text at `i` goes on.
function code_after_quote(line, i,    quote, c) {
	quote = substr(line, i, 1)
	while (++i <= length(line)) {
		c = substr(line, i, 1)
		if (c == "\\")
			i++
		else if (c == quote)
			return i + 1
	}
	return i
}
