//! Outputs of steps, kept under a hash of everything they are made from. The key holds the rows themselves, not only a
//! revision of their pool: what is found was made from exactly this.

use serde_json::{Value, json};

use super::{Failed, Work, digest, refused};
use crate::runs::{
    event::{Event, EventKind},
    failure::StepFailure,
    store::{StepDone, Trace},
};

/// Changes when what an agent makes of the same input changes.
const EDITION: u32 = 1;

impl Work<'_> {
    /// The output of an earlier run that was made from exactly the same.
    pub(super) async fn cached(&self, input: &Value, trace: &mut Trace) -> Result<Option<Value>, Failed> {
        // What stands in for an agent's own answer must not be taken for it later.
        if self.job.config.skip_cache || self.step.fallback {
            return Ok(None);
        }
        let key = self.key(input);
        let found = self.found(&key).await.map_err(|cause| refused(cause.into()))?;
        trace.cache_key = Some(key);
        if found.is_some() {
            trace.cache_hit = true;
            self.step.voice.say(Event::new(EventKind::CacheHit, ""));
        }
        Ok(found)
    }

    /// What was made, kept for later runs.
    pub(super) async fn settled(
        &self,
        input: Value,
        trace: Trace,
        made: Result<Value, StepFailure>,
    ) -> Result<StepDone, Failed> {
        match made {
            Ok(output) => {
                if let Some(key) = &trace.cache_key {
                    self.keep(key, &output).await.map_err(|cause| refused(cause.into()))?;
                }
                Ok(StepDone { output, input, trace })
            }
            Err(failure) => Err((failure, Box::new(trace))),
        }
    }

    fn key(&self, input: &Value) -> String {
        let settings = &self.orders.settings;
        digest(&json!([
            EDITION,
            self.step.step,
            input,
            self.job.seed,
            self.orders.engine,
            self.orders.model,
            settings.temperature,
            settings.max_tokens,
            self.job.settings.criteria,
        ]))
    }

    async fn found(&self, key: &str) -> sqlx::Result<Option<Value>> {
        sqlx::query_scalar(
            "update knock.step_cache set hits = hits + 1, used_at = now() where key = $1 returning output",
        )
        .bind(key)
        .fetch_optional(&self.plan.pool)
        .await
    }

    async fn keep(&self, key: &str, output: &Value) -> sqlx::Result<()> {
        sqlx::query(
            "insert into knock.step_cache (key, agent, output)
             values ($1, $2, $3) on conflict (key) do nothing",
        )
        .bind(key)
        .bind(&self.orders.settings.agent)
        .bind(output)
        .execute(&self.plan.pool)
        .await?;
        Ok(())
    }
}
