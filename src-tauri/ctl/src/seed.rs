//! `seed`: fill a database with a named set of rows.

use clap::Args;
use greenroom_core::{Result, insight::home, seeds};

use crate::{
    Options,
    output::{Output, table},
    session::Session,
};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  greenroomctl seed knock\n  greenroomctl seed knock --scenario list\n  greenroomctl seed \
    knock --scenario content --json\n  greenroomctl seed knock --scenario bench --rows 1000000"
)]
pub struct Arguments {
    /// Which system's tables
    system: String,
    /// Which set of rows; `list` prints them
    #[arg(long, default_value = "demo")]
    scenario: String,
    /// Only when the pools are empty
    #[arg(long)]
    if_empty: bool,
    /// How many rows the scenario `bench` makes
    #[arg(long, default_value_t = seeds::generated::BENCH_ROWS)]
    rows: u32,
}

pub async fn run(arguments: Arguments, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    let console = &session.console;
    if arguments.scenario == "list" {
        let scenarios = seeds::list(console.pool(), &arguments.system).await?;
        output.result(&scenarios, |scenarios| {
            let rows: Vec<Vec<String>> = scenarios
                .iter()
                .map(|scenario| {
                    let loaded = if scenario.loaded { output.say("예", "yes") } else { output.say("아니요", "no") };
                    let title = output.say(&scenario.title.ko, &scenario.title.en).to_owned();
                    vec![scenario.name.clone(), scenario.rows.to_string(), loaded.to_owned(), title]
                })
                .collect();
            let generated = output.say("만든 경험으로 가득 찬 풀", "a pool full of generated experiences");
            let bench = [seeds::generated::BENCH, "--rows", "", generated].map(str::to_owned).to_vec();
            table(&["scenario", "rows", "loaded", "what it is"], &[rows, vec![bench]].concat())
        });
        return session.end().await;
    }
    if arguments.if_empty {
        let content = home::content(console.pool()).await?;
        if content.experiences.total + content.archetypes.total + content.visuals.total > 0 {
            output
                .result(&serde_json::json!({ "scenario": arguments.scenario, "inserted": 0, "skipped": true }), |_| {
                    output.say("이미 내용이 있어 그대로 두었습니다", "there is content already; left alone").to_owned()
                });
            return session.end().await;
        }
    }
    if arguments.scenario == seeds::generated::BENCH {
        seeds::load(console, &arguments.system, "content").await?;
        let inserted = seeds::generated::experiences(console, arguments.rows, &output.ticket()).await?;
        output.result(&serde_json::json!({ "scenario": arguments.scenario, "inserted": inserted }), |_| {
            format!("{inserted} {}", output.say("행 추가", "rows inserted"))
        });
        return session.end().await;
    }
    let report = seeds::load(console, &arguments.system, &arguments.scenario).await?;
    output.result(&report, |report| {
        let rows: Vec<Vec<String>> = report
            .tables
            .iter()
            .map(|seeded| vec![seeded.table.clone(), seeded.inserted.to_string(), seeded.unchanged.to_string()])
            .collect();
        table(&["table", "inserted", "unchanged"], &rows)
    });
    session.end().await
}
