#include "connect5/xlsx.h"

/* In place of xlsx.c where libxlsxwriter is left out. */
enum c5_status xlsx_write(struct buffer *out, size_t *n_cut,
			  const struct xlsx_book *book, struct c5_error *err)
{
	(void)out;
	(void)book;
	*n_cut = 0;
	return error_set(err, C5_USAGE,
			 "this connect5 was built without workbooks "
			 "(CONNECT5_XLSX): '--format csv' has the rows");
}
