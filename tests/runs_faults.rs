//! Two hundred runs whose workers are killed wherever they are, and sometimes the database with them. What is left must be
//! whole: every run ends once, nothing done is done again, no half a character.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use greenroom_core::{
    Console,
    agents::Agent,
    runs::{
        config::{AgentChoice, PersonaType, RunConfig},
        start::{RunRequest, RunSource, start},
    },
    seeds,
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::support::{ctl_command, embedded, scratch};

const RUNS: u32 = 200;

#[tokio::test(flavor = "multi_thread")]
async fn runs_survive_kills_of_their_workers_and_of_the_database() {
    let folder = scratch("run-faults");
    let console = embedded(&folder);
    console.connect().await.expect("the database starts");
    seeds::load(&console, "knock", "demo").await.expect("the seeds load");
    started(&console).await;

    // Chance that can be had again: the moments are written into the failure.
    let mut chance = 20_261_121u64;
    let mut moments = Vec::new();
    let begun = Instant::now();
    for round in 0..14 {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = Duration::from_millis(400 + (chance >> 33) % 1600);
        let mut worker = worker(&folder);
        tokio::time::sleep(moment).await;
        if round % 5 == 4 {
            kill_database(&folder);
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
        worker.kill().expect("the worker is killed");
        worker.wait().expect("the worker is gone");
        moments.push((round, moment));
    }
    let finishing = ctl_command(&folder)
        .args(["work", "--once", "--concurrency", "8", "--quiet"])
        .stdout(Stdio::null())
        .status()
        .expect("the last worker");
    assert!(finishing.success(), "the last worker failed after {moments:?}");
    reconnected(console.pool()).await;
    inspected(console.pool(), &format!("after {moments:?} and {:?}", begun.elapsed())).await;
    console.leave().await;
}

/// Half of them make neighbours for people, half are dry; one in ten has a picture.
async fn started(console: &Console) {
    let people: Vec<Uuid> = sqlx::query_scalar(
        "select users.id from knock.users join knock.onboarding_data on user_id = users.id order by email",
    )
    .fetch_all(console.pool())
    .await
    .expect("people");
    for seed in 0..RUNS {
        let picture = AgentChoice { enabled: Some(seed % 10 == 0), ..AgentChoice::default() };
        let makes_somebody = seed % 2 == 0;
        let source = match makes_somebody {
            true => RunSource::Person { id: people[seed as usize / 2 % people.len()] },
            false => RunSource::Sample { name: "default".into() },
        };
        let config = RunConfig {
            dry_run: !makes_somebody,
            persona_type: Some(PersonaType::Neighbor),
            agents: [(Agent::Picture, picture)].into(),
            // One that missed the criteria would be replaced, and the count would not be two hundred.
            second_try: true,
            ..RunConfig::default()
        };
        let request = RunRequest { config, seed: Some(seed), ..RunRequest::of(source) };
        start(console, &request).await.expect("a run starts");
    }
}

fn worker(folder: &Path) -> Child {
    ctl_command(folder)
        .args(["work", "--concurrency", "8", "--quiet"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a worker")
}

/// The server itself, not its keeper: the keeper starts it again.
fn kill_database(folder: &Path) {
    let text = std::fs::read_to_string(folder.join("database/data/postmaster.pid")).expect("the server runs");
    let pid = text.lines().next().expect("its process");
    assert!(Command::new("kill").args(["-9", pid]).status().expect("kill runs").success());
}

async fn reconnected(pool: &PgPool) {
    for _ in 0..200 {
        if sqlx::query("select 1").execute(pool).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the database never came back");
}

async fn inspected(pool: &PgPool, when: &str) {
    let count = async |what: &str, statement: &'static str| -> i64 {
        sqlx::query_scalar(statement).fetch_one(pool).await.unwrap_or_else(|cause| panic!("{what}: {cause}"))
    };
    let by_state: Vec<(String, i64)> =
        sqlx::query_as("select status, count(*) from knock.agent_jobs group by status order by status")
            .fetch_all(pool)
            .await
            .expect("states");
    let interrupted =
        count("interruptions", "select count(*) from knock.agent_job_logs where error_kind = 'interrupted'").await;
    println!("{by_state:?}, {interrupted} steps were interrupted, {when}");
    assert_eq!(by_state.iter().map(|(_, runs)| runs).sum::<i64>(), i64::from(RUNS), "{by_state:?} {when}");
    assert!(interrupted > 0, "nobody was ever killed at work {when}");
    let none = [
        ("runs that did not end", "select count(*) from knock.agent_jobs where status not in ('completed', 'failed', 'cancelled')"),
        ("steps that did not end", "select count(*) from knock.agent_job_logs where status in ('pending', 'running')"),
        (
            "steps done twice",
            "select count(*) from (select from knock.agent_job_events where kind = 'stepCompleted'
               group by job_id, step having count(*) > 1) as twice",
        ),
        (
            "completed runs with a step that is neither done nor left out",
            "select count(*) from knock.agent_jobs as job cross join generate_series(1, 5) as wanted (place)
             where job.status = 'completed' and (select count(*) from knock.agent_job_logs as log where log.job_id = job.id
               and log.step = wanted.place and log.status in ('completed', 'skipped')) <> 1",
        ),
        (
            "logs with a gap or a double line",
            "select count(*) from (select from knock.agent_job_events group by job_id
               having count(*) <> max(seq) or min(seq) <> 1) as broken",
        ),
        (
            "runs that ended more or less than once",
            "select count(*) from knock.agent_jobs as job where (select count(*) from knock.agent_job_events as event
               where event.job_id = job.id and event.kind in ('completed', 'failed', 'cancelled')) <> 1",
        ),
        (
            "characters of runs that did not complete, or twice of one run",
            "select count(*) from (select from knock.personas as persona left join knock.agent_jobs as job
                 on job.id = persona.generation_job_id
               group by job.id, job.status having count(*) > 1 or job.status is distinct from 'completed') as broken",
        ),
        (
            "completed runs whose character is missing, or is there for a dry run",
            "select count(*) from knock.agent_jobs as job where job.status = 'completed'
               and (select count(*) from knock.personas where generation_job_id = job.id)
                 <> case when (job.config ->> 'dryRun')::boolean then 0 else 1 end",
        ),
        (
            "half a character",
            "select count(*) from knock.personas as persona join knock.agent_jobs as job on job.id = persona.generation_job_id
             where persona.system_prompt = '' or persona.character_profile ->> 'name' is distinct from persona.name
               or (job.output #>> '{image,url}' is not null
                 and not exists (select from knock.rooms where persona_id = persona.id))",
        ),
        ("runs still held by a worker", "select count(*) from knock.agent_job_runtime where worker is not null"),
    ];
    for (what, statement) in none {
        assert_eq!(count(what, statement).await, 0, "{what} {when}");
    }
}
