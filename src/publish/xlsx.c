#include "connect5/xlsx.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

#include "connect5/file.h"
#include "connect5/memory.h"
#include "publish/sheet_cells.h"
#include "publish/xlsx_text.h"
#include "publish/xlsx_whole.h"
#include "publish/xlsx_width.h"

enum { HEADER_FILL = 0x1F3864, LINE_COLOR = 0xBFBFBF };

struct writer {
	lxw_workbook *workbook;
	lxw_format *header, *text, *wrapped, *number, *remark;
	const struct xlsx_book *book;
	bool streams; /* rows pass through the disk */
	struct buffer scratch;
	size_t n_cut;
	lxw_error failed; /* the first error of the library; 0: none */
};

/* A page on its way. */
struct page {
	lxw_worksheet *worksheet;
	const struct sheet *sheet;
	struct xlsx_column *columns;
	lxw_row_t rows; /* without the header */
	lxw_col_t last; /* column */
};

static void keep(struct writer *writer, lxw_error failed)
{
	if (!writer->failed)
		writer->failed = failed;
}

/* The library reads it only. */
static char *lent(const char *text)
{
	return (char *)(uintptr_t)text;
}

static lxw_format *new_format(struct writer *writer, const char *number)
{
	lxw_format *format = workbook_add_format(writer->workbook);

	if (!format) {
		keep(writer, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return NULL;
	}
	format_set_num_format(format, number);
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	format_set_bottom(format, LXW_BORDER_THIN);
	format_set_bottom_color(format, LINE_COLOR);
	return format;
}

/* "@" is text also after somebody has edited the cell: "=1" stays what it is.
 */
static void make_formats(struct writer *writer)
{
	writer->header = new_format(writer, "@");
	writer->text = new_format(writer, "@");
	writer->wrapped = new_format(writer, "@");
	writer->number = new_format(writer, "0");
	writer->remark = new_format(writer, "@");
	if (writer->failed)
		return;
	format_set_indent(writer->header, 1);
	format_set_indent(writer->text, 1);
	format_set_indent(writer->wrapped, 1);
	format_set_align(writer->number, LXW_ALIGN_CENTER);
	format_set_bold(writer->header);
	format_set_font_color(writer->header, LXW_COLOR_WHITE);
	format_set_bg_color(writer->header, HEADER_FILL);
	format_set_text_wrap(writer->header);
	format_set_text_wrap(writer->wrapped);
	format_set_italic(writer->remark);
	format_set_border(writer->remark, LXW_BORDER_NONE);
}

static void put_text(struct writer *writer, const struct page *page,
		     lxw_row_t row, lxw_col_t column, const char *text)
{
	buffer_cut(&writer->scratch, 0);
	writer->n_cut += xlsx_cell_text(&writer->scratch, text);
	keep(writer, worksheet_write_string(
			     page->worksheet, row, column, writer->scratch.text,
			     page->columns[column].wraps ? writer->wrapped
							 : writer->text));
}

enum { LINE_POINTS = 15, MOST_POINTS = 409 };

/* As high as its highest cell; `at` is its first. */
static void set_height(struct writer *writer, const struct page *page,
		       lxw_row_t row, const char *at)
{
	enum cell_kind kind;
	size_t most = 1, points;

	for (lxw_col_t column = 0; column <= page->last; column++) {
		const char *text = row ? sheet_cell(&at, &kind)
				       : page->sheet->header[column];
		size_t lines = xlsx_lines(&page->columns[column], text,
					  &writer->scratch);

		if (lines > most)
			most = lines;
	}
	if (most == 1)
		return;
	points = most * LINE_POINTS;
	keep(writer, worksheet_set_row(page->worksheet, row,
				       points < MOST_POINTS ? (double)points
							    : MOST_POINTS,
				       NULL));
}

static void put_rows(struct writer *writer, const struct page *page)
{
	const char *at = page->sheet->cells.text;
	enum cell_kind kind;

	for (lxw_row_t row = 1; row <= page->rows; row++) {
		set_height(writer, page, row, at);
		for (lxw_col_t column = 0; column <= page->last; column++) {
			const char *text = sheet_cell(&at, &kind);

			if (kind == CELL_TEXT)
				put_text(writer, page, row, column, text);
			else
				keep(writer, worksheet_write_number(
						     page->worksheet, row,
						     column, strtod(text, NULL),
						     writer->number));
		}
	}
}

static void put_header(struct writer *writer, const struct page *page)
{
	for (lxw_col_t column = 0; column <= page->last; column++)
		keep(writer, worksheet_write_string(page->worksheet, 0, column,
						    page->sheet->header[column],
						    writer->header));
}

/* A table writes the header itself. */
static void put_table(struct writer *writer, const struct page *page)
{
	size_t n = page->sheet->columns;
	lxw_table_column *columns = memory_new(n, sizeof(*columns));
	lxw_table_column **list = memory_new(n + 1, sizeof(*list));
	lxw_table_options options = {
		.columns = list,
		.style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
		.style_type_number = 1,
	};

	if (columns && list) {
		for (size_t i = 0; i < n; i++) {
			columns[i].header = lent(page->sheet->header[i]);
			columns[i].header_format = writer->header;
			list[i] = &columns[i];
		}
		keep(writer,
		     worksheet_add_table(page->worksheet, 0, 0, page->rows,
					 page->last, &options));
	} else {
		keep(writer, LXW_ERROR_MEMORY_MALLOC_FAILED);
	}
	free(list);
	free(columns);
}

static void set_margins(struct writer *writer, const struct page *page,
			const char *name)
{
	struct buffer head = BUFFER_INIT, foot = BUFFER_INIT;

	buffer_puts(&head, "&L");
	xlsx_margin(&head, writer->book->programme);
	buffer_puts(&head, "&R");
	xlsx_margin(&head, writer->book->title);
	buffer_puts(&foot, "&L");
	xlsx_margin(&foot, name);
	buffer_puts(&foot, "&RPage &P of &N");
	keep(writer, worksheet_set_header(page->worksheet, head.text));
	keep(writer, worksheet_set_footer(page->worksheet, foot.text));
	writer->scratch.failed |= head.failed | foot.failed;
	buffer_release(&head);
	buffer_release(&foot);
}

enum { PAPER_A4 = 9, AS_MANY_AS_NEEDED = 0 };

static void set_up(struct writer *writer, const struct page *page)
{
	lxw_worksheet *worksheet = page->worksheet;

	for (lxw_col_t i = 0; i <= page->last; i++)
		keep(writer, worksheet_set_column(
				     worksheet, i, i,
				     (double)page->columns[i].width, NULL));
	worksheet_freeze_panes(worksheet, 1, 0);
	worksheet_set_landscape(worksheet);
	worksheet_set_paper(worksheet, PAPER_A4);
	worksheet_set_margins(worksheet, 0.4, 0.4, 0.75, 0.6);
	worksheet_fit_to_pages(worksheet, 1, AS_MANY_AS_NEEDED);
	worksheet_gridlines(worksheet, LXW_HIDE_ALL_GRIDLINES);
	keep(writer, worksheet_repeat_rows(worksheet, 0, 0));
}

static void fill(struct writer *writer, const struct page *page,
		 const char *none)
{
	set_height(writer, page, 0, NULL);
	if (page->rows && !writer->streams)
		put_table(writer, page);
	else
		put_header(writer, page);
	put_rows(writer, page);
	if (page->rows && writer->streams)
		keep(writer, worksheet_autofilter(page->worksheet, 0, 0,
						  page->rows, page->last));
	if (!page->rows && none)
		keep(writer, worksheet_write_string(page->worksheet, 1, 0, none,
						    writer->remark));
}

static enum c5_status put_page(struct writer *writer,
			       const struct xlsx_page *from,
			       struct c5_error *err)
{
	const struct sheet *sheet = from->sheet;
	struct page page = {
		.worksheet =
			workbook_add_worksheet(writer->workbook, from->name),
		.sheet = sheet,
		.columns = memory_new(sheet->columns, sizeof(*page.columns)),
		.rows = (lxw_row_t)(sheet->n_cells / sheet->columns),
		.last = (lxw_col_t)(sheet->columns - 1),
	};
	enum c5_status status = C5_OK;

	if (!page.worksheet || !page.columns)
		status = error_memory(err);
	if (!status)
		status = xlsx_widths(page.columns, sheet, err);
	if (!status) {
		set_up(writer, &page);
		set_margins(writer, &page, from->name);
		fill(writer, &page, from->none);
		status = buffer_status(&writer->scratch, err);
	}
	free(page.columns);
	return status;
}

static void set_properties(struct writer *writer)
{
	struct buffer title = BUFFER_INIT;
	lxw_doc_properties properties = {.created = writer->book->created};

	xlsx_line(&title, writer->book->programme);
	buffer_puts(&title, ": ");
	xlsx_line(&title, writer->book->title);
	properties.title = title.text;
	keep(writer, workbook_set_properties(writer->workbook, &properties));
	writer->scratch.failed |= title.failed;
	buffer_release(&title);
}

static enum c5_status library_status(lxw_error failed, struct c5_error *err)
{
	if (failed == LXW_ERROR_MEMORY_MALLOC_FAILED)
		return error_memory(err);
	if (failed)
		return error_set(err, C5_SYSTEM,
				 "cannot make the workbook (%s): is there room "
				 "in " P_tmpdir "?",
				 lxw_strerror(failed));
	return C5_OK;
}

/* Into the file of that path. */
static enum c5_status make(struct writer *writer, const char *path,
			   struct c5_error *err)
{
	lxw_workbook_options options = {
		.constant_memory = writer->streams,
		.tmpdir = lent(P_tmpdir),
	};
	enum c5_status status = C5_OK;

	writer->workbook = workbook_new_opt(path, &options);
	if (!writer->workbook)
		return error_memory(err);
	make_formats(writer);
	if (!writer->failed)
		set_properties(writer);
	for (size_t i = 0; i < writer->book->n_pages; i++)
		if (!status && !writer->failed)
			status = put_page(writer, &writer->book->pages[i], err);
	keep(writer, workbook_close(writer->workbook));
	return status ? status : library_status(writer->failed, err);
}

static enum c5_status check_rows(const struct xlsx_book *book, bool *streams,
				 struct c5_error *err)
{
	*streams = false;
	for (size_t i = 0; i < book->n_pages; i++) {
		const struct sheet *sheet = book->pages[i].sheet;
		size_t rows = sheet->n_cells / sheet->columns;

		if (sheet->cells.failed)
			return error_memory(err);
		assert(sheet->n_cells % sheet->columns == 0);
		if (rows >= LXW_ROW_MAX)
			return error_set(err, C5_NO,
					 "%zu rows are more than the %d that a "
					 "worksheet has room for: '--format "
					 "csv' takes any number",
					 rows, LXW_ROW_MAX - 1);
		*streams |= rows > XLSX_TABLE_ROWS;
	}
	return C5_OK;
}

enum c5_status xlsx_write(struct buffer *out, size_t *n_cut,
			  const struct xlsx_book *book, struct c5_error *err)
{
	struct writer writer = {.book = book, .scratch = BUFFER_INIT};
	struct file_scratch file;
	enum c5_status status = check_rows(book, &writer.streams, err);

	assert(book->created != 0);
	*n_cut = 0;
	if (status)
		return status;
	status = file_scratch_open(&file, err);
	if (!status)
		status = make(&writer, file.path, err);
	if (!status)
		status = file_scratch_read(out, &file, err);
	if (!status)
		status = xlsx_whole(out, err);
	file_scratch_close(&file);
	buffer_release(&writer.scratch);
	*n_cut = writer.n_cut;
	return status;
}
