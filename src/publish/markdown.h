/* Text for Markdown (CommonMark 0.31 and GitHub's tables). Private to
 * src/publish/. */
#ifndef PUBLISH_MARKDOWN_H
#define PUBLISH_MARKDOWN_H

#include "connect5/buffer.h"

/* As text_on_page(), with a backslash before all that would be markup, wherever
 * in a line or in the cell of a table it stands. */
void markdown_text(struct buffer *out, const char *text);

#endif
