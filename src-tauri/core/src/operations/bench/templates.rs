//! The product's default template: put together, linted, counted, and typed in. Beside it the crate that reads templates with
//! its own renderer, and Handlebars.js where Node is at hand; both only print, ours also marks every value.

use std::{
    hint::black_box,
    io::Write,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use handlebars::Handlebars;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Measured, compare, fresh, median};
use crate::{
    connection::Console,
    error::{Error, Result},
    prompts::{
        Compiled, Mode, SECTIONS, SectionText, TemplateSource,
        lint::{self, PromptLanguage, PromptLimits},
        sample_context, tokens,
    },
    seeds,
    templates::settings,
};

const ROUNDS: usize = 15;
/// In one round: a single prompt takes too little time to be measured.
const PROMPTS: usize = 1000;
/// Written at the end of a section, one syllable after the other.
const TYPED: &str = "\n오늘은 창가의 화분이 먼저 말을 걸었다. 물을 너무 자주 준다고, 나를 좀 내버려 두라고. 그래서 우리는 한참을 말없이 \
    있었고, 그게 이상하게도 대화 같았다. 다음 날에는 내가 먼저 안부를 물었다. 대답은 없었지만 잎이 하나 새로 나 있었다.";

/// `handlebars` is the folder of the npm package; without it, or without Node, the lines that need it are left out.
pub async fn templates(folder: &Path, handlebars: Option<&Path>) -> Result<Vec<Measured>> {
    let mut measured = prompts(handlebars)?;
    measured.extend(keystrokes(folder, handlebars).await?);
    Ok(measured)
}

fn prompts(handlebars: Option<&Path>) -> Result<Vec<Measured>> {
    // The vocabulary is unpacked only once in a program.
    let begin = Instant::now();
    tokens::count("");
    let unpacked = begin.elapsed();
    let source = default_template()?;
    let context = sample_context();
    let compiled = Compiled::new(&source);
    let prompt = compiled.write(&context, Mode::Strict).prompt;

    let once = timed(|| compiled.write(black_box(&context), Mode::Strict));
    let each = timed(|| Compiled::new(black_box(&source)).write(&context, Mode::Strict));
    let (crate_once, crate_each) = the_crate(&source, &context)?;
    let counted = timed(|| tokens::count(black_box(&prompt)));
    let limits = PromptLimits::default();
    let linted = timed(|| lint::lint(black_box(&compiled), &[], &limits, PromptLanguage::Ko));
    let mut measured = vec![
        compare("1,000 prompts, compiled once", once, "the crate's own renderer", crate_once),
        compare("1,000 prompts, compiled each time", each, "the crate's own renderer", crate_each),
    ];
    if let Some(theirs) = handlebars.and_then(|package| in_javascript(package, &source, &context, &[])) {
        if theirs.text != prompt {
            return Err(Error::invalid("handlebars", "Handlebars.js makes another prompt of the same template"));
        }
        measured.push(compare("1,000 prompts, compiled once", once, "Handlebars.js", theirs.once));
        measured.push(compare("1,000 prompts, compiled each time", each, "Handlebars.js", theirs.each));
    }
    measured.push(compare("1,000 times lint", linted, "1,000 prompts, compiled each time", each));
    measured.push(compare("1,000 times the tokens of a prompt", counted, "1,000 prompts, compiled once", once));
    let first = unpacked.as_secs_f64() * 1000.0;
    measured.push(compare("the first count of tokens", first, "1,000 times the tokens of a prompt", counted));
    Ok(measured)
}

/// What happens after one key: the window sends the whole source and gets the prompt with its marks, its lengths, and what
/// is wrong with it. Handlebars.js reads and prints the same texts, and that is all it does.
async fn keystrokes(folder: &Path, handlebars: Option<&Path>) -> Result<Vec<Measured>> {
    let console = fresh(folder)?;
    console.connect().await?;
    let mut source = default_template()?;
    let context = sample_context();
    let texts = typed(&source);
    let sent = context.to_string();
    let (mut previews, mut whole, mut prompt) = (Vec::new(), Vec::new(), String::new());
    for text in &texts {
        source.sections[0].text.clone_from(text);
        let (source, begin) = (json!(source).to_string(), Instant::now());
        prompt = preview(&source, &sent)?;
        previews.push(begin.elapsed());
        black_box(findings(&console, &source, &sent).await?);
        whole.push(begin.elapsed());
    }
    console.leave().await;
    let (previews, whole) = (median(previews), median(whole));
    let mut measured = vec![compare("a keystroke: preview and problems", whole, "its preview alone", previews)];
    if let Some(theirs) =
        handlebars.and_then(|package| in_javascript(package, &default_template().ok()?, &context, &texts))
    {
        if theirs.typed != prompt {
            return Err(Error::invalid("handlebars", "Handlebars.js makes another prompt of what was typed"));
        }
        measured.push(compare("a keystroke: preview", previews, "Handlebars.js", theirs.keystroke));
        measured.push(compare("a keystroke: preview and problems", whole, "Handlebars.js", theirs.keystroke));
    }
    Ok(measured)
}

