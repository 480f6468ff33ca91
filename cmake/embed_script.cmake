# Run by embed_files() at build time.
set(code "#include \"connect5/embedded.h\"\n\n")
set(table "const struct embedded embedded_files[] = {\n")
set(index 0)
foreach(path IN LISTS FILES)
	file(RELATIVE_PATH name ${ROOT} ${path})
	file(READ ${path} hex HEX)
	string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
	string(APPEND code
		"static const unsigned char file_${index}[] = {${bytes}0};\n")
	string(APPEND table
		"\t{\"${name}\", (const char *)file_${index}, "
		"sizeof(file_${index}) - 1},\n")
	math(EXPR index "${index} + 1")
endforeach()
string(APPEND table "};\nconst size_t embedded_count = ${index};\n")
file(WRITE ${OUT} "${code}\n${table}")
