/* Walking over text by character, shared by the files of text.h. */
#ifndef CONNECT5_BASE_TEXT_INTERNAL_H
#define CONNECT5_BASE_TEXT_INTERNAL_H

#include <stdbool.h>
#include <utf8proc.h>

#include "connect5/buffer.h"

/* The next character of valid UTF-8; 0 at the end. */
utf8proc_int32_t text_next_code(const char **text);
void text_add_code(struct buffer *out, utf8proc_int32_t code);

/* A control, or a separator of lines. */
bool text_is_break(utf8proc_int32_t code);

#endif
