//! What people add to runs that are there: tags, a label, a note, how far they are with a failure; out of sight, and gone.

use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use crate::{
    connection::Console,
    error::{Error, ErrorCode, Result},
};

/// How far somebody is with a run that failed or looks odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Triage {
    New,
    Looking,
    Known,
    Done,
}

impl Triage {
    pub const WORDS: [&'static str; 4] = ["new", "looking", "known", "done"];

    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    pub fn read(word: &str) -> Result<Self> {
        use Triage::*;
        let found = [New, Looking, Known, Done].into_iter().find(|triage| triage.word() == word);
        found.ok_or_else(|| Error::new(ErrorCode::Invalid, format!("{word} is none of {}", Self::WORDS.join(", "))))
    }
}

/// What is to be changed; what is not given stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct RunMarks {
    pub triage: Option<Triage>,
    pub note: Option<String>,
    pub label: Option<String>,
    pub add_tags: Vec<String>,
    pub remove_tags: Vec<String>,
}

const LONGEST_NOTE: usize = 20_000;
const LONGEST_LABEL: usize = 255;
const LONGEST_TAG: usize = 50;

impl RunMarks {
    fn check(&self) -> Result<()> {
        let longer = |text: &Option<String>, most: usize| text.as_ref().is_some_and(|text| text.chars().count() > most);
        if longer(&self.note, LONGEST_NOTE) {
            return Err(Error::invalid("note", format!("a note has at most {LONGEST_NOTE} letters")));
        }
        if longer(&self.label, LONGEST_LABEL) {
            return Err(Error::invalid("label", format!("a label has at most {LONGEST_LABEL} letters")));
        }
        let odd = |tag: &&String| tag.trim().is_empty() || tag.chars().count() > LONGEST_TAG;
        match self.add_tags.iter().find(odd) {
            Some(_) => Err(Error::invalid("addTags", format!("a tag has from 1 to {LONGEST_TAG} letters"))),
            None => Ok(()),
        }
    }
}

/// Tells how many runs were changed.
pub async fn mark(console: &Console, runs: &[Uuid], marks: &RunMarks) -> Result<u64> {
    marks.check()?;
    let mut write = console.write().await?;
    let tags: Vec<&str> = marks.add_tags.iter().map(|tag| tag.trim()).collect();
    let changed = sqlx::query(
        "update knock.agent_jobs as job set triage = coalesce($2, triage), note = coalesce($3, note),
           label = case when $4::text is null then label else nullif(btrim($4), '') end,
           tags = array(select tag from unnest(tags || $5) with ordinality as given (tag, place)
             where tag <> all($6) group by tag order by min(place))
         where id = any($1)",
    )
    .bind(runs)
    .bind(marks.triage.map(Triage::word))
    .bind(&marks.note)
    .bind(&marks.label)
    .bind(tags)
    .bind(&marks.remove_tags)
    .execute(&mut *write)
    .await?;
    write.commit().await?;
    Ok(changed.rows_affected())
}

/// Runs that are over go out of sight, or come back.
pub async fn archive(console: &Console, runs: &[Uuid], archived: bool) -> Result<u64> {
    put_away(console, "archived_at", runs, archived).await
}

/// Runs that are over go out of every list, until they come back or a purge removes them.
pub async fn delete(console: &Console, runs: &[Uuid], deleted: bool) -> Result<u64> {
    put_away(console, "deleted_at", runs, deleted).await
}

async fn put_away(console: &Console, column: &'static str, runs: &[Uuid], away: bool) -> Result<u64> {
    let mut write = console.write().await?;
    let statement = format!(
        "update knock.agent_jobs set {column} = case when $2 then now() end
         where id = any($1) and status in ('completed', 'failed', 'cancelled') and ({column} is not null) <> $2"
    );
    let changed = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(runs).bind(away).execute(&mut *write).await?;
    write.commit().await?;
    Ok(changed.rows_affected())
}

/// Removes for good what was deleted so many days ago, with every step and line of it. Characters that came of it stay.
pub async fn purge(console: &Console, days: u32) -> Result<u64> {
    let mut write = console.write().await?;
    let purged = sqlx::query("delete from knock.agent_jobs where deleted_at <= now() - make_interval(days => $1)")
        .bind(days as i32)
        .execute(&mut *write)
        .await?;
    write.commit().await?;
    Ok(purged.rows_affected())
}
