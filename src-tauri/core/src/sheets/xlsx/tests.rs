//! Workbooks as others make them: some by rust_xlsxwriter without our writer, some by hand, for what no library writes.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use serde_json::json;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::read::refuse_what_grows_too_large;
use crate::{
    error::{ErrorCode, Result},
    sheets::{self, Cell, ReadOptions, Sheet},
};

fn read(bytes: &[u8]) -> Result<Sheet> {
    sheets::read(bytes, ReadOptions::default(), None)
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A workbook with a single sheet of these rows, in which texts are written inline.
fn by_hand(rows: &str) -> Vec<u8> {
    with_shared_texts(rows, "")
}

fn with_shared_texts(rows: &str, shared: &str) -> Vec<u8> {
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships {PACKAGE}><Relationship Id=\"r1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let sheets = "<sheets><sheet name=\"표\" sheetId=\"1\" r:id=\"r1\"/></sheets>";
    let mut parts = vec![
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        ("xl/workbook.xml", format!("<workbook {MAIN} xmlns:r=\"{RELATIONS}\">{sheets}</workbook>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")),
    ];
    if !shared.is_empty() {
        parts.push(("xl/sharedStrings.xml", shared.to_owned()));
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(part.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn keeps_the_types_that_cells_have() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let time = Format::new().set_num_format("hh:mm");
    let duration = Format::new().set_num_format("[h]:mm:ss");
    for (column, header) in (0..).zip(["number", "boolean", "date", "formula", "글"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    sheet.write_number(1, 0, 42.0).unwrap();
    sheet.write_number(2, 0, -0.25).unwrap();
    sheet.write_number(3, 0, 1e300).unwrap();
    sheet.write_boolean(1, 1, true).unwrap();
    sheet.write_boolean(2, 1, false).unwrap();
    let at = ExcelDateTime::from_ymd(2026, 2, 28).unwrap();
    sheet.write_datetime_with_format(1, 2, at, &date).unwrap();
    let at = ExcelDateTime::from_ymd(2026, 2, 28).unwrap().and_hms(13, 5, 9.25).unwrap();
    sheet.write_datetime_with_format(2, 2, at, &moment).unwrap();
    sheet.write_number_with_format(3, 2, 0.5, &time).unwrap();
    sheet.write_number_with_format(4, 2, 1.5, &duration).unwrap();
    sheet.write_formula(1, 3, Formula::new("=1+2").set_result("3")).unwrap();
    sheet.write_formula(2, 3, Formula::new("=\"a\"&\"b\"").set_result("ab")).unwrap();
    sheet.write_string(1, 4, "여러\n줄, \"따옴표\"").unwrap();
    sheet.write_string(2, 4, "007").unwrap();
    let read = read(&workbook.save_to_buffer().unwrap()).unwrap();

    assert_eq!(read.headers, ["number", "boolean", "date", "formula", "글"]);
    let value = |value| Cell::Value(value);
    assert_eq!(
        read.rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>(),
        [
            vec![
                value(json!(42)),
                value(json!(true)),
                value(json!("2026-02-28")),
                value(json!(3)),
                text("여러\n줄, \"따옴표\"")
            ],
            vec![
                value(json!(-0.25)),
                value(json!(false)),
                value(json!("2026-02-28T13:05:09.250Z")),
                text("ab"),
                text("007")
            ],
            vec![value(json!(1e300)), Cell::Empty, value(json!("12:00:00")), Cell::Empty, Cell::Empty],
            vec![Cell::Empty, Cell::Empty, value(json!("36:00:00")), Cell::Empty, Cell::Empty],
        ]
    );
    assert!(read.rows.iter().all(|row| row.problem.is_none()));
}

#[test]
fn reads_the_first_sheet_that_is_shown_or_the_named_one() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("숨은").unwrap().set_hidden(true).write_string(0, 0, "hidden").unwrap();
    workbook.add_worksheet().set_name("첫째").unwrap().set_active(true).write_string(0, 0, "first").unwrap();
    workbook.add_worksheet().set_name("둘째").unwrap().write_string(0, 0, "second").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let named =
        |name: &str| sheets::read(&bytes, ReadOptions { sheet: Some(name.to_owned()), ..ReadOptions::default() }, None);
    assert_eq!(read(&bytes).unwrap().headers, ["first"]);
    let second = named("둘째").unwrap();
    assert_eq!((second.headers, second.sheet.as_deref()), (vec!["second".to_owned()], Some("둘째")));
    assert_eq!(second.sheets, ["숨은", "첫째", "둘째"]);
    assert_eq!(named("숨은").unwrap().headers, ["hidden"]);
    let refusal = named("셋째").unwrap_err();
    assert_eq!(refusal.message, "the workbook has no sheet called 셋째; it has 숨은, 첫째, 둘째");
    assert_eq!(refusal.field.as_deref(), Some("sheet"));
}

#[test]
fn counts_rows_as_the_spreadsheet_shows_them() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(1, 0, "a").unwrap();
    sheet.write_number(1, 1, 2026).unwrap();
    sheet.write_string(2, 0, "x").unwrap();
    sheet.write_string(3, 0, "  ").unwrap();
    sheet.write_string(5, 1, "y").unwrap();
    sheet.write_string(6, 3, "z").unwrap();
    let sheet = read(&workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(sheet.headers, ["a", "2026"]);
    assert_eq!(sheet.rows.iter().map(|row| (row.number, row.line)).collect::<Vec<_>>(), [(3, 3), (6, 6), (7, 7)]);
    assert_eq!(sheet.rows[1].cells, [Cell::Empty, text("y")]);
    assert_eq!(sheet.rows[2].problem.as_deref(), Some("the row has 4 cells, the header only 2"));
}

#[test]
fn errors_in_cells_are_the_problem_of_their_row() {
    let bytes = by_hand(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c>\
         <c r=\"C1\" t=\"e\"><v>#REF!</v></c></row>\
         <row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>\
         <row r=\"3\"><c r=\"A3\" t=\"e\"><f>x</f><v>#SPILL!</v></c><c r=\"B3\"><v>2</v></c></row>\
         <row r=\"4\"><c r=\"A4\"><f>A2+1</f></c><c r=\"B4\" t=\"str\"><f>\"\"</f><v></v></c></row>\
         <row r=\"5\"><c r=\"B5\" t=\"e\"><v>#CALC!</v></c></row>\
         <row r=\"6\"><c r=\"A6\"><v>3</v></c></row>",
    );
    let sheet = read(&bytes).unwrap();
    assert_eq!((sheet.headers.len(), &sheet.problems[..]), (2, &["C1 holds the error #REF!".to_owned()][..]));
    let told: Vec<_> = sheet.rows.iter().map(|row| (row.number, row.problem.as_deref())).collect();
    assert_eq!(
        told,
        [
            (2, Some("B2 holds the error #DIV/0!")),
            (3, Some("A3 holds the error #SPILL!")),
            (4, Some("the formula in A4 has no value yet")),
            (5, Some("B5 holds the error #CALC!")),
            (6, None),
        ]
    );
    assert_eq!(sheet.rows[1].cells, [Cell::Empty, Cell::Value(json!(2))], "what is whole in the row is read");
}

#[test]
fn reports_nul_characters() {
    let rows = "<row r=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c></row>\
        <row r=\"2\"><c t=\"inlineStr\"><is><t>x_x0000_</t></is></c></row>";
    assert!(read(&by_hand(rows)).unwrap().rows[0].problem.as_deref().unwrap().contains("NUL"));
}

#[test]
fn says_what_is_wrong_with_a_file_that_is_no_workbook() {
    let whole = by_hand("<row r=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c></row>");
    let old = |name: &str| {
        let mut bytes = super::OLD_OFFICE_SIGN.to_vec();
        bytes.resize(512, 0);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let cases = [
        (b"name,tags\n".to_vec(), "it is none"),
        (Vec::new(), "it is empty"),
        (old("EncryptedPackage"), "protected by a password"),
        (old("Workbook"), "older than XLSX"),
        (whole[..whole.len() / 2].to_vec(), "it is broken"),
        (by_hand("<row r=\"1\"><c r=\"A1\"><v>1</c></row>"), "it is broken"),
        (by_hand("<row r=\"1\"><c r=\"ZZZZZZZZZZ1\"><v>1</v></c></row>"), ""),
        (by_hand("<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>"), "beyond the 1048576 rows"),
        (by_hand("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"), "16384 columns"),
        (by_hand(""), "it is empty"),
        (with_shared_texts("", "<sst uniqueCount=\"9999999999999\"></sst>"), "it is broken"),
    ];
    for (bytes, words) in cases {
        let refusal = sheets::read(&bytes, ReadOptions::default(), Some("rows.xlsx")).expect_err(words);
        assert_eq!((refusal.code, refusal.field.as_deref()), (ErrorCode::Invalid, Some("file")), "{}", refusal.message);
        assert!(refusal.message.contains(words), "{} should say {words}", refusal.message);
    }
}

#[test]
fn refuses_a_few_bytes_that_unpack_to_a_table_too_large() {
    let row = |number: u32| format!("<row r=\"{number}\"><c r=\"XFD{number}\"><v>1</v></c></row>");
    let rows: String = (1..=1000).map(row).collect();
    let refusal = read(&by_hand(&rows)).unwrap_err();
    assert!(refusal.message.contains("16000000 cells"), "{}", refusal.message);
}

#[test]
fn unpacks_no_more_than_it_may_nor_than_was_announced() {
    let blanks = " ".repeat(300_000);
    let bytes = by_hand(&format!("{blanks}<row r=\"1\"><c t=\"inlineStr\"><is><t>a</t></is></c></row>"));
    assert!(bytes.len() < 10_000, "it is packed well");
    assert!(refuse_what_grows_too_large(&bytes, 1 << 20).is_ok());
    let refusal = refuse_what_grows_too_large(&bytes, 1 << 18).unwrap_err();
    assert!(refusal.message.contains("too large"), "{}", refusal.message);

    // An archive that lies about a part's size is not unpacked beyond the lie.
    let mut lying = bytes;
    let directory = lying.windows(4).position(|sign| sign == b"PK\x01\x02").unwrap();
    let name = b"xl/worksheets/sheet1.xml";
    let entry = directory + lying[directory..].windows(name.len()).position(|window| window == name).unwrap() - 46;
    assert_eq!(lying[entry..entry + 4], *b"PK\x01\x02");
    lying[entry + 24..entry + 28].copy_from_slice(&1000_u32.to_le_bytes());
    assert!(refuse_what_grows_too_large(&lying, 1 << 18).is_ok(), "it looks small");
    assert_eq!(read(&lying).unwrap_err().message, "the file cannot be read as a workbook: it is broken");
}
