//! A sheet of a workbook as a table. Formulas give the value their program last saved with them; nothing is calculated.

use std::{
    collections::BTreeMap,
    error::Error as StdError,
    io::{Cursor, Read},
};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use serde_json::Value;
use zip::ZipArchive;

use super::{MOST_COLUMNS, MOST_ROWS, OLD_OFFICE_SIGN, ZIP_SIGN, shielded};
use crate::{
    error::{Error, Result},
    sheets::{
        Cell, Format, Sheet, SheetRow,
        columns::{add_problem, assemble, too_wide},
        nothing_inside, refuse_too_many_cells,
    },
};

/// Of all parts of a workbook together, once unpacked.
const MOST_UNPACKED: u64 = 512 << 20;

type Workbook<'bytes> = Xlsx<Cursor<&'bytes [u8]>>;

pub fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Sheet> {
    refuse_what_is_no_workbook(bytes)?;
    refuse_what_grows_too_large(bytes, MOST_UNPACKED)?;
    shielded(unreadable, || {
        let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
        let (name, sheets) = choose(&workbook, wanted)?;
        let sheet = table(cells(&mut workbook, &name)?)?;
        Ok(Sheet { sheets, sheet: Some(name), ..sheet })
    })
}

fn unreadable() -> Error {
    Error::invalid("file", "the file cannot be read as a workbook: it is broken")
}

fn broken(cause: impl StdError) -> Error {
    unreadable().details(cause.to_string())
}

fn refuse_what_is_no_workbook(bytes: &[u8]) -> Result<()> {
    let message = if bytes.starts_with(ZIP_SIGN) {
        return Ok(());
    } else if bytes.is_empty() {
        return Err(nothing_inside());
    } else if !bytes.starts_with(OLD_OFFICE_SIGN) {
        "the file cannot be read as a workbook: it is none"
    } else if is_encrypted(bytes) {
        "the workbook is protected by a password; save it without one"
    } else {
        "the file is of a kind older than XLSX; save it as XLSX"
    };
    Err(Error::invalid("file", message))
}

/// Encrypted workbooks are a single stream of this name.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// By what the archive says of itself: nothing is unpacked beyond that.
pub fn refuse_what_grows_too_large(bytes: &[u8], most: u64) -> Result<()> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut unpacked = 0_u64;
    for place in 0..archive.len() {
        let part = archive.by_index_raw(place).map_err(broken)?;
        unpacked = unpacked.saturating_add(part.size());
        let holds_texts = part.name().map_err(broken)?.to_ascii_lowercase().ends_with("sharedstrings.xml");
        let size = part.size();
        drop(part);
        // calamine makes room for as many texts as the file announces.
        if holds_texts && announced_texts(&mut archive, place)? > size {
            return Err(unreadable().details("it announces more texts than it can hold"));
        }
    }
    if unpacked > most {
        let most = most >> 20;
        let message = format!("the workbook is larger than {most} MB once unpacked, too large to read; save it as CSV");
        return Err(Error::invalid("file", message));
    }
    Ok(())
}

fn announced_texts(archive: &mut ZipArchive<Cursor<&[u8]>>, place: usize) -> Result<u64> {
    let mut start = Vec::new();
    archive.by_index(place).map_err(broken)?.take(4096).read_to_end(&mut start).map_err(broken)?;
    let start = String::from_utf8_lossy(&start);
    let Some((_, count)) = start.split_once("uniqueCount") else { return Ok(0) };
    let count = count.trim_start_matches(|c: char| c.is_whitespace() || "='\"".contains(c));
    let digits = count.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    Ok(if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) })
}

/// The sheet to read, and all that could be read.
fn choose(workbook: &Workbook<'_>, wanted: Option<&str>) -> Result<(String, Vec<String>)> {
    let sheets: Vec<_> = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).collect();
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let chosen = match wanted {
        Some(wanted) => sheets.iter().find(|sheet| sheet.name == wanted).ok_or_else(|| {
            let has = names.join(", ");
            Error::invalid("sheet", format!("the workbook has no sheet called {wanted}; it has {has}"))
        }),
        None => {
            let shown = sheets.iter().find(|sheet| sheet.visible == SheetVisible::Visible);
            shown.or(sheets.first()).ok_or_else(|| Error::invalid("file", "the workbook has no sheet with a table"))
        }
    }?;
    Ok((chosen.name.clone(), names))
}

/// A row's cells by their columns; those that hold nothing are not there.
#[derive(Default)]
struct Found {
    cells: Vec<(usize, Cell)>,
    problem: Option<String>,
}

/// What the sheet holds, by row; the first is 0.
fn cells(workbook: &mut Workbook<'_>, name: &str) -> Result<BTreeMap<u32, Found>> {
    let mut rows: BTreeMap<u32, Found> = BTreeMap::new();
    let mut errors = Vec::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(broken)?;
    for place in 0_usize.. {
        let found = match reader.next_cell_with_formula_metadata() {
            Ok(Some(found)) => found,
            Ok(None) => break,
            // An error younger than calamine knows, such as #SPILL!; it tells which, but not where.
            Err(XlsxError::CellError(what)) => {
                errors.push((place, what));
                continue;
            }
            Err(cause) => return Err(broken(cause)),
        };
        let (row, column) = checked(found.pos)?;
        let without_value = found.value == DataRef::Empty;
        let cell = match cell(found.value) {
            Ok(_) if without_value && found.formula.is_some() => {
                Err(format!("the formula in {} has no value yet", address(row, column)))
            }
            Ok(Cell::Empty) => continue,
            Ok(cell) => Ok(cell),
            Err(what) => Err(format!("{} holds {}", address(row, column), what.message)),
        };
        let entry = rows.entry(row).or_default();
        match cell {
            Ok(cell) => entry.cells.push((column as usize, cell)),
            Err(why) => add_problem(&mut entry.problem, why),
        }
    }
    drop(reader);
    for ((row, column), what) in located(workbook, name, errors)? {
        let why = format!("{} holds the error {what}", address(row, column));
        add_problem(&mut rows.entry(row).or_default().problem, why);
    }
    Ok(rows)
}

