# The rules of layers.sh, whose tables come in the environment. The arguments
# are all sources, by their names relative to the top of the checkout.

BEGIN {
	read_layers()
	read_headers()
	read_libraries()
	for (i = 1; i < ARGC; i++)
		exists[ARGV[i]] = 1
	set_of(banned, "strcpy strcat sprintf vsprintf strtok gets")
	set_of(prints, "printf vprintf puts putchar perror")
	set_of(exits, "exit _exit _Exit quick_exit abort")
}

FNR == 1 {
	code_start()
	file = FILENAME
	layer = layer_of_file(file)
	own = own_headers(file, layer)
	n_includes = 0
	if (layer == "")
		say(file, 1, "is in no layer: see the tables in layers.sh")
}

{
	text = code($0)
	if (layer == "")
		next
	if (text ~ /^[ \t]*#[ \t]*include/)
		check_include($0)
	else
		check_words(text)
}

END {
	exit found ? 1 : 0
}

function say(where, line, what) {
	print where ":" line ": " what
	found = 1
}

function set_of(set, text,    words, n, i) {
	n = split(text, words)
	for (i = 1; i <= n; i++)
		set[words[i]] = 1
}

function read_layers(    lines, words, n, i, j, k) {
	n = split(ENVIRON["layers"], lines, "\n")
	for (i = 1; i <= n; i++) {
		k = split(lines[i], words)
		for (j = 1; j <= k; j++)
			height[words[j]] = i
	}
}

function read_headers(    lines, words, n, i, j, k) {
	n = split(ENVIRON["headers"], lines, "\n")
	for (i = 1; i <= n; i++) {
		k = split(lines[i], words)
		for (j = 2; j <= k; j++)
			layer_of[words[j] ".h"] = words[1]
	}
}

function read_libraries(    lines, words, n, i) {
	n = split(ENVIRON["libraries"], lines, "\n")
	for (i = 1; i <= n; i++) {
		split(lines[i], words)
		allowed_in[words[1]] = words[2]
		how_many[words[1]] = words[3]
	}
}

# "src/base/text.c" is base's, "src/main.c" main's; of the public headers the
# table says whose they are.
function layer_of_file(path,    parts, n) {
	n = split(path, parts, "/")
	if (parts[1] == "include")
		return layer_of[parts[n]]
	sub(/\.[ch]$/, "", parts[2])
	return parts[2] in height ? parts[2] : ""
}

# What a .c has to include first: a header of its name and layer. store/people.c
# may own connect5/people.h, connect5/store_people.h and store/people.h.
function own_headers(path, layer,    name) {
	if (path !~ /\.c$/)
		return ""
	name = path
	sub(/.*\//, "", name)
	sub(/c$/, "h", name)
	return public_of(layer, name) public_of(layer, layer "_" name) \
	    private_of(layer, name)
}

function public_of(layer, name) {
	if (layer_of[name] != layer || !(("include/connect5/" name) in exists))
		return ""
	return " connect5/" name
}

function private_of(layer, name) {
	return ("src/" layer "/" name) in exists ? " " layer "/" name : ""
}

function check_include(line,    name) {
	name = line
	sub(/^[^"<]*["<]/, "", name)
	sub(/[">].*/, "", name)
	# "x.h" is short for "layer/x.h" beside it.
	if (line ~ /^[^<]*"/ && ("src/" layer "/" name) in exists)
		name = layer "/" name
	if (++n_includes == 1 && own != "" && index(own " ", " " name " ") == 0)
		say(file, FNR, "\"" name "\" comes before its own header," own)
	if (name ~ /^connect5\//)
		check_public(name)
	else if (line ~ /^[^"]*</)
		check_library(name)
	else
		check_private(name)
}

function check_public(name,    from) {
	if (!(("include/" name) in exists)) {
		say(file, FNR, "there is no include/" name)
		return
	}
	from = layer_of[substr(name, length("connect5/") + 1)]
	if (from != "" && from != layer && height[from] >= height[layer])
		say(file, FNR, "\"" name "\" is of " from ", which " layer \
		    " may not know")
}

function check_private(name,    from) {
	from = substr(name, 1, index(name, "/") - 1)
	if (!(("src/" name) in exists))
		say(file, FNR, "there is no header \"" name "\"")
	else if (from != layer && !(layer == "main" && from == "command"))
		say(file, FNR, "\"" name "\" is private to " from)
}

function check_library(name) {
	if (!(name in allowed_in))
		return
	if (file !~ ("^" allowed_in[name] "$"))
		say(file, FNR, "<" name "> has no business here")
	else if (how_many[name] == "one" && user[name] != "" &&
		 user[name] != file)
		say(file, FNR, "<" name "> is already in " user[name] \
		    ": one file only")
	user[name] = file
}

function check_words(text,    word, before) {
	while (match(text, /[A-Za-z_][A-Za-z_0-9]*/)) {
		before = substr(text, 1, RSTART - 1)
		word = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		if (before !~ /(\.|->)[ \t]*$/)
			check_word(word, text ~ /^[ \t]*\(/)
	}
}

function check_word(word, is_call) {
	if (is_call && word in banned)
		say(file, FNR, word "() is banned")
	if (layer == "main")
		return
	if (is_call && word in exits)
		say(file, FNR, word "(): only main.c ends the program")
	if (layer == "command")
		return
	if (is_call && word in prints)
		say(file, FNR, word "(): only src/command/ and main.c print")
	if (word == "stdout" || word == "stderr")
		say(file, FNR, word ": only src/command/ and main.c print")
}
