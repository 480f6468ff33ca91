"""A workbook as openpyxl reads it, and what has to hold of every one."""
import datetime
import io
import re
import zipfile

import openpyxl


def check(holds, *what):
    if not holds:
        raise SystemExit("workbook: not so: " + " ".join(map(ascii, what))[:2000])


def written(text):
    """As the file has it; openpyxl undoes no escape but that of _xHHHH_."""
    return re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]",
                  lambda c: "_x%04X_" % ord(c[0]), text)


def rows_of(page):
    """The cells as text, and the numbers as numbers, the header first."""
    return [[cell.value for cell in row] for row in page.iter_rows()]


def same_cells(page, rows):
    """Cell by cell as in a CSV file that was read with its header."""
    found = rows_of(page)
    check(len(found) == len(rows), page.title, len(found), len(rows))
    for mine, wanted in zip(found, rows):
        check(len(mine) == len(wanted), mine, wanted)
        for value, text in zip(mine, wanted):
            if isinstance(value, (int, float)):
                check(str(value) == text, value, text)
            else:
                check((value or "") == written(text), value, text)


def check_page(page, tables=True):
    name = page.title
    for row in page.iter_rows():
        for cell in row:
            check(cell.data_type in "ns", name, cell.coordinate, cell.data_type)
            check(cell.data_type == "s" or cell.value is None or
                  type(cell.value) is int, name, cell.coordinate, cell.value)
            check(cell.hyperlink is None, name, cell.coordinate)
            check(cell.row == 1 or cell.data_type == "n" or
                  cell.number_format == "@", name, cell.coordinate)
    check(page.freeze_panes == "A2", name, page.freeze_panes)
    check(page.page_setup.orientation == "landscape", name)
    check(page.page_setup.paperSize in (9, "9"), name, page.page_setup.paperSize)
    check(page.sheet_properties.pageSetUpPr.fitToPage, name)
    check(int(page.page_setup.fitToHeight) == 0, name)
    check(page.print_title_rows in ("1:1", "$1:$1"), name, page.print_title_rows)
    check(not page.sheet_view.showGridLines, name)
    check(not page.print_options.gridLines, name)
    check(page.oddFooter.right.text == "Page &P of &N", page.oddFooter.right.text)
    check(page.oddHeader.left.text and page.oddHeader.right.text, name)
    header = [cell.value for cell in page[1]]
    check(len(set(header)) == len(header), name, header)
    filled = page.max_row > 1 and page.cell(2, 2).value is not None or \
        page.max_row > 2
    whole = "A1:%s%d" % (openpyxl.utils.get_column_letter(len(header)),
                         page.max_row)
    refs = [table.ref for table in page.tables.values()]
    if filled and tables:
        check(refs == [whole], name, refs, whole)
    elif filled:
        check(refs == [] and page.auto_filter.ref == whole, name, refs)
    else:
        check(refs == [] and page.auto_filter.ref is None, name, refs)


def opened(data, tables=True):
    """The pages of a workbook by name, looked through."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        check(parts.testzip() is None, "a whole ZIP file")
        for part in parts.infolist():
            check(part.date_time == (1980, 1, 1, 0, 0, 0), part)
            xml = parts.read(part)
            for what in b"<f>", b"<f ", b"<hyperlink", b"TargetMode":
                check(what not in xml, part, what)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for page in book:
        check_page(page, tables)
    return book


def moment(book):
    """When it says it was made."""
    properties = book.properties
    check(not properties.creator and not properties.lastModifiedBy, properties)
    check(properties.created == properties.modified, properties)
    return properties.created.replace(tzinfo=datetime.timezone.utc).isoformat()