/// Where the cells are of which only the place in the sheet's order is known.
fn located(workbook: &mut Workbook<'_>, name: &str, wanted: Vec<(usize, String)>) -> Result<Vec<((u32, u32), String)>> {
    let mut wanted = wanted.into_iter().peekable();
    let mut located = Vec::new();
    if wanted.peek().is_none() {
        return Ok(located);
    }
    let mut reader = workbook.worksheet_cells_reader(name).map_err(broken)?;
    for place in 0.. {
        let Some(cell) = reader.next_formula().map_err(broken)? else { break };
        if let Some((_, what)) = wanted.next_if(|(at, _)| *at == place) {
            located.push((checked(cell.get_position())?, what));
        }
    }
    Ok(located)
}

fn checked((row, column): (u32, u32)) -> Result<(u32, u32)> {
    if row >= MOST_ROWS || column >= MOST_COLUMNS {
        let message =
            format!("the workbook has a cell beyond the {MOST_ROWS} rows and {MOST_COLUMNS} columns of a sheet");
        return Err(Error::invalid("file", message));
    }
    Ok((row, column))
}

fn cell(value: DataRef<'_>) -> Result<Cell> {
    Ok(match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(yes) => Cell::Value(yes.into()),
        DataRef::Int(number) => Cell::Value(number.into()),
        DataRef::Float(number) => Cell::Value(number_of(number)),
        DataRef::DateTime(moment) => Cell::Value(Value::String(moment_of(moment)?)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Value(Value::String(text)),
        DataRef::Error(error) => return Err(Error::invalid("file", format!("the error {error}"))),
    })
}

/// A workbook knows no whole numbers; a number without a fraction is one.
fn number_of(number: f64) -> Value {
    const EXACT: f64 = (1_u64 << 53) as f64;
    if number.fract() == 0.0 && number.abs() <= EXACT { Value::from(number as i64) } else { Value::from(number) }
}

/// As RFC 3339 writes it: a date, a time of day, or both. A workbook knows no time zones: what it says is taken as UTC.
fn moment_of(moment: ExcelDateTime) -> Result<String> {
    const AFTER_9999: f64 = 2_958_466.0;
    let days = moment.as_f64();
    if moment.is_duration() {
        let seconds = (days.abs() * 86_400.0).round() as u64;
        let sign = if days < 0.0 { "-" } else { "" };
        return Ok(format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
    }
    if !(0.0..AFTER_9999).contains(&days) {
        return Err(Error::invalid("file", "a date that no calendar has"));
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let fraction = if milli == 0 { String::new() } else { format!(".{milli:03}") };
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}{fraction}");
    Ok(match (days < 1.0, (hour, minute, second, milli)) {
        (true, _) => time,
        (false, (0, 0, 0, 0)) => date,
        _ => format!("{date}T{time}Z"),
    })
}

/// As a spreadsheet calls it: the first cell is A1.
fn address(row: u32, column: u32) -> String {
    let mut letters = String::new();
    let mut left = column + 1;
    while left > 0 {
        letters.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

fn table(mut rows: BTreeMap<u32, Found>) -> Result<Sheet> {
    let is_blank = |cells: &[(usize, Cell)]| cells.iter().all(|(_, cell)| cell.to_text().trim().is_empty());
    let first =
        rows.iter().find(|(_, found)| !is_blank(&found.cells)).map(|(row, _)| *row).ok_or_else(nothing_inside)?;
    let mut below = rows.split_off(&first);
    let (_, header) = below.pop_first().ok_or_else(nothing_inside)?;
    below.retain(|_, found| found.problem.is_some() || !is_blank(&found.cells));
    let width = header.width();
    refuse_too_many_cells(below.len() * width)?;
    let headers = spread(header.cells, width).iter().map(|cell| cell.to_text().into_owned()).collect();
    let row = |(row, mut found): (u32, Found)| {
        let filled = found.width();
        if filled > width {
            add_problem(&mut found.problem, too_wide(filled, width));
        }
        let cells = spread(found.cells, width);
        SheetRow { number: row + 1, line: row + 1, cells, problem: found.problem }
    };
    let mut sheet = assemble(Format::Xlsx, "utf-8", headers, below.into_iter().map(row).collect());
    sheet.problems.extend(rows.into_values().filter_map(|above| above.problem).chain(header.problem));
    Ok(sheet)
}

impl Found {
    fn width(&self) -> usize {
        self.cells.iter().map(|(column, _)| column + 1).max().unwrap_or_default()
    }
}

fn spread(found: Vec<(usize, Cell)>, width: usize) -> Vec<Cell> {
    let mut cells = vec![Cell::Empty; width];
    for (column, cell) in found {
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
    }
    cells
}
