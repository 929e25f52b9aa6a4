//! Knock's plan: the five agents as steps of the engine. What an agent knows is in `agents`; here is how it is run: by
//! whom, from what, kept where.

mod asking;
mod cache;
mod calls;
mod conclude;
mod picture;
mod prompt;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use sqlx::PgPool;

use self::asking::Asking;
pub(super) use self::{asking::ProviderRow, prompt::of_words as prompt_of_words};
use super::{
    config::{OFFLINE, Orders},
    engine::{Plan, Step},
    event::Level,
    failure::StepFailure,
    journal::Job,
    state::Policy,
    store::{StepDone, Trace},
};
use crate::{
    agents::{
        Agent, Question, Violation, character, needs, scene,
        shapes::{Analysis, Character, Scene},
    },
    connection::Console,
    error::Result,
    failure::FailureKind,
    providers::circuit::Circuits,
};

pub struct Knock {
    pool: PgPool,
    circuits: Arc<Circuits>,
}

/// What went wrong, and how far the attempt had come.
pub(super) type Failed = (StepFailure, Box<Trace>);

impl Knock {
    pub fn new(console: &Console, pool: PgPool) -> Self {
        Self { pool, circuits: console.circuits() }
    }
}

impl Plan for Knock {
    type Job = Job;

    fn policies(&self, job: &Job) -> Vec<Policy> {
        let enabled = |agent: Agent| job.config.orders(agent, &job.settings).enabled;
        let policy = |agent: Agent| {
            let orders = job.config.orders(agent, &job.settings);
            Policy {
                step: agent.step(),
                attempts: orders.settings.attempts.max(1) as u32,
                timeout: Duration::from_millis(orders.settings.timeout_ms.max(1) as u64),
                falls_back: orders.settings.on_failure == "fallback",
                // A picture without a scene would be of nothing.
                skipped: !orders.enabled || (agent == Agent::Picture && !enabled(Agent::Scene)),
                gated: job.config.gates.contains(&agent),
            }
        };
        Agent::ALL.into_iter().map(policy).collect()
    }

    fn name(&self, step: i32) -> &'static str {
        agent_of(step).name()
    }

    fn engine(&self, job: &Job, step: i32, fallback: bool) -> String {
        orders(job, agent_of(step), fallback).engine
    }

    async fn run(&self, job: &Job, step: &Step<'_>) -> std::result::Result<StepDone, Failed> {
        let agent = agent_of(step.step);
        let orders = orders(job, agent, step.fallback);
        let work = Work { plan: self, job, step, orders, begun: Instant::now() };
        match agent {
            Agent::Needs => work.needs().await,
            Agent::Character => work.character().await,
            Agent::Prompt => work.prompt().await,
            Agent::Scene => work.scene().await,
            Agent::Picture => work.picture().await,
        }
    }

    async fn conclude(&self, job: &Job, outputs: &[(i32, Value)]) -> Result<Value> {
        conclude::conclude(job, outputs)
    }
}

/// Prompts and scenes are made of what there is, without anybody's help.
fn orders(job: &Job, agent: Agent, fallback: bool) -> Orders {
    let mut orders = job.config.orders(agent, &job.settings);
    if fallback || matches!(agent, Agent::Prompt | Agent::Scene) {
        orders.engine = OFFLINE.to_owned();
    }
    orders
}

fn agent_of(step: i32) -> Agent {
    Agent::ALL.into_iter().find(|agent| agent.step() == step).unwrap_or(Agent::Picture)
}

/// One attempt of one agent.
struct Work<'a> {
    plan: &'a Knock,
    job: &'a Job,
    step: &'a Step<'a>,
    orders: Orders,
    begun: Instant,
}

