//! Runs as tests start and see them: a database of its own, a worker that is driven by hand, and what came of it.

use std::{sync::Arc, time::Duration};

use greenroom_core::{
    Console, Error,
    agents::input::RunInput,
    runs::{
        config::RunConfig,
        event::RunEvent,
        read::{self, Run, RunStep},
        start::{RunRequest, RunSource, start},
        state::RunState,
        worker::Worker,
    },
};
use serde_json::{Value, json};
use sqlx::Executor;
use uuid::Uuid;

use super::Fresh;

/// A seeded database and a worker that takes only what it is given.
pub struct Works {
    pub fresh: Fresh,
    pub worker: Arc<Worker>,
}

impl Works {
    pub async fn begin() -> Self {
        let fresh = Fresh::seeded().await;
        let worker = Worker::sign_on(&fresh.console, 4).await.expect("a worker signs on");
        Self { fresh, worker }
    }

    pub fn console(&self) -> &Arc<Console> {
        &self.fresh.console
    }

    pub async fn sql(&self, statement: &str) {
        let mut stranger = self.fresh.stranger().await;
        stranger.execute(sqlx::AssertSqlSafe(statement.to_owned())).await.expect("a statement");
    }

    /// The first column of the first row, as text.
    pub async fn told(&self, statement: &str) -> String {
        told(&self.fresh, statement).await
    }

    pub async fn count(&self, of: &str) -> i64 {
        self.told(&format!("select count(*)::text from {of}")).await.parse().expect("a count")
    }

    /// Only started.
    pub async fn started(&self, request: &RunRequest) -> Uuid {
        start(self.console(), request).await.expect("a run starts").id
    }

    pub async fn refused(&self, request: &RunRequest) -> Error {
        start(self.console(), request).await.expect_err("the run is refused")
    }

    /// Started, and driven until it is over or waits for somebody.
    pub async fn driven(&self, request: &RunRequest) -> Run {
        let run = self.started(request).await;
        self.to_the_end(run).await
    }

    pub async fn to_the_end(&self, run: Uuid) -> Run {
        drive(self.console(), &self.worker, run).await
    }

    pub async fn run(&self, run: Uuid) -> Run {
        read::get(self.console().pool(), run).await.expect("the run")
    }

    pub async fn state(&self, run: Uuid) -> RunState {
        read::state(self.console().pool(), run).await.expect("its state")
    }

    pub async fn events(&self, run: Uuid) -> Vec<RunEvent> {
        read::events(self.console().pool(), run, 0, 10_000).await.expect("its log")
    }

    /// The kinds of its events, in order; pieces of answers and lines left out.
    pub async fn told_kinds(&self, run: Uuid) -> Vec<String> {
        let events = self.events(run).await;
        events.into_iter().map(|event| event.kind).filter(|kind| kind != "text" && kind != "line").collect()
    }

    /// Somebody who has told us about themselves, and has no character yet.
    pub async fn person(&self) -> Uuid {
        self.told(
            "select user_id::text from knock.onboarding_data where cardinality(domains) > 0
               and not exists (select from knock.personas where personas.user_id = onboarding_data.user_id)
             order by user_id limit 1",
        )
        .await
        .parse()
        .expect("an id")
    }

    /// A copy of the default template with another text in one of its sections.
    pub async fn template_with(&self, section: &str, text: &str) -> Uuid {
        let id: String = sqlx::query_scalar(
            "insert into knock.prompt_templates (name, version, sections, variables, state, is_active)
             select 'a faulty one', '1.0', jsonb_set(sections, array[$1], to_jsonb($2::text)), variables, 'draft', false
             from knock.prompt_templates where is_default returning id::text",
        )
        .bind(section)
        .bind(text)
        .fetch_one(&mut self.fresh.stranger().await)
        .await
        .expect("a template");
        id.parse().expect("an id")
    }
}

pub async fn told(fresh: &Fresh, statement: &str) -> String {
    sqlx::query_scalar(sqlx::AssertSqlSafe(statement.to_owned()))
        .fetch_one(&mut fresh.stranger().await)
        .await
        .unwrap_or_else(|cause| panic!("{statement}: {cause}"))
}

/// Until the run is over or waits; a run that rests between attempts is taken up again.
pub async fn drive(console: &Arc<Console>, worker: &Arc<Worker>, run: Uuid) -> Run {
    for _ in 0..600 {
        worker.drive(run).await.expect("the run is driven");
        let state = read::state(console.pool(), run).await.expect("its state");
        if state.is_final() || state == RunState::Waiting {
            return read::get(console.pool(), run).await.expect("the run");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the run never ended");
}

pub fn sample(name: &str) -> RunRequest {
    request(RunSource::Sample { name: name.to_owned() })
}

pub fn of_person(id: Uuid) -> RunRequest {
    request(RunSource::Person { id })
}

pub fn request(source: RunSource) -> RunRequest {
    RunRequest { seed: Some(7), ..RunRequest::of(source) }
}

/// With what is different in its config.
pub fn with(mut request: RunRequest, change: impl FnOnce(&mut RunConfig)) -> RunRequest {
    change(&mut request.config);
    request
}

/// The attempts at one step, in order.
pub fn attempts(run: &Run, step: i32) -> Vec<&RunStep> {
    run.steps.iter().filter(|one| one.step == step).collect()
}

/// How each attempt went: `1/1 completed`, `1/2 failed server`.
pub fn journal(run: &Run) -> Vec<String> {
    let told = |step: &RunStep| {
        let kind = step.error_kind.as_deref().map(|kind| format!(" {kind}")).unwrap_or_default();
        let fallback = if step.fallback_used { " fallback" } else { "" };
        format!("{}/{} {}{kind}{fallback}", step.step, step.attempt, step.status)
    };
    run.steps.iter().map(told).collect()
}

/// The journal of a run in which nothing went wrong.
pub const SMOOTH: [&str; 5] = ["1/1 completed", "2/1 completed", "3/1 completed", "4/1 completed", "5/1 completed"];

/// What came out, without what differs between two runs that are otherwise the same.
pub fn essence(run: &Run) -> Value {
    let mut output = run.output.clone().expect("an output");
    let fields = output.as_object_mut().expect("an object");
    fields.remove("persona");
    fields.remove("room");
    output
}

/// Somebody who wants little.
pub fn plain_input(name: &str) -> Value {
    json!({
        "userData": { "domains": ["github.com", "youtube.com"], "keywords": ["혼자 밥", "이직"], "interests": ["독서"] },
        "meta": { "userName": name },
    })
}

/// A stored sample as the agents read it.
pub async fn input_of(fresh: &Fresh, name: &str) -> RunInput {
    let input: Value = sqlx::query_scalar("select input from knock.sample_inputs where name = $1")
        .bind(name)
        .fetch_one(fresh.console.pool())
        .await
        .expect("a sample");
    RunInput::read(&input).expect("an input")
}

/// Another program on the same database.
pub fn another_program(fresh: &Fresh) -> Arc<Console> {
    let setup = greenroom_core::Setup {
        data_dir: Some(super::scratch("another-program")),
        database_url: Some(fresh.url.clone()),
        actor: Some("another".to_owned()),
        origin: "another",
        ..greenroom_core::Setup::default()
    };
    Console::open(setup).expect("a second console")
}
