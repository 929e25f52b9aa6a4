//! Documents of a run, a page at a time, and what stands where in them.

use clap::{Args, ValueEnum};
use greenroom_core::{
    Console, Result,
    runs::{
        json::{self, JsonKey, JsonOf, JsonPart},
        read,
    },
};

use super::tell;
use crate::output::{Output, table};

#[derive(Clone, Copy, ValueEnum)]
enum Which {
    Input,
    Output,
    Config,
    Settings,
    Question,
    Answer,
}

#[derive(Args)]
pub struct Document {
    run: String,
    /// Of the run, or with --step of an attempt at a step
    which: Which,
    /// Names of fields and places in lists, from the outside to the inside
    path: Vec<String>,
    /// From 1 to 5
    #[arg(long)]
    step: Option<i32>,
    #[arg(long, default_value_t = 1, requires = "step")]
    attempt: i32,
    /// So many entries, or letters of a string, are passed over
    #[arg(long, default_value_t = 0)]
    from: u32,
    #[arg(long, default_value_t = 200)]
    count: u32,
    /// Tell where this text stands instead
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["path", "from"])]
    find: Option<String>,
}

pub async fn print(document: Document, console: &Console, output: &Output) -> Result<()> {
    let pool = console.pool();
    let id = read::id_of(pool, &document.run).await?;
    let of = of(&document);
    if let Some(text) = &document.find {
        let found = json::find(pool, id, of, text, document.count).await?;
        output.result(&found, |found| found.paths.iter().map(|path| words(path) + "\n").collect());
        return Ok(());
    }
    let path: Vec<JsonKey> = document.path.iter().map(|word| key(word)).collect();
    let part = json::part(pool, id, of, &path, document.from, document.count).await?;
    output.result(&part, shown);
    Ok(())
}

fn of(document: &Document) -> JsonOf {
    let (step, attempt) = (document.step, document.attempt);
    match (document.which, step) {
        (Which::Input, None) => JsonOf::Input,
        (Which::Output, None) => JsonOf::Output,
        (Which::Config, _) => JsonOf::Config,
        (Which::Settings, _) => JsonOf::Settings,
        (Which::Input, Some(step)) => JsonOf::StepInput { step, attempt },
        (Which::Output, Some(step)) => JsonOf::StepOutput { step, attempt },
        (Which::Question, step) => JsonOf::Question { step: step.unwrap_or(1), attempt },
        (Which::Answer, step) => JsonOf::Answer { step: step.unwrap_or(1), attempt },
    }
}

fn key(word: &str) -> JsonKey {
    word.parse().map_or_else(|_| JsonKey::Name(word.to_owned()), JsonKey::Place)
}

fn words(path: &[JsonKey]) -> String {
    let word = |key: &JsonKey| match key {
        JsonKey::Place(place) => place.to_string(),
        JsonKey::Name(name) => name.clone(),
    };
    path.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn shown(part: &JsonPart) -> String {
    if let Some(text) = &part.text {
        return text.clone();
    }
    let rows: Vec<Vec<String>> = part
        .entries
        .iter()
        .map(|entry| {
            let value =
                entry.value.as_ref().map_or_else(|| format!("({})", entry.size), |value| tell::short(value, 80));
            vec![words(std::slice::from_ref(&entry.key)), value]
        })
        .collect();
    table(&["key", "value"], &rows)
}