impl Work<'_> {
    fn seed(&self) -> u32 {
        self.job.seed
    }

    /// The same seed gives different people different rooms, and the same person the same one.
    fn seed_with(&self, of: &impl Serialize) -> u32 {
        u32::from_str_radix(&digest(&(self.job.seed, of))[..8], 16).unwrap_or(self.job.seed)
    }

    /// The output of an earlier step, in its own type.
    #[allow(clippy::result_large_err, reason = "it ends the step: made once, moved once")]
    fn earlier<T: DeserializeOwned>(&self, agent: Agent, part: Option<&str>) -> std::result::Result<T, Failed> {
        let output = self.step.output(agent.step()).cloned().unwrap_or_default();
        let output = part.map_or(output.clone(), |part| output.get(part).cloned().unwrap_or_default());
        serde_json::from_value(output).map_err(|cause| {
            let message = format!("the output of step {} cannot be read: {cause}", agent.step());
            failed(FailureKind::Internal, message)
        })
    }

    fn trace(&self) -> Trace {
        let trace = Trace { engine: self.orders.engine.clone(), ..Trace::default() };
        self.step.note(&trace);
        trace
    }

    /// Says each broken rule in the step's log, and refuses an output that breaks one it may not break.
    fn held_to(&self, violations: &[Violation], trace: &mut Trace) -> std::result::Result<(), StepFailure> {
        for violation in violations {
            self.step.voice.line(
                if Violation::any_critical(std::slice::from_ref(violation)) { Level::Error } else { Level::Warning },
                format!("{} · {}: {}", violation.path, violation.rule, violation.message),
            );
        }
        trace.warnings.extend(violations.iter().map(|one| json!(one)));
        match violations.iter().find(|one| Violation::any_critical(std::slice::from_ref(*one))) {
            None => Ok(()),
            Some(critical) => Err(StepFailure {
                details: Some(json!(violations)),
                ..StepFailure::new(FailureKind::Violation, format!("{}: {}", critical.path, critical.message))
            }),
        }
    }

    async fn needs(self) -> std::result::Result<StepDone, Failed> {
        let recorded = json!(self.job.input);
        let mut trace = self.trace();
        if let Some(output) = self.cached(&recorded, &mut trace).await? {
            return Ok(StepDone { output, input: recorded, trace });
        }
        let made = self.analysis(&mut trace).await;
        self.settled(recorded, trace, made).await
    }

    async fn analysis(&self, trace: &mut Trace) -> std::result::Result<Value, StepFailure> {
        let input = &self.job.input;
        let (analysis, violations) = if self.orders.is_offline() {
            let analysis = needs::analyse(input);
            let violations = needs::check(&analysis);
            (analysis, violations)
        } else {
            let read = |answer: &Value| needs::read(answer);
            let asking = Asking { question: needs::ask(input), read: &read, repair: &needs::repair };
            self.ask(asking, trace).await?
        };
        self.held_to(&violations, trace)?;
        self.tell_needs(&analysis);
        Ok(json!(analysis))
    }

    fn tell_needs(&self, analysis: &Analysis) {
        let strong: Vec<String> = analysis
            .complete_vector
            .iter()
            .filter(|one| one.actual > self.job.settings.criteria.need_cut)
            .map(|one| format!("{} {:.2}", one.need, one.actual))
            .collect();
        let line = format!("{} · {} paradoxes", strong.join(", "), analysis.paradoxes.len());
        self.step.voice.line(Level::Success, line);
    }

    async fn character(self) -> std::result::Result<StepDone, Failed> {
        let analysis: Analysis = self.earlier(Agent::Needs, None)?;
        let material = character::gather(&self.plan.pool, &self.job.input, &analysis, self.seed())
            .await
            .map_err(|refusal| refused(refusal.into()))?;
        let recorded = json!({ "analysis": analysis, "material": material });
        let mut trace = self.trace();
        if let Some(output) = self.cached(&recorded, &mut trace).await? {
            return Ok(StepDone { output, input: recorded, trace });
        }
        let made = self.somebody(&material, &analysis, &mut trace).await;
        self.settled(recorded, trace, made).await
    }

    async fn somebody(
        &self,
        material: &character::Material,
        analysis: &Analysis,
        trace: &mut Trace,
    ) -> std::result::Result<Value, StepFailure> {
        let input = &self.job.input;
        let (character, violations) = if self.orders.is_offline() {
            let character = character::compose(material, input, analysis, self.seed());
            let violations = character::check(&character, material, input);
            (character, violations)
        } else {
            let read = |answer: &Value| character::read(answer, material, input);
            let question = character::ask(material, input, analysis);
            self.ask(Asking { question, read: &read, repair: &character::repair }, trace).await?
        };
        self.held_to(&violations, trace)?;
        self.step.voice.line(Level::Success, format!("{} · {}", character.name, character.archetype));
        Ok(json!({ "character": character, "material": material }))
    }

    async fn scene(self) -> std::result::Result<StepDone, Failed> {
        let analysis: Analysis = self.earlier(Agent::Needs, None)?;
        let character: Character = self.earlier(Agent::Character, Some("character"))?;
        let seed = self.seed_with(&(&self.job.input.meta.user_name, &character.name));
        let material = scene::gather(&self.plan.pool, &character, &analysis, seed)
            .await
            .map_err(|refusal| refused(refusal.into()))?;
        let recorded = json!({ "character": character, "material": material });
        let mut trace = self.trace();
        if let Some(output) = self.cached(&recorded, &mut trace).await? {
            return Ok(StepDone { output, input: recorded, trace });
        }
        let scene: Scene = scene::compose(&material, &character, &analysis, seed);
        let made = self.held_to(&scene::check(&scene, &material), &mut trace).map(|()| {
            self.step.voice.line(Level::Success, format!("{} objects · {}", scene.objects.len(), scene.archetype));
            let usage: Vec<(&str, uuid::Uuid, bool)> =
                material.usage().into_iter().map(|(pool, row, chosen)| (pool.word(), row, chosen)).collect();
            json!({ "scene": scene, "usage": usage })
        });
        self.settled(recorded, trace, made).await
    }
}

/// How an agent is asked, and how its answer is read.
type Read<'a, T> = &'a (dyn Fn(&Value) -> std::result::Result<(T, Vec<Violation>), Vec<Violation>> + Sync);
type Repair<'a> = &'a (dyn Fn(&Question, &str, &[Violation]) -> Question + Sync);

pub(super) fn failed(kind: FailureKind, message: impl Into<String>) -> Failed {
    refused(StepFailure::new(kind, message))
}

pub(super) fn refused(failure: StepFailure) -> Failed {
    (failure, Box::default())
}

/// SHA-256 over the JSON of whatever is given, in hexadecimal.
pub(super) fn digest(of: &impl Serialize) -> String {
    sha256(&serde_json::to_vec(of).unwrap_or_default())
}

pub(in crate::runs) fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