/// The texts of the first section while somebody types.
fn typed(source: &TemplateSource) -> Vec<String> {
    let mut text = source.sections[0].text.clone();
    TYPED
        .chars()
        .map(|letter| {
            text.push(letter);
            text.clone()
        })
        .collect()
}

/// As the command does it: from what was sent to what is answered.
fn preview(source: &str, context: &str) -> Result<String> {
    let unreadable = |cause: serde_json::Error| Error::internal("reading a preview", &cause);
    let source: TemplateSource = serde_json::from_str(source).map_err(unreadable)?;
    let context: Value = serde_json::from_str(context).map_err(unreadable)?;
    let rendered = Compiled::new(&source).render(&context, Mode::Lenient);
    black_box(serde_json::to_string(&rendered).map_err(unreadable)?);
    Ok(rendered.prompt)
}

async fn findings(console: &Console, source: &str, context: &str) -> Result<String> {
    let unreadable = |cause: serde_json::Error| Error::internal("reading the findings", &cause);
    let limits = settings::get(&mut *console.pool().acquire().await?).await?.limits();
    let source: TemplateSource = serde_json::from_str(source).map_err(unreadable)?;
    let contexts = [("chosen".to_owned(), serde_json::from_str(context).map_err(unreadable)?)];
    let found = lint::lint(&Compiled::new(&source), &contexts, &limits, PromptLanguage::Ko);
    serde_json::to_string(&found).map_err(unreadable)
}

/// As it is seeded, without a database.
fn default_template() -> Result<TemplateSource> {
    let row = seeds::row("knock", "content", "prompt_templates", "default")?;
    let unreadable = |cause: serde_json::Error| Error::internal("reading the seeded template", &cause);
    let sections = SECTIONS.map(|key| SectionText {
        key: key.to_owned(),
        text: row["sections"][key].as_str().unwrap_or_default().to_owned(),
    });
    let variables = row.get("variables").cloned().unwrap_or_default();
    Ok(TemplateSource {
        sections: sections.into(),
        variables: serde_json::from_value(variables).map_err(unreadable)?,
        snippets: Vec::new(),
    })
}

fn the_crate(source: &TemplateSource, context: &Value) -> Result<(f64, f64)> {
    let engine = || -> Result<Handlebars> {
        let mut engine = Handlebars::new();
        engine.register_escape_fn(handlebars::no_escape);
        engine.set_strict_mode(true);
        for section in &source.sections {
            engine
                .register_template_string(&section.key, &section.text)
                .map_err(|cause| Error::internal("reading the seeded template", &cause))?;
        }
        Ok(engine)
    };
    let ready = engine()?;
    let prompt = |engine: &Handlebars| -> String {
        let parts = SECTIONS.map(|key| engine.render(key, context).unwrap_or_default());
        format!("# {}\n\n{}", context["characterName"].as_str().unwrap_or_default(), parts.join("\n\n---\n\n"))
    };
    let once = timed(|| prompt(black_box(&ready)));
    let each = timed(|| engine().map(|engine| prompt(&engine)));
    Ok((once, each))
}

/// What the script says: the prompt, the milliseconds of a round, and of one text of those that were typed.
#[derive(Deserialize)]
struct Theirs {
    text: String,
    once: f64,
    each: f64,
    typed: String,
    keystroke: f64,
}

fn in_javascript(package: &Path, source: &TemplateSource, context: &Value, typed: &[String]) -> Option<Theirs> {
    let script = include_str!("../../../../../tests/fixtures/handlebars/bench.mjs");
    let sections: Vec<&str> = source.sections.iter().map(|section| section.text.as_str()).collect();
    let rounds = if typed.is_empty() { ROUNDS } else { 1 };
    let task = json!({
        "handlebars": package, "sections": sections, "context": context, "prompts": PROMPTS, "rounds": rounds, "typed": typed
    });
    let mut node = Command::new("node")
        .args(["--input-type=module", "--eval", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    node.stdin.take()?.write_all(task.to_string().as_bytes()).ok()?;
    let output = node.wait_with_output().ok()?;
    serde_json::from_slice(&output.stdout).ok()
}

/// The median of the rounds.
fn timed<T>(mut work: impl FnMut() -> T) -> f64 {
    let round = |_| {
        let begin = Instant::now();
        for _ in 0..PROMPTS {
            black_box(work());
        }
        begin.elapsed()
    };
    median((0..ROUNDS).map(round).collect::<Vec<Duration>>())
}
