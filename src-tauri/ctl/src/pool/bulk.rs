//! `pool bulk` and `pool undo`: many rows in one go, and back.

use clap::Args;
use greenroom_core::{
    Error, Result,
    tables::{
        bulk::{self, BulkChange},
        undo,
    },
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Pool, filter};
use crate::{
    output::{Output, table},
    session::Session,
};

#[derive(Args)]
pub struct BulkArguments {
    /// Which rows: {"need":"growth","text":"…"}, {"ids":[…]}, or {} for every row
    #[arg(long = "where", value_name = "JSON")]
    rows: String,
    #[command(flatten)]
    change: ChangeArguments,
    /// The column that tags are in; `tags`, or `keywords` of archetypes
    #[arg(long, value_name = "COL")]
    column: Option<String>,
    /// With --find: what it becomes
    #[arg(long, value_name = "TEXT", requires = "find", default_value = "")]
    replace: String,
    /// With --find: it is a regular expression
    #[arg(long, requires = "find")]
    regex: bool,
    /// With --find: capitals matter
    #[arg(long, requires = "find")]
    match_case: bool,
    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct ChangeArguments {
    /// The same values in every row
    #[arg(long, value_name = "JSON")]
    set: Option<String>,
    #[arg(long, value_name = "TAG")]
    add_tag: Option<String>,
    #[arg(long, value_name = "TAG")]
    remove_tag: Option<String>,
    /// A new name for a tag, or several put together
    #[arg(long, value_name = "OLD[,OLD]=NEW")]
    rename_tag: Option<String>,
    /// Weights times this, kept between 1 and 1000
    #[arg(long, value_name = "FACTOR")]
    reweight: Option<f64>,
    /// A text in --column
    #[arg(long, value_name = "TEXT")]
    find: Option<String>,
    /// Put them into the trash
    #[arg(long)]
    delete: bool,
}

impl BulkArguments {
    fn change(&self, pool: Pool) -> Result<BulkChange> {
        let ChangeArguments { set, add_tag, remove_tag, rename_tag, reweight, find, delete: _ } = &self.change;
        let tags = || {
            self.column.clone().unwrap_or_else(|| match pool {
                Pool::Archetypes => "keywords".to_owned(),
                _ => "tags".to_owned(),
            })
        };
        Ok(if let Some(set) = set {
            let values: Map<String, Value> = serde_json::from_str(set)
                .map_err(|cause| Error::invalid("set", "the values are no JSON object").details(cause.to_string()))?;
            BulkChange::Set { values }
        } else if let Some(tag) = add_tag {
            BulkChange::AddTags { column: tags(), tags: vec![tag.clone()] }
        } else if let Some(tag) = remove_tag {
            BulkChange::RemoveTags { column: tags(), tags: vec![tag.clone()] }
        } else if let Some(names) = rename_tag {
            let (from, to) =
                names.split_once('=').ok_or_else(|| Error::invalid("renameTag", "a new name is given as OLD=NEW"))?;
            let from = from.split(',').map(str::trim).map(str::to_owned).collect();
            BulkChange::RenameTags { column: tags(), from, to: to.trim().to_owned() }
        } else if let Some(factor) = reweight {
            BulkChange::Multiply { column: "weight".to_owned(), factor: *factor }
        } else if let Some(find) = find {
            let column = self.column.clone().unwrap_or_else(|| pool.core().table().title().key.clone());
            BulkChange::Replace {
                columns: vec![column],
                find: find.clone(),
                with: self.replace.clone(),
                regex: self.regex,
                match_case: self.match_case,
            }
        } else {
            BulkChange::Delete
        })
    }
}

pub async fn bulk(session: &Session, pool: Pool, arguments: BulkArguments, output: &Output) -> Result<()> {
    let target = filter::target(pool, &arguments.rows)?;
    let change = arguments.change(pool)?;
    let of = pool.core().table();
    if arguments.dry_run {
        let preview = bulk::preview(session.console.pool(), of, &target, &change).await?;
        output.result(&preview, |preview| {
            let rows: Vec<Vec<String>> = preview
                .samples
                .iter()
                .map(|sample| {
                    let error = sample.error.as_ref().map(|error| error.message.clone()).unwrap_or_default();
                    vec![sample.label.clone(), sample.column.clone(), plain(&sample.old), plain(&sample.new), error]
                })
                .collect();
            let table = table(&["row", "column", "old", "new", "refused"], &rows);
            format!("{table}\n{}/{}", preview.changed.value, preview.matched.value)
        });
        return Ok(());
    }
    let done = bulk::apply(&session.console, of, &target, &change, &output.ticket()).await?;
    output.result(&done, |done| {
        let refused: Vec<Vec<String>> =
            done.refused.iter().map(|row| vec![row.label.clone(), row.message.clone()]).collect();
        let refused = if refused.is_empty() { String::new() } else { table(&["refused", "why"], &refused) };
        format!("{refused}{} {}\nundo: {}", done.changed, output.say("행 변경", "rows changed"), done.undo)
    });
    Ok(())
}

pub async fn undo(session: &Session, token: Uuid, output: &Output) -> Result<()> {
    let undone = undo::undo(&session.console, token, &output.ticket()).await?;
    output.result(&undone, |undone| {
        let kept: Vec<Vec<String>> = undone.kept.iter().map(|row| vec![row.table.clone(), row.label.clone()]).collect();
        let kept = if kept.is_empty() { String::new() } else { table(&["kept as it is now", "row"], &kept) };
        format!("{kept}{} {}\nundo: {}", undone.changed, output.say("행 되돌림", "rows undone"), undone.undo)
    });
    Ok(())
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
