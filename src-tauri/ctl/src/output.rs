//! What is printed: tables and sentences for people, JSON for scripts; results on stdout, everything else on stderr.

use std::{
    io::{IsTerminal, Write},
    sync::Arc,
};

use greenroom_core::{Console, Error, db::cluster::StartStep, tasks::Ticket};
use serde::Serialize;

use crate::{Language, Options};

pub struct Output {
    json: bool,
    quiet: bool,
    pub language: Language,
}

impl Output {
    pub fn new(options: &Options) -> Self {
        Self { json: options.json, quiet: options.quiet, language: options.language() }
    }

    /// The result: as one document, or as `people` writes it.
    pub fn result<T: Serialize>(&self, value: &T, people: impl FnOnce(&T) -> String) {
        let text = match self.json {
            true => serde_json::to_string(value).unwrap_or_else(|cause| cause.to_string()),
            false => people(value),
        };
        // A closed pipe (`| head`) is the reader's choice.
        let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
    }

    /// One of several results, as they come: a JSON line, or a line for people.
    pub fn line<T: Serialize>(&self, value: &T, people: impl FnOnce(&T) -> String) {
        self.result(value, people);
    }

    pub fn failure(&self, error: &Error) {
        let _ = match self.json {
            true => writeln!(std::io::stderr(), "{}", serde_json::json!({ "error": error })),
            false => {
                let details = error.details.as_deref().map(|details| format!("\n  {details}")).unwrap_or_default();
                writeln!(std::io::stderr(), "greenroomctl: {error}{details}")
            }
        };
    }

    /// Something beside the result that a person should know.
    pub fn note(&self, words: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{words}");
        }
    }

    /// One of two languages.
    pub fn say<'a>(&self, ko: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Ko => ko,
            Language::En => en,
        }
    }

    /// For long work: a person at a terminal sees how far it is once it takes longer than a second.
    pub fn ticket(&self) -> Ticket {
        if self.json || self.quiet || !std::io::stderr().is_terminal() {
            return Ticket::silent();
        }
        let begun = std::time::Instant::now();
        Ticket::watched(move |done, total| {
            let Some(total) = total.filter(|total| *total > 0 && begun.elapsed().as_secs() >= 1) else { return };
            let filled = (done * 30 / total) as usize;
            let bar = format!("{}{}", "█".repeat(filled.min(30)), "░".repeat(30_usize.saturating_sub(filled)));
            eprint!("\r{bar} {done}/{total} ");
            if done >= total {
                eprintln!();
            }
        })
    }

    /// Tells a person at a terminal what takes so long.
    pub fn follow(&self, console: &Arc<Console>) {
        if self.json || self.quiet || !std::io::stderr().is_terminal() {
            return;
        }
        let korean = self.language == Language::Ko;
        let mut connection = console.connection();
        tokio::spawn(async move {
            while connection.changed().await.is_ok() {
                let words = match connection.borrow_and_update().step {
                    Some(StartStep::Unpacking) => {
                        ["데이터베이스 프로그램을 준비하고 있습니다", "preparing the database programs"]
                    }
                    Some(StartStep::Creating) => ["데이터베이스를 만들고 있습니다", "creating the database"],
                    Some(StartStep::Starting) => ["데이터베이스를 시작하고 있습니다", "starting the database"],
                    Some(StartStep::Migrating) => ["스키마를 갱신하고 있습니다", "bringing the schema up to date"],
                    Some(StartStep::Connecting) | None => continue,
                };
                eprintln!("{}…", words[usize::from(!korean)]);
            }
        });
    }
}

/// Columns padded to the width that a terminal shows: a Hangul syllable takes two places.
pub fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = heads.iter().map(|head| width(head)).collect();
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            widths[place] = widths[place].max(width(cell));
        }
    }
    let line = |cells: &[String]| {
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, wide)| format!("{cell}{}", " ".repeat(wide - width(cell).min(*wide))))
            .collect();
        format!("{}\n", padded.join("  ").trim_end())
    };
    let heads: Vec<String> = heads.iter().map(|head| head.to_uppercase()).collect();
    rows.iter().fold(line(&heads), |text, row| text + &line(row))
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if matches!(c as u32, 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn lines_up_hangul_and_latin() {
        let rows = vec![vec!["가나".to_owned(), "1".to_owned()], vec!["abcde".to_owned(), "2".to_owned()]];
        assert_eq!(table(&["name", "n"], &rows), "NAME   N\n가나   1\nabcde  2\n");
    }
}
