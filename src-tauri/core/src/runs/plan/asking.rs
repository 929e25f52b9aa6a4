//! Asking a model in an agent's place: within the budget, in turn, as long as the provider is well, and once more where
//! the answer breaks a rule. Asking again later is the engine's.

use std::time::Instant;

use serde_json::json;
use sqlx::FromRow;

use super::{Read, Repair, Work};
use crate::{
    agents::{Question, Violation},
    failure::FailureKind,
    providers::{
        self, Answer, ModelSettings, ProviderFailure, ProviderKind, ProviderSettings, Resolved, circuit::Circuits,
        prices,
    },
    runs::{event::Level, failure::StepFailure, slots::Slot, store::Trace},
};

pub(super) struct Asking<'a, T> {
    pub question: Question,
    pub read: Read<'a, T>,
    pub repair: Repair<'a>,
}

impl Work<'_> {
    pub(super) async fn ask<T>(
        &self,
        asking: Asking<'_, T>,
        trace: &mut Trace,
    ) -> Result<(T, Vec<Violation>), StepFailure> {
        let provider = self.provider().await?;
        trace.provider = Some(provider.settings.name.clone());
        self.step.note(trace);
        let slot = self.place_at(&provider).await?;
        let asked = self.ask_twice(&provider, asking, trace).await;
        slot.give_back().await;
        asked
    }

    /// A place in the provider's line. Others' calls are not this step's time.
    pub(super) async fn place_at(&self, provider: &Resolved) -> Result<Slot, StepFailure> {
        let _rest = self.step.patience.rest();
        Ok(Slot::wait(&self.plan.pool, &provider.settings.name, provider.settings.concurrency).await?)
    }

    async fn ask_twice<T>(
        &self,
        provider: &Resolved,
        asking: Asking<'_, T>,
        trace: &mut Trace,
    ) -> Result<(T, Vec<Violation>), StepFailure> {
        let answer = self.complete(provider, &asking.question, "", trace).await;
        // JSON that does not fit its schema is shown and mended like any other that breaks a rule. Prose is garbage: there
        // is nothing in it to mend, and the engine asks anew.
        let (text, violations) = match answer {
            Ok(answer) => match (asking.read)(&answer.json) {
                Ok(read) => return Ok(read),
                Err(violations) => (answer.said.text, violations),
            },
            Err(failure) if failure.kind == FailureKind::SchemaViolation => {
                (trace.answer.clone().unwrap_or_default(), vec![Violation::critical("", "schema", failure.message)])
            }
            Err(failure) => return Err(failure),
        };
        for violation in &violations {
            self.step.voice.line(Level::Warning, format!("{} · {}", violation.path, violation.message));
        }
        self.step.voice.line(Level::Warning, "the answer breaks the rules; asking once to mend it");
        let question = (asking.repair)(&asking.question, &text, &violations);
        let answer = self.complete(provider, &question, ":repair", trace).await?;
        (asking.read)(&answer.json).map_err(|violations| {
            let first = violations.first().map_or_else(String::new, |one| format!(": {} {}", one.path, one.message));
            StepFailure {
                details: Some(json!({ "violations": violations, "answer": answer.said.text })),
                ..StepFailure::new(FailureKind::SchemaViolation, format!("the answer breaks the rules twice{first}"))
            }
        })
    }

    async fn complete(
        &self,
        provider: &Resolved,
        question: &Question,
        suffix: &str,
        trace: &mut Trace,
    ) -> Result<Answer, StepFailure> {
        self.within_budget(trace).await?;
        let model = self.orders.model.clone().filter(|model| !model.trim().is_empty());
        let model = model.unwrap_or_else(|| provider.settings.model.clone());
        trace.model = Some(model.clone());
        let settings = ModelSettings {
            model,
            temperature: Some(self.orders.settings.temperature),
            max_tokens: Some(self.orders.settings.max_tokens.max(1) as u32),
            seed: Some(self.job.seed),
        };
        trace.question = Some(json!({ "system": question.system, "user": question.user }));
        self.step.note(trace);
        let key = format!("{}{suffix}", self.step.idempotency_key);
        let voice = self.step.voice;
        let mut on_text = |piece: &str| voice.text(piece);
        let call = providers::complete(provider, question, &settings, &key, &mut on_text);
        let purpose = if suffix.is_empty() { "ask" } else { "repair" };
        let (call, asked) = self.timed(purpose, trace, self.through_circuit(provider, call)).await;
        let said = match &asked {
            Ok(answer) => Some(&answer.said),
            Err(failure) => failure.said.as_deref(),
        };
        if let Some(said) = said {
            trace.model = Some(said.model.clone());
            trace.answer = Some(said.text.clone());
            self.account(provider, trace, (said.prompt_tokens, said.completion_tokens), 0).await?;
        }
        self.tell(&call, trace, asked.as_ref().err().map(|failure| failure.kind));
        Ok(asked?)
    }

    /// A provider that failed again and again is left alone for a while, by this program.
    pub(super) async fn through_circuit<T>(
        &self,
        provider: &Resolved,
        call: impl Future<Output = Result<T, ProviderFailure>>,
    ) -> Result<T, ProviderFailure> {
        let name = &provider.settings.name;
        self.plan.circuits.admit(name, Instant::now())?;
        let mut passage = Passage { circuits: &self.plan.circuits, name, failure: Some(FailureKind::Timeout) };
        let result = call.await;
        passage.failure = result.as_ref().err().map(|failure| failure.kind);
        drop(passage);
        result
    }

    /// Adds what a call cost. Unknown prices cost nothing, and the log says so.
    pub(super) async fn account(
        &self,
        provider: &Resolved,
        trace: &mut Trace,
        (prompt, completion): (Option<u32>, Option<u32>),
        images: u32,
    ) -> Result<(), StepFailure> {
        trace.prompt_tokens += prompt.unwrap_or_default();
        trace.completion_tokens += completion.unwrap_or_default();
        let prices: Vec<PriceRow> = sqlx::query_as(
            "select model, input_per_million, output_per_million, per_image from console.model_prices where provider = $1",
        )
        .bind(&provider.settings.name)
        .fetch_all(&self.plan.pool)
        .await?;
        let prices: Vec<prices::Price> = prices.into_iter().map(PriceRow::price).collect();
        let model = trace.model.clone().unwrap_or_default();
        match prices::cost(&prices, &model, prompt, completion, images) {
            Some(cost) => trace.cost_usd += cost,
            None => {
                self.step.voice.line(Level::Warning, format!("no price is known for {model}; it counts as nothing"))
            }
        }
        self.step.note(trace);
        Ok(())
    }

    /// Refuses a call when what was spent has reached the limit. What is under way elsewhere is not counted yet.
    pub(super) async fn within_budget(&self, trace: &Trace) -> Result<(), StepFailure> {
        let budgets = self.job.settings.budgets;
        if budgets.run_usd.is_none() && budgets.day_usd.is_none() {
            return Ok(());
        }
        let (run, day): (f64, f64) = sqlx::query_as(
            "select coalesce(sum(cost_usd) filter (where job_id = $1), 0)::float8, coalesce(sum(cost_usd), 0)::float8
             from knock.agent_job_logs where job_id = $1 or created_at >= now() - interval '24 hours'",
        )
        .bind(self.job.id)
        .fetch_one(&self.plan.pool)
        .await?;
        let over = |spent: f64, limit: Option<f64>| limit.filter(|limit| spent + trace.cost_usd >= *limit);
        let which =
            over(run, budgets.run_usd).map(|limit| format!("this run has spent its budget of ${limit}")).or_else(
                || over(day, budgets.day_usd).map(|limit| format!("the budget of ${limit} for 24 hours is spent")),
            );
        which.map_or(Ok(()), |message| Err(StepFailure::new(FailureKind::BudgetExceeded, message)))
    }

    pub(super) async fn provider(&self) -> Result<Resolved, StepFailure> {
        let row: Option<ProviderRow> = sqlx::query_as(
            "select name, kind, base_url, model, image_model, concurrency, is_enabled from console.providers where name = $1",
        )
        .bind(&self.orders.engine)
        .fetch_optional(&self.plan.pool)
        .await?;
        let missing = || StepFailure::new(FailureKind::Missing, format!("there is no provider {}", self.orders.engine));
        let settings = row.ok_or_else(missing)?.settings();
        if !settings.enabled {
            let message = format!("the provider {} is switched off", settings.name);
            return Err(StepFailure::new(FailureKind::Missing, message));
        }
        Ok(providers::resolve(settings).await)
    }
}

