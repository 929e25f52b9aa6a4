//! `bench`: how fast things are, each beside its reference.

use clap::{Args, ValueEnum};
use greenroom_core::{Result, operations::bench};

use crate::output::{Output, table};

#[derive(Args)]
#[command(
    after_help = "Everything happens in a database of its own that is thrown away.\n\nExample:\n  greenroomctl bench pools \
    --rows 1000000"
)]
pub struct Arguments {
    /// Which one; all of them when none is named
    name: Option<Name>,
    /// How many rows the pool of `pools` holds; that of `draw` a tenth, the history of `reading` half of it
    #[arg(long, default_value_t = 200_000)]
    rows: u32,
    /// How many runs `runs` works off, one at a time and again sixteen at once
    #[arg(long, default_value_t = 200)]
    runs: u32,
    /// Of `templates`: the folder of the npm package handlebars, to compare with it in Node
    #[arg(long)]
    handlebars: Option<std::path::PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// Creating, starting and joining the embedded database
    Start,
    /// A large pool: pages, searches, a save and an import, each beside the bare statement
    Pools,
    /// A draw among a tenth of --rows, alone and with the chance of every row
    Draw,
    /// A colleague's change until it is known here
    Feed,
    /// Whole runs by offline agents, beside a bare client that writes the same rows
    Runs,
    /// A long history of runs: pages, searches, numbers, a run with a long log
    Reading,
    /// The default prompt template: rendered, linted, counted, typed in; beside the crate's own renderer and Handlebars.js
    Templates,
}

pub async fn run(arguments: Arguments, output: &Output) -> Result<()> {
    let mut measured = Vec::new();
    for name in Name::value_variants().iter().filter(|name| arguments.name.is_none_or(|only| only == **name)) {
        let folder = std::env::temp_dir().join(format!("greenroom-bench-{}", std::process::id()));
        let outcome = match name {
            Name::Start => bench::start(&folder).await,
            Name::Pools => bench::pools(&folder, arguments.rows).await,
            Name::Draw => bench::draw(&folder, arguments.rows / 10).await,
            Name::Feed => bench::feed(&folder).await,
            Name::Runs => bench::runs(&folder, arguments.runs).await,
            Name::Reading => bench::reading(&folder, arguments.rows / 2).await,
            Name::Templates => bench::templates(&folder, arguments.handlebars.as_deref()).await,
        };
        let _ = std::fs::remove_dir_all(&folder);
        measured.extend(outcome?);
        if *name == Name::Templates && !measured.iter().any(|one| one.reference == "Handlebars.js") {
            output.note("without Node and --handlebars there is no comparison with Handlebars.js");
        }
    }
    output.result(&measured, |measured| {
        let rows: Vec<Vec<String>> = measured
            .iter()
            .map(|one| {
                vec![
                    one.what.to_owned(),
                    format!("{:.2} ms", one.milliseconds),
                    one.reference.to_owned(),
                    format!("{:.2} ms", one.reference_milliseconds),
                    format!("{:.2}", one.ratio),
                ]
            })
            .collect();
        table(&["what", "median", "reference", "median", "ratio"], &rows)
    });
    Ok(())
}
