#include "connect5/sheet.h"

#include <stdlib.h>

#include "connect5/json.h"
#include "publish/sheet_cells.h"

enum c5_status sheet_json(struct buffer *out, const struct sheet *sheet,
			  struct c5_error *err)
{
	json_t *rows = json_array(), *row = NULL;
	const char *at = sheet->cells.text;
	enum cell_kind kind;

	for (size_t i = 0; i < sheet->n_cells && !sheet->cells.failed; i++) {
		const char *text = sheet_cell(&at, &kind);
		json_t *value = kind == CELL_NUMBER
					? json_integer(strtoll(text, NULL, 10))
					: json_string(text);

		if (i % sheet->columns == 0) {
			row = json_object();
			json_array_append_new(rows, row);
		}
		json_object_set_new(row, sheet->header[i % sheet->columns],
				    value);
	}
	if (sheet->cells.failed) {
		json_decref(rows);
		return error_memory(err);
	}
	return json_finish(out, rows, err);
}