/// Tells the circuit how a call ended, and that it ran out of time when nobody waited for its end.
struct Passage<'a> {
    circuits: &'a Circuits,
    name: &'a str,
    failure: Option<FailureKind>,
}

impl Drop for Passage<'_> {
    fn drop(&mut self) {
        self.circuits.record(self.name, self.failure, Instant::now());
    }
}

#[derive(FromRow)]
struct PriceRow {
    model: String,
    input_per_million: f64,
    output_per_million: f64,
    per_image: f64,
}

impl PriceRow {
    fn price(self) -> prices::Price {
        prices::Price {
            model: self.model,
            input_per_million: self.input_per_million,
            output_per_million: self.output_per_million,
            per_image: self.per_image,
        }
    }
}

#[derive(FromRow)]
pub(in crate::runs) struct ProviderRow {
    name: String,
    kind: String,
    base_url: Option<String>,
    model: String,
    image_model: String,
    concurrency: i32,
    is_enabled: bool,
}

impl ProviderRow {
    pub(in crate::runs) fn settings(self) -> ProviderSettings {
        ProviderSettings {
            kind: ProviderKind::from_key(&self.kind).unwrap_or(ProviderKind::OpenAi),
            name: self.name,
            base_url: self.base_url,
            model: self.model,
            image_model: Some(self.image_model).filter(|model| !model.is_empty()),
            concurrency: self.concurrency.max(1) as u32,
            enabled: self.is_enabled,
        }
    }
}
