/* Is a workbook whole? Private to src/publish/. */
#ifndef PUBLISH_XLSX_WHOLE_H
#define PUBLISH_XLSX_WHOLE_H

#include "connect5/buffer.h"

/*
 * libxlsxwriter (1.1.4) writes the parts of a workbook into temporary files,
 * and does not notice when the disk is full: it ends well, with parts that
 * break off. So they are read back: each has to end with the end of its first
 * element. C5_SYSTEM: one does not.
 */
enum c5_status xlsx_whole(const struct buffer *bytes, struct c5_error *err);

#endif
