//! Every text of a run in one place, so that runs are found by what was in them. Written when a run begins (its input) and
//! by whoever worked on it when it ends or rests.

use std::collections::BTreeSet;

use serde_json::Value;
use sqlx::{PgConnection, PgPool, types::Json};
use uuid::Uuid;

use crate::error::Result;

/// What comes after so many letters is not found.
const LONGEST: usize = 200_000;

/// What runs begin with: number, names, and the texts of the input.
pub(super) async fn begin(connection: &mut PgConnection, runs: &[Uuid]) -> Result<()> {
    sqlx::query(
        "insert into knock.agent_job_texts (job_id, text, pairs)
         select id, words, console.letter_pairs(words) from (
           select job.id, concat_ws(E'\\n', '#' || job.number, job.label,
             (select string_agg(found #>> '{}', E'\\n')
                from jsonb_path_query(job.input, 'strict $.** ? (@.type() == \"string\")') as found)) as words
           from knock.agent_jobs as job where job.id = any($1)) as begun",
    )
    .bind(runs)
    .execute(connection)
    .await?;
    Ok(())
}

/// So many at a time, so that a sweep has an end.
const AT_ONCE: i64 = 200;

/// Of runs that ended while nobody gathered: imported, written by other programs, or broken off. Says whether there may
/// be more.
pub(super) async fn write_missing(pool: &PgPool, whole: bool) -> Result<bool> {
    let missing: Vec<Uuid> = sqlx::query_scalar(
        "select job.id from knock.agent_jobs as job left join knock.agent_job_texts as texts on texts.job_id = job.id
         where job.status in ('completed', 'failed', 'cancelled') and texts.is_whole is not true
           and job.completed_at < now() - interval '3 seconds' and ($1 or job.created_at > now() - interval '1 day')
         order by job.created_at desc limit $2",
    )
    .bind(whole)
    .bind(AT_ONCE)
    .fetch_all(pool)
    .await?;
    for run in &missing {
        write(pool, *run).await?;
    }
    Ok(missing.len() as i64 == AT_ONCE)
}

type Told = (i64, Option<String>, Option<String>, Json<Value>, bool);
type Step = (Option<Json<Value>>, Option<Json<Value>>, Option<String>, Option<String>);

/// Gathers what a run's steps took, gave and said.
pub(super) async fn write(pool: &PgPool, run: Uuid) -> Result<()> {
    let told: Option<Told> = sqlx::query_as(
        "select number, label, error_message, input, status in ('completed', 'failed', 'cancelled')
         from knock.agent_jobs where id = $1",
    )
    .bind(run)
    .fetch_optional(pool)
    .await?;
    let Some((number, label, error, input, over)) = told else { return Ok(()) };
    let steps: Vec<Step> = sqlx::query_as(
        "select question -> 'user', output, answer, error_message from knock.agent_job_logs
         where job_id = $1 order by step, attempt",
    )
    .bind(run)
    .fetch_all(pool)
    .await?;
    let mut texts = Texts::default();
    texts.add(&format!("#{number}"));
    for text in [label, error].iter().flatten() {
        texts.add(text);
    }
    texts.gather(&input.0);
    for (question, output, answer, error) in &steps {
        question.iter().chain(output).for_each(|value| texts.gather(&value.0));
        answer.iter().chain(error).for_each(|text| texts.add(text));
    }
    sqlx::query(
        "insert into knock.agent_job_texts (job_id, text, pairs, is_whole) values ($1, $2, $3, $4)
         on conflict (job_id) do update set text = excluded.text, pairs = excluded.pairs, is_whole = excluded.is_whole",
    )
    .bind(run)
    .bind(&texts.text)
    .bind(pairs(&texts.text))
    .bind(over)
    .execute(pool)
    .await?;
    Ok(())
}

#[derive(Default)]
struct Texts {
    text: String,
    /// Steps repeat what others said.
    seen: BTreeSet<u64>,
}

impl Texts {
    fn add(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() || self.text.len() > LONGEST * 3 || !self.seen.insert(hash(text)) {
            return;
        }
        self.text.extend(text.chars().take(LONGEST).filter(|letter| *letter != '\0'));
        self.text.push('\n');
    }

    fn gather(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.add(text),
            Value::Array(items) => items.iter().for_each(|item| self.gather(item)),
            Value::Object(fields) => fields.values().for_each(|field| self.gather(field)),
            _ => {}
        }
    }
}

fn hash(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The same as `console.letter_pairs`, thirty times as fast: two letters side by side, without blanks, in small letters.
fn pairs(text: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    let mut before: Option<char> = None;
    for letter in text.chars() {
        let letter = Some(letter).filter(|letter| *letter > ' ').map(small);
        if let (Some(first), Some(second)) = (before, letter) {
            found.insert((first, second));
        }
        before = letter;
    }
    found.into_iter().map(|(first, second)| String::from_iter([first, second])).collect()
}

/// One letter for one letter, as the database's `lower` has it.
fn small(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    lower.next().filter(|_| lower.len() == 0).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pairs_do_not_span_blanks_and_know_no_case() {
        assert_eq!(pairs("길고양이 밥"), ["고양", "길고", "양이"]);
        assert_eq!(pairs("Ab aB\tx"), ["ab"]);
        assert!(pairs("가 나 다").is_empty());
    }

    #[test]
    fn texts_are_gathered_once_from_every_depth() {
        let mut texts = Texts::default();
        texts.gather(&json!({ "a": ["하나", { "b": "둘", "c": 3 }], "d": "하나", "e": " " }));
        assert_eq!(texts.text, "하나\n둘\n");
    }
}
