//! Which runs: the flags of `run list` and `run survey` as a filter.

use clap::Args;
use greenroom_core::{
    Console, Error, ErrorCode, Result,
    runs::{
        list::{STATES, in_states, newest_first, table},
        survey,
    },
    tables::{
        TableRow,
        filter::{Filter, Test},
        list::{self, Sort},
    },
};
use serde_json::{Value, json};

use crate::output::{Output, table as in_columns};

#[derive(Args)]
pub struct List {
    #[command(flatten)]
    wanted: Wanted,
    /// A column of the list, with :desc for downwards; newest first without
    #[arg(long)]
    sort: Option<Sort>,
    #[arg(long, default_value_t = 100)]
    limit: u32,
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
}

#[derive(Args)]
pub struct Wanted {
    /// pending, running, waiting, completed, failed or cancelled; may be given several times
    #[arg(long = "state", value_parser = state)]
    states: Vec<&'static str>,
    #[arg(long)]
    engine: Option<String>,
    #[arg(long)]
    archetype: Option<String>,
    #[arg(long)]
    tag: Option<String>,
    /// By its number
    #[arg(long)]
    batch: Option<i64>,
    /// Words of what was in inputs, prompts, answers, outputs or errors
    #[arg(long)]
    text: Option<String>,
    /// Only runs in which something stood in for an agent
    #[arg(long)]
    degraded: bool,
    #[arg(long)]
    archived: bool,
    #[arg(long)]
    deleted: bool,
    /// Conditions as saved views have them: {"text":…,"conditions":[{"column":…,"test":…,"values":[…]}]}
    #[arg(long, value_name = "JSON")]
    filter: Option<String>,
}

fn state(word: &str) -> Result<&'static str> {
    let known = STATES.into_iter().find(|state| *state == word);
    // The parser names the argument itself: no field.
    known.ok_or_else(|| Error::new(ErrorCode::Invalid, format!("{word} is none of {}", STATES.join(", "))))
}

impl Wanted {
    fn filter(self) -> Result<Filter> {
        let mut filter = match &self.filter {
            Some(text) => serde_json::from_str(text).map_err(|cause| Error::invalid("filter", cause.to_string()))?,
            None => Filter::default(),
        };
        for (column, asked) in [("archivedAt", self.archived), ("deletedAt", self.deleted)] {
            filter = filter.with(column, if asked { Test::Filled } else { Test::Empty }, []);
        }
        filter = in_states(filter, self.states);
        for (column, value) in [("engine", self.engine), ("archetype", self.archetype), ("tags", self.tag)] {
            if let Some(value) = value {
                filter = filter.with(column, Test::Any, [Value::from(value)]);
            }
        }
        if let Some(number) = self.batch {
            filter = filter.with("batchNumber", Test::Any, [Value::from(number)]);
        }
        if self.degraded {
            filter = filter.with("degraded", Test::Any, [Value::from(true)]);
        }
        filter.text = self.text.or(filter.text);
        Ok(filter)
    }
}

pub async fn print(asked: List, console: &Console, output: &Output) -> Result<()> {
    let filter = asked.wanted.filter()?;
    let sort = asked.sort.unwrap_or_else(newest_first);
    let page = list::page(console.pool(), table(), &filter, &sort, asked.after.as_deref(), Some(asked.limit)).await?;
    output.result(&page, |page| told(&page.items));
    Ok(())
}

pub async fn survey(wanted: Wanted, console: &Console, output: &Output) -> Result<()> {
    let survey = survey::survey(console.pool(), &wanted.filter()?).await?;
    output.result(&survey, |survey| {
        let rows: Vec<Vec<String>> =
            survey.states.iter().map(|one| vec![one.state.clone(), one.count.to_string()]).collect();
        in_columns(&["state", "runs"], &rows)
    });
    Ok(())
}

pub fn told(runs: &[TableRow]) -> String {
    let rows: Vec<Vec<String>> = runs
        .iter()
        .map(|run| {
            let text = |key: &str| run.text(key).unwrap_or_default().to_owned();
            let number = |key: &str| run.0.get(key).and_then(Value::as_f64);
            vec![
                format!("#{}", run.0.get("number").unwrap_or(&json!(0))),
                format!("{}{}", text("status"), if run.0.get("degraded") == Some(&json!(true)) { " *" } else { "" }),
                text("person"),
                text("character"),
                text("archetype"),
                number("quality").map_or(String::new(), |quality| format!("{:.0}", quality * 100.0)),
                number("durationMs").map_or(String::new(), |time| format!("{time} ms")),
                text("engine"),
                text("createdAt").chars().take(19).collect(),
            ]
        })
        .collect();
    in_columns(&["run", "status", "person", "character", "archetype", "quality", "time", "engine", "created"], &rows)
}
