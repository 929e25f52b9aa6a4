//! What a computer tells its person by itself: that a long run of theirs is over, or a batch. Knows no desktop: what is
//! told is decided here, who shows it and in which words is the window's business.
//!
//! Theirs is what they asked for while a program of theirs was open: runs name nobody who started them, but the notice of
//! their insertion does. Telling whoever's worker did it would tell a colleague, because a shared queue hands runs to
//! anybody; a mark in the database would let only one of a person's two computers tell.

use std::{
    collections::{HashMap, HashSet},
    fs,
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;
use sqlx::{FromRow, PgPool};
use uuid::Uuid;

use super::batch;
use crate::{
    db::feed::{Operation, TableChanged},
    error::{Error, Result},
    folders::Folders,
};

/// What somebody wants to be told on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Notices {
    pub enabled: bool,
    pub finished: bool,
    pub failed: bool,
    pub batches: bool,
    /// Whoever waited less was there when it ended.
    pub longer_than_seconds: u32,
}

impl Default for Notices {
    fn default() -> Self {
        Self { enabled: false, finished: true, failed: true, batches: true, longer_than_seconds: 60 }
    }
}

const LONGEST_SECONDS: u32 = 86_400;
const FILE: &str = "notices.json";

impl Notices {
    /// What cannot be read counts as never chosen: nobody is told what they did not ask for.
    pub fn read(folders: &Folders) -> Self {
        let text = fs::read(folders.config.join(FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    pub fn keep(&self, folders: &Folders) -> Result<()> {
        if self.longer_than_seconds > LONGEST_SECONDS {
            return Err(Error::invalid("longerThanSeconds", format!("from 0 to {LONGEST_SECONDS} seconds")));
        }
        let text = serde_json::to_vec(self).map_err(|cause| Error::internal("keeping the notices", &cause))?;
        fs::create_dir_all(&folders.config)
            .and_then(|()| fs::write(folders.config.join(FILE), text))
            .map_err(|cause| Error::io("keeping the notices", cause))
    }
}

/// Something that is over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Ended {
    Run {
        id: Uuid,
        #[specta(type = specta_typescript::Number)]
        number: i64,
        person: String,
        /// Why it failed; without, it is completed.
        error_kind: Option<String>,
        #[specta(type = Option<specta_typescript::Number>)]
        quality: Option<f64>,
        duration_ms: i32,
    },
    Batch {
        id: Uuid,
        #[specta(type = specta_typescript::Number)]
        number: i64,
        label: String,
        completed: i32,
        failed: i32,
    },
}

impl Ended {
    pub fn id(&self) -> Uuid {
        match self {
            Ended::Run { id, .. } | Ended::Batch { id, .. } => *id,
        }
    }
}

/// Whether it is told. A person who refused a run knows already.
pub fn is_told(ended: &Ended, wanted: &Notices) -> bool {
    wanted.enabled
        && match ended {
            Ended::Run { error_kind, duration_ms, .. } => {
                let long = i64::from(*duration_ms) > i64::from(wanted.longer_than_seconds) * 1000;
                long && match error_kind.as_deref() {
                    None => wanted.finished,
                    Some("rejected") => false,
                    Some(_) => wanted.failed,
                }
            }
            Ended::Batch { .. } => wanted.batches,
        }
}

/// The runs somebody waits for, each until it is over: so none is told twice.
pub struct Awaited {
    actor: String,
    runs: HashSet<Uuid>,
    /// Batches told of, and when they had ended: one that is resumed ends once more.
    batches: HashMap<Uuid, DateTime<Utc>>,
}

impl Awaited {
    pub fn by(actor: &str) -> Self {
        Self { actor: actor.to_owned(), runs: HashSet::new(), batches: HashMap::new() }
    }

    /// Takes in what was started, and answers which awaited runs may have ended.
    pub fn hear(&mut self, change: &TableChanged) -> Vec<Uuid> {
        // After a time without a connection nobody names what changed.
        if change.operation == Operation::Refresh {
            return self.runs.iter().copied().collect();
        }
        if change.table != "knock.agent_jobs" {
            return Vec::new();
        }
        let named = change.ids.iter().filter_map(|id| id.parse().ok());
        if change.operation == Operation::Insert && change.actor.as_deref() == Some(&self.actor) {
            self.runs.extend(named);
            return Vec::new();
        }
        named.filter(|id| self.runs.contains(id)).collect()
    }

    /// What of `runs` is over, and the batches that are over with it. A run of a batch is told with its batch; what
    /// somebody cancelled is not told at all.
    pub async fn ended(&mut self, pool: &PgPool, runs: &[Uuid]) -> Result<Vec<Ended>> {
        let over: Vec<Over> = sqlx::query_as(
            "select id, number, coalesce(person, '') as person, status, error_kind, quality_score::float8 as quality,
               coalesce(execution_time_ms, 0) as duration_ms, batch_id
             from knock.agent_jobs where id = any($1) and status in ('completed', 'failed', 'cancelled')
             order by completed_at",
        )
        .bind(runs)
        .fetch_all(pool)
        .await?;
        let mut ended = Vec::new();
        let mut batches = HashSet::new();
        for run in over {
            if !self.runs.remove(&run.id) {
                continue;
            }
            match run.batch_id {
                Some(batch) => drop(batches.insert(batch)),
                None if run.status == "cancelled" => {}
                None => ended.push(run.told()),
            }
        }
        for id in batches {
            ended.extend(self.batch_ended(pool, id).await?);
        }
        Ok(ended)
    }

    async fn batch_ended(&mut self, pool: &PgPool, id: Uuid) -> Result<Option<Ended>> {
        let batch = batch::get(pool, id).await?;
        let Some(at) = batch.ended_at.filter(|_| batch.cancelled_at.is_none()) else { return Ok(None) };
        if self.batches.insert(id, at) == Some(at) {
            return Ok(None);
        }
        let batch::BatchSummary { number, label, completed, failed, .. } = batch;
        Ok(Some(Ended::Batch { id, number, label, completed, failed }))
    }
}

#[derive(FromRow)]
struct Over {
    id: Uuid,
    number: i64,
    person: String,
    status: String,
    error_kind: Option<String>,
    quality: Option<f64>,
    duration_ms: i32,
    batch_id: Option<Uuid>,
}

impl Over {
    fn told(&self) -> Ended {
        let failed = self.status == "failed";
        Ended::Run {
            id: self.id,
            number: self.number,
            person: self.person.clone(),
            error_kind: failed.then(|| self.error_kind.clone().unwrap_or_else(|| "internal".to_owned())),
            quality: self.quality,
            duration_ms: self.duration_ms,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(seconds: i32, error_kind: Option<&str>) -> Ended {
        Ended::Run {
            id: Uuid::nil(),
            number: 7,
            person: "하람".to_owned(),
            error_kind: error_kind.map(str::to_owned),
            quality: None,
            duration_ms: seconds * 1000,
        }
    }

    fn batch() -> Ended {
        Ended::Batch { id: Uuid::nil(), number: 2, label: String::new(), completed: 3, failed: 1 }
    }

    fn all() -> Notices {
        Notices { enabled: true, ..Notices::default() }
    }

    #[test]
    fn nothing_is_told_until_somebody_asks_for_it() {
        for ended in [run(600, None), run(600, Some("timeout")), batch()] {
            assert!(!is_told(&ended, &Notices::default()));
            assert!(is_told(&ended, &all()));
        }
    }

    #[test]
    fn each_kind_has_its_own_switch() {
        assert!(!is_told(&run(600, None), &Notices { finished: false, ..all() }));
        assert!(!is_told(&run(600, Some("timeout")), &Notices { failed: false, ..all() }));
        assert!(!is_told(&batch(), &Notices { batches: false, ..all() }));
    }

    #[test]
    fn only_what_took_long_is_told_and_nothing_a_person_refused() {
        assert!(!is_told(&run(60, None), &all()), "exactly as long as set is not longer");
        assert!(is_told(&run(61, None), &all()));
        assert!(is_told(&run(1, Some("timeout")), &Notices { longer_than_seconds: 0, ..all() }));
        assert!(!is_told(&run(600, Some("rejected")), &all()));
    }

    fn change(operation: Operation, actor: &str, id: Uuid) -> TableChanged {
        TableChanged {
            table: "knock.agent_jobs".to_owned(),
            operation,
            ids: vec![id.to_string()],
            count: 1,
            actor: Some(actor.to_owned()),
        }
    }

    #[test]
    fn one_waits_for_what_one_started_whoever_works_on_it() {
        let (mine, theirs) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut awaited = Awaited::by("mina");
        assert!(awaited.hear(&change(Operation::Insert, "mina", mine)).is_empty());
        assert!(awaited.hear(&change(Operation::Insert, "joon", theirs)).is_empty());
        assert_eq!(awaited.hear(&change(Operation::Update, "joon", mine)), [mine]);
        assert!(awaited.hear(&change(Operation::Update, "mina", theirs)).is_empty());
        assert_eq!(awaited.hear(&TableChanged::everything()), [mine]);
    }
}
