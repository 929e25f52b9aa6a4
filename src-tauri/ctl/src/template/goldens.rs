//! What two versions make of stored contexts, and what a version makes of the golden ones beside what was accepted.

use std::collections::BTreeSet;

use greenroom_core::{
    Error, Result,
    templates::{diff, goldens},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::rows::get;
use crate::{
    output::{Output, table},
    session::Session,
};

pub(super) async fn compare(session: &Session, before: Uuid, after: Uuid, output: &Output) -> Result<()> {
    let (old, new) = (get(session, before).await?, get(session, after).await?);
    let keys: BTreeSet<&String> = old.sections.keys().chain(new.sections.keys()).collect();
    let sections: Vec<Value> = keys
        .into_iter()
        .filter(|key| old.sections.get(*key) != new.sections.get(*key))
        .map(|key| json!({ "section": key, "before": old.sections.get(key), "after": new.sections.get(key) }))
        .collect();
    let contexts = diff::rendered(session.console.pool(), before, after).await?;
    let changed = contexts.iter().filter(|one| one.changed).count();
    output.result(&json!({ "sections": sections, "contexts": contexts, "changed": changed }), |document| {
        let names: Vec<&str> = sections.iter().filter_map(|one| one["section"].as_str()).collect();
        let of = document["contexts"].as_array().map_or(0, Vec::len);
        format!("sections: {}\ncontexts: {changed} of {of} change", names.join(", "))
    });
    Ok(())
}

pub(super) async fn regress(session: &Session, id: Uuid, update: bool, output: &Output) -> Result<()> {
    let changes = goldens::regress(session.console.pool(), id).await?;
    let changed = changes.iter().filter(|one| one.changed).count();
    if update {
        goldens::accept_now(&session.console, id).await?;
    }
    output.result(&json!({ "contexts": changes, "changed": changed, "accepted": update }), |_| {
        let rows: Vec<Vec<String>> = changes
            .iter()
            .map(|one| {
                let says = if one.changed { "changed" } else { "same" };
                vec![one.name.clone(), says.to_owned(), one.tokens.to_string()]
            })
            .collect();
        table(&["context", "is", "tokens"], &rows)
    });
    match (changed, update) {
        (0, _) | (_, true) => Ok(()),
        _ => Err(Error::invalid("contexts", format!("{changed} golden contexts are rendered differently"))),
    }
}
