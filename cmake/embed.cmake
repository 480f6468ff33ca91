# embed_files(OUT FILE...): a C file that holds the bytes of each FILE under
# its name relative to data/, and the table that src/base/embedded.c searches.
# After NAME.css comes NAME.css.hash, the source expression by which a page's
# Content-Security-Policy admits that style: "sha256-...".
function(embed_files out)
	set(generated ${CMAKE_BINARY_DIR}/embedded_data.c)
	set(script ${CMAKE_SOURCE_DIR}/cmake/embed_script.cmake)
	add_custom_command(OUTPUT ${generated}
		COMMAND ${CMAKE_COMMAND} -DOUT=${generated}
			-DROOT=${CMAKE_SOURCE_DIR}/data "-DFILES=${ARGN}"
			-P ${script}
		DEPENDS ${ARGN} ${script} VERBATIM)
	set(${out} ${generated} PARENT_SCOPE)
endfunction()
