/* The cells of a sheet, read in order. Private to src/publish/. */
#ifndef PUBLISH_SHEET_CELLS_H
#define PUBLISH_SHEET_CELLS_H

#include "connect5/sheet.h"

enum cell_kind { CELL_TEXT = 't', CELL_NUMBER = 'n' };

/* The cell at *at, which moves on; borrowed from the sheet. */
const char *sheet_cell(const char **at, enum cell_kind *kind);

#endif
