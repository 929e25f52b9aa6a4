//! What all formats do with the first row: columns get a name each, and rows as many cells as there are columns.

use std::collections::HashSet;

use super::{Cell, Format, Sheet, SheetRow};

/// Spreadsheets like to save columns that hold nothing at all: at the end of the table they are left out.
pub fn assemble(format: Format, encoding: &str, mut headers: Vec<String>, mut rows: Vec<SheetRow>) -> Sheet {
    let named = headers.iter().rposition(|header| !header.trim().is_empty()).map_or(0, |last| last + 1);
    if named < headers.len() {
        let used = rows.iter().filter_map(|row| row.cells.iter().rposition(|cell| !cell.is_empty())).max();
        let width = used.map_or(0, |last| last + 1).max(named);
        headers.truncate(width);
        rows.iter_mut().for_each(|row| row.cells.truncate(width));
    }
    let mut problems = Vec::new();
    let headers = name(&headers, &mut problems);
    if format != Format::Csv {
        rows.iter_mut().for_each(report_nul);
    }
    Sheet {
        format,
        encoding: encoding.to_owned(),
        delimiter: None,
        sheets: Vec::new(),
        sheet: None,
        headers,
        rows,
        problems,
    }
}

fn name(headers: &[String], problems: &mut Vec<String>) -> Vec<String> {
    let given: HashSet<&str> = headers.iter().map(|header| header.trim()).collect();
    let mut taken: HashSet<String> = HashSet::new();
    let mut named = Vec::with_capacity(headers.len());
    for (place, header) in (1..).zip(headers) {
        let header = header.trim();
        let free = |name: &String, taken: &HashSet<String>| !taken.contains(name) && !given.contains(name.as_str());
        let name = if header.is_empty() {
            let name = first_free(&format!("column {place}"), 1, |name| free(name, &taken));
            problems.push(format!("column {place} has no header; here it is called \"{name}\""));
            name
        } else if taken.contains(header) {
            let name = first_free(header, 2, |name| free(name, &taken));
            problems.push(format!("column {place} is another \"{header}\"; here it is called \"{name}\""));
            name
        } else {
            header.to_owned()
        };
        taken.insert(name.clone());
        named.push(name);
    }
    named
}

fn first_free(name: &str, from: u32, free: impl Fn(&String) -> bool) -> String {
    let numbered = |number| if number == 1 { name.to_owned() } else { format!("{name} ({number})") };
    (from..).map(numbered).find(free).unwrap_or_default()
}

pub fn add_problem(problem: &mut Option<String>, more: String) {
    match problem {
        Some(told) => *told = format!("{told}; {more}"),
        None => *problem = Some(more),
    }
}

pub fn too_wide(cells: usize, headers: usize) -> String {
    format!("the row has {cells} cells, the header only {headers}")
}

/// PostgreSQL can keep every character in a text but this one.
pub fn report_nul(row: &mut SheetRow) {
    if row.cells.iter().any(has_nul) {
        add_problem(&mut row.problem, "a cell holds a NUL character, which no text may".to_owned());
    }
}

fn has_nul(cell: &Cell) -> bool {
    fn inside(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::String(text) => text.contains('\0'),
            serde_json::Value::Array(values) => values.iter().any(inside),
            serde_json::Value::Object(members) => {
                members.iter().any(|(key, value)| key.contains('\0') || inside(value))
            }
            _ => false,
        }
    }
    match cell {
        Cell::Empty => false,
        Cell::Text(text) => text.contains('\0'),
        Cell::Value(value) => inside(value),
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    fn named(headers: &[&str]) -> (Vec<String>, Vec<String>) {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let mut problems = Vec::new();
        (name(&headers, &mut problems), problems)
    }

    #[test]
    fn gives_every_column_a_name_of_its_own_and_says_which_it_made_up() {
        let (headers, problems) = named(&["title", "", " title ", "title (2)", "column 2", "태그"]);
        assert_eq!(headers, ["title", "column 2 (2)", "title (3)", "title (2)", "column 2", "태그"]);
        assert_eq!(
            problems,
            [
                "column 2 has no header; here it is called \"column 2 (2)\"",
                "column 3 is another \"title\"; here it is called \"title (3)\"",
            ],
            "names that were given stay where they were given"
        );
        assert_eq!(named(&["a", "b"]).1, Vec::<String>::new());
    }
}
