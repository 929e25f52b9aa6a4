//! `template`: versions of prompt templates, what they render to, and what is wrong with them.

use std::{collections::BTreeMap, io::Read};

use clap::{Args, Subcommand};
use greenroom_core::{
    Error, Result,
    prompts::{
        Compiled, MarkKind, Mode, Rendered, TemplateSource,
        lint::{self, Finding, PromptLanguage},
        sample_context,
    },
    templates::{
        TemplateSummary, TemplateVersion,
        contexts::{self, StoredContextEdit},
        diff, draft,
        file::{self, TemplateFile, TemplateFormat},
        goldens, publish, settings, snippets, usage,
        versions::{self, NewTemplate, TemplateFilter},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Options,
    output::{Output, table},
    session::Session,
};

#[derive(Subcommand)]
pub enum Verb {
    /// Versions, by folder and name
    #[command(after_help = "Example:\n  greenroomctl template list --text 반딧불 --json")]
    List {
        /// Words that any section, the name or the description holds
        #[arg(long)]
        text: Option<String>,
        /// One template by its name
        #[arg(long)]
        name: Option<String>,
        /// A folder and those below it
        #[arg(long)]
        folder: Option<String>,
        #[arg(long)]
        tag: Vec<String>,
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// `next` of the page before
        #[arg(long, value_name = "CURSOR")]
        after: Option<Uuid>,
    },
    /// The versions of a template, the newest first
    Versions { name: String },
    /// All of a version, or the file it makes
    #[command(after_help = "Example:\n  greenroomctl template show $ID --format markdown > voice.md")]
    Show {
        id: Uuid,
        /// As a file that `create --file` reads
        #[arg(long, value_enum)]
        format: Option<FileFormat>,
    },
    /// A new draft: from a file, from another version, or with seven headings
    #[command(
        after_help = "Examples:\n  greenroomctl template create --file voice.md\n  greenroomctl template create --from \
        $ID\n  greenroomctl template create --name night-voice"
    )]
    Create {
        /// JSON, or Markdown with front matter; - for standard input
        #[arg(long, conflicts_with_all = ["from", "name"])]
        file: Option<String>,
        /// The version to begin with
        #[arg(long, value_name = "ID")]
        from: Option<Uuid>,
        #[arg(long)]
        name: Option<String>,
    },
    /// Write a draft that nobody changed since it was read; a published version is refused
    Update {
        id: Uuid,
        #[arg(long, value_name = "R")]
        revision: String,
        /// JSON, or Markdown with front matter; - for standard input
        #[arg(long)]
        file: String,
    },
    /// Ask a second person to look at a draft
    Submit {
        id: Uuid,
        #[arg(long)]
        note: Option<String>,
    },
    /// Give a version in review back to its writer
    TakeBack {
        id: Uuid,
        #[arg(long)]
        note: Option<String>,
    },
    /// Make a draft a version that never changes again; refused while lint finds errors
    Publish {
        id: Uuid,
        #[arg(long)]
        note: Option<String>,
    },
    /// New characters are made by this version from now on
    SetDefault { id: Uuid },
    /// Take a published version out of use, or bring it back
    Archive {
        id: Uuid,
        #[arg(long)]
        back: bool,
    },
    /// Delete a draft, or an archived version that made nobody
    Delete {
        id: Uuid,
        #[arg(long, value_name = "R")]
        revision: Option<String>,
    },
    /// The folder and the tags of all versions of a template
    File {
        name: String,
        #[arg(long, default_value = "")]
        folder: String,
        #[arg(long)]
        tag: Vec<String>,
    },
    /// Characters and runs of a version, and how good they were
    Usage { id: Uuid },
    /// What is wrong or doubtful; exit code 1 where it is an error
    Lint {
        #[command(flatten)]
        what: What,
    },
    /// The prompt that a version and a context make
    #[command(
        after_help = "Examples:\n  greenroomctl template render $ID\n  greenroomctl template render --file voice.md \
        --context values.json --section why"
    )]
    Render {
        #[command(flatten)]
        what: What,
        #[command(flatten)]
        with: With,
        /// Only one section
        #[arg(long)]
        section: Option<String>,
        /// Refuse what is missing instead of leaving it blank
        #[arg(long)]
        strict: bool,
    },
    /// What two versions make of every stored context, and which sections differ
    Diff { before: Uuid, after: Uuid },
    /// What a version makes of the golden contexts now, beside what was accepted; exit code 1 where that differs
    Regress {
        id: Uuid,
        /// Accept what it makes of them now
        #[arg(long)]
        update: bool,
    },
    /// Values to try templates with
    #[command(subcommand)]
    Context(ContextVerb),
}

#[derive(Subcommand)]
pub enum ContextVerb {
    /// Every stored context
    List,
    /// Keep values under a name; the same name again changes them
    Save {
        name: String,
        /// A JSON object; - for standard input
        #[arg(long)]
        file: String,
        #[arg(long)]
        tag: Vec<String>,
        /// Every version is rendered with it before it is published
        #[arg(long)]
        golden: bool,
    },
    /// Throw a context away
    Delete { name: String },
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum FileFormat {
    Json,
    Markdown,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct What {
    /// A stored version
    id: Option<Uuid>,
    /// JSON, or Markdown with front matter; - for standard input
    #[arg(long)]
    file: Option<String>,
}

#[derive(Args)]
#[group(multiple = false)]
pub struct With {
    /// A file with a JSON object; - for standard input
    #[arg(long, value_name = "FILE")]
    context: Option<String>,
    /// The variables of a run, by its number
    #[arg(long, value_name = "N")]
    run: Option<i64>,
    /// A stored context; without any, the product's own sample
    #[arg(long, value_name = "NAME")]
    sample: Option<String>,
}

pub async fn run(verb: Verb, options: &Options, output: &Output) -> Result<()> {
    let session = Session::begin(options, output).await?;
    let pool = session.console.pool();
    match verb {
        Verb::List { text, name, folder, tag, limit, after } => {
            let filter = TemplateFilter { text, name, folder, tags: tag, ..TemplateFilter::default() };
            list(&session, &filter, limit, after, output).await?;
        }
        Verb::Versions { name } => {
            let filter = TemplateFilter { name: Some(name), ..TemplateFilter::default() };
            list(&session, &filter, usize::MAX, None, output).await?;
        }
        Verb::Show { id, format } => show(get(&session, id).await?, format, output)?,
        Verb::Create { file, from, name } => {
            let made = match file {
                Some(file) => file::import(&session.console, &TemplateFile::read(&text_of(&file)?)?).await?,
                None => versions::create(&session.console, &NewTemplate { name, from, version: None }).await?,
            };
            tell(&made, output);
        }
        Verb::Update { id, revision, file } => {
            let file = TemplateFile::read(&text_of(&file)?)?;
            let saved = draft::replace(&session.console, id, &revision, &file.fields()).await?;
            tell(&saved.version, output);
        }
        Verb::Submit { id, note } => {
            let revision = get(&session, id).await?.summary.revision;
            tell(&publish::submit(&session.console, id, &revision, note.as_deref()).await?, output);
        }
        Verb::TakeBack { id, note } => {
            let revision = get(&session, id).await?.summary.revision;
            tell(&publish::take_back(&session.console, id, &revision, note.as_deref()).await?, output);
        }
        Verb::Publish { id, note } => {
            let check = publish::check(pool, id).await?;
            tell(&publish::publish(&session.console, id, &check.digest, note.as_deref()).await?, output);
        }
        Verb::SetDefault { id } => {
            let revision = get(&session, id).await?.summary.revision;
            tell(&publish::make_default(&session.console, id, &revision).await?, output);
        }
        Verb::Archive { id, back } => tell(&versions::archive(&session.console, id, !back).await?, output),
        Verb::Delete { id, revision } => {
            let undo = versions::delete(&session.console, id, revision.as_deref()).await?;
            output.result(&json!({ "deleted": 1, "undo": undo }), |_| format!("undo: {undo}"));
        }
        Verb::File { name, folder, tag } => {
            let filed = versions::file_under(&session.console, &name, &folder, &tag).await?;
            output.result(&json!({ "changed": filed }), |_| filed.to_string());
        }
        Verb::Usage { id } => output.result(&usage::usage(pool, id).await?, |usage| {
            format!("{} characters, {} runs", usage.characters, usage.runs)
        }),
        Verb::Lint { what } => lint_it(&session, &what, output).await?,
        Verb::Render { what, with, section, strict } => {
            render(&session, &what, &with, section.as_deref(), strict, output).await?;
        }
        Verb::Diff { before, after } => compare(&session, before, after, output).await?,
        Verb::Regress { id, update } => regress(&session, id, update, output).await?,
        Verb::Context(verb) => context(&session, verb, output).await?,
    }
    session.end().await
}

async fn get(session: &Session, id: Uuid) -> Result<TemplateVersion> {
    versions::get(&mut *session.console.pool().acquire().await?, id).await
}

async fn list(
    session: &Session,
    filter: &TemplateFilter,
    limit: usize,
    after: Option<Uuid>,
    output: &Output,
) -> Result<()> {
    let all = versions::list(session.console.pool(), filter).await?;
    let begin = match after {
        None => 0,
        Some(after) => {
            let place = all.iter().position(|one| one.id == after);
            place.ok_or_else(|| Error::invalid("after", "this is no cursor of the list"))? + 1
        }
    };
    let page: Vec<&TemplateSummary> = all.iter().skip(begin).take(limit).collect();
    let next = page.last().filter(|_| begin + page.len() < all.len()).map(|last| last.id);
    let total = json!({ "value": all.len(), "exact": true });
    output.result(&json!({ "items": page, "next": next, "total": total }), |_| {
        let rows: Vec<Vec<String>> = page
            .iter()
            .map(|one| {
                let state =
                    if one.is_default { "default".to_owned() } else { format!("{:?}", one.state).to_lowercase() };
                let characters = one.characters.to_string();
                vec![one.id.to_string(), one.name.clone(), one.version.clone(), state, characters, one.folder.clone()]
            })
            .collect();
        table(&["id", "name", "version", "state", "characters", "folder"], &rows)
    });
    Ok(())
}

fn show(version: TemplateVersion, format: Option<FileFormat>, output: &Output) -> Result<()> {
    let Some(format) = format else {
        output.result(&version, |version| serde_json::to_string_pretty(version).unwrap_or_default());
        return Ok(());
    };
    let format = match format {
        FileFormat::Json => TemplateFormat::Json,
        FileFormat::Markdown => TemplateFormat::Markdown,
    };
    let text = TemplateFile::from(version).write(format)?;
    output.result(&json!({ "file": text }), |_| text.clone());
    Ok(())
}

fn tell(version: &TemplateVersion, output: &Output) {
    output.result(version, |version| {
        let TemplateSummary { id, revision, name, version, state, .. } = &version.summary;
        format!("{name} {version}: {}\nid: {id}\nrevision: {revision}", format!("{state:?}").to_lowercase())
    });
}

async fn source_of(session: &Session, what: &What) -> Result<TemplateSource> {
    let mut connection = session.console.pool().acquire().await?;
    match (what.id, &what.file) {
        (Some(id), _) => versions::get(&mut connection, id).await?.source(&mut connection).await,
        (None, Some(file)) => {
            let file = TemplateFile::read(&text_of(file)?)?;
            Ok(file.source(snippets::newest(&mut connection).await?))
        }
        (None, None) => Err(Error::invalid("id", "a version or a file is named")),
    }
}

async fn lint_it(session: &Session, what: &What, output: &Output) -> Result<()> {
    let compiled = Compiled::new(&source_of(session, what).await?);
    let limits = settings::get(&mut *session.console.pool().acquire().await?).await?.limits();
    let contexts = [("sample".to_owned(), sample_context())];
    let findings = lint::lint(&compiled, &contexts, &limits, PromptLanguage::Ko);
    output.result(&json!({ "findings": findings }), |_| told(&findings));
    match findings.iter().filter(|finding| finding.severity == lint::Severity::Error).count() {
        0 => Ok(()),
        errors => Err(Error::invalid("sections", format!("the template has {errors} errors"))),
    }
}

fn told(findings: &[Finding]) -> String {
    let rows: Vec<Vec<String>> = findings
        .iter()
        .map(|finding| {
            let place = finding.section.as_deref().or(finding.snippet.as_deref()).unwrap_or("-");
            vec![
                format!("{:?}", finding.severity).to_lowercase(),
                format!("{place}:{}:{}", finding.line, finding.column),
                finding.rule.clone(),
                finding.message.clone(),
            ]
        })
        .collect();
    table(&["severity", "where", "rule", "what"], &rows)
}

async fn render(
    session: &Session,
    what: &What,
    with: &With,
    section: Option<&str>,
    strict: bool,
    output: &Output,
) -> Result<()> {
    let source = source_of(session, what).await?;
    let pool = session.console.pool();
    let context = match (&with.context, with.run, &with.sample) {
        (Some(file), _, _) => object(&text_of(file)?)?,
        (_, Some(number), _) => contexts::of_run(pool, number).await?,
        (_, _, Some(name)) if name != "default" => contexts::by_name(pool, name).await?.variables,
        _ => sample_context(),
    };
    let compiled = Compiled::new(&source);
    let rendered = compiled.render(&context, if strict { Mode::Strict } else { Mode::Lenient });
    let limits = settings::get(&mut *pool.acquire().await?).await?.limits();
    let findings = lint::lint(&compiled, &[("given".to_owned(), context)], &limits, PromptLanguage::Ko);
    if let Some(key) = section
        && !rendered.sections.iter().any(|one| one.key == key)
    {
        return Err(Error::not_found("section", key));
    }
    let failed = rendered.sections.iter().find_map(|one| one.error.as_ref().map(|error| (one.key.clone(), error)));
    if let (true, Some((key, error))) = (strict, &failed) {
        return Err(Error::invalid(&format!("sections.{key}"), error.message.clone())
            .details(format!("line {}, column {}", error.line, error.column)));
    }
    output.result(&document(&rendered, section, &findings), |_| {
        let part = section.and_then(|key| rendered.sections.iter().find(|one| one.key == key));
        part.map_or_else(|| rendered.prompt.clone(), |part| part.text.clone())
    });
    Ok(())
}

fn document(rendered: &Rendered, section: Option<&str>, findings: &[Finding]) -> Value {
    let sections: BTreeMap<&str, &str> = rendered
        .sections
        .iter()
        .filter(|one| section.is_none_or(|key| one.key == key))
        .map(|one| (one.key.as_str(), one.text.as_str()))
        .collect();
    let blanks: Vec<Value> = rendered
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Blank)
        .map(|mark| json!({ "section": mark.section, "path": mark.path, "why": mark.why }))
        .collect();
    json!({
        "prompt": rendered.prompt, "sections": sections, "characters": rendered.characters, "tokens": rendered.tokens,
        "blanks": blanks, "findings": findings,
    })
}

async fn compare(session: &Session, before: Uuid, after: Uuid, output: &Output) -> Result<()> {
    let (old, new) = (get(session, before).await?, get(session, after).await?);
    let keys: std::collections::BTreeSet<&String> = old.sections.keys().chain(new.sections.keys()).collect();
    let sections: Vec<Value> = keys
        .into_iter()
        .filter(|key| old.sections.get(*key) != new.sections.get(*key))
        .map(|key| json!({ "section": key, "before": old.sections.get(key), "after": new.sections.get(key) }))
        .collect();
    let contexts = diff::rendered(session.console.pool(), before, after).await?;
    let changed = contexts.iter().filter(|one| one.changed).count();
    output.result(&json!({ "sections": sections, "contexts": contexts, "changed": changed }), |document| {
        let names: Vec<&str> = sections.iter().filter_map(|one| one["section"].as_str()).collect();
        let of = document["contexts"].as_array().map_or(0, Vec::len);
        format!("sections: {}\ncontexts: {changed} of {of} change", names.join(", "))
    });
    Ok(())
}

async fn regress(session: &Session, id: Uuid, update: bool, output: &Output) -> Result<()> {
    let changes = goldens::regress(session.console.pool(), id).await?;
    let changed = changes.iter().filter(|one| one.changed).count();
    if update {
        goldens::accept_now(&session.console, id).await?;
    }
    output.result(&json!({ "contexts": changes, "changed": changed, "accepted": update }), |_| {
        let rows: Vec<Vec<String>> = changes
            .iter()
            .map(|one| {
                let says = if one.changed { "changed" } else { "same" };
                vec![one.name.clone(), says.to_owned(), one.tokens.to_string()]
            })
            .collect();
        table(&["context", "is", "tokens"], &rows)
    });
    match (changed, update) {
        (0, _) | (_, true) => Ok(()),
        _ => Err(Error::invalid("contexts", format!("{changed} golden contexts are rendered differently"))),
    }
}

async fn context(session: &Session, verb: ContextVerb, output: &Output) -> Result<()> {
    let pool = session.console.pool();
    match verb {
        ContextVerb::List => {
            let stored = contexts::list(pool).await?;
            output.result(&json!({ "items": stored }), |_| {
                let rows: Vec<Vec<String>> = stored
                    .iter()
                    .map(|one| {
                        let golden = if one.is_golden { "golden" } else { "" };
                        vec![one.name.clone(), one.origin.clone(), golden.to_owned(), one.tags.join(", ")]
                    })
                    .collect();
                table(&["name", "origin", "golden", "tags"], &rows)
            });
        }
        ContextVerb::Save { name, file, tag, golden } => {
            let known = contexts::list(pool).await?.into_iter().find(|one| one.name == name);
            let edit = StoredContextEdit {
                name,
                description: known.as_ref().and_then(|known| known.description.clone()),
                tags: tag,
                origin: "hand".to_owned(),
                job_id: None,
                variables: object(&text_of(&file)?)?,
                is_golden: golden,
            };
            let known = known.as_ref().map(|known| (known.id, known.revision.as_str()));
            let saved = contexts::save(&session.console, known, &edit).await?;
            output.result(&saved, |saved| format!("{}: {}", saved.name, saved.id));
        }
        ContextVerb::Delete { name } => {
            let undo = contexts::delete(&session.console, contexts::by_name(pool, &name).await?.id).await?;
            output.result(&json!({ "deleted": 1, "undo": undo }), |_| format!("undo: {undo}"));
        }
    }
    Ok(())
}

fn text_of(file: &str) -> Result<String> {
    if file != "-" {
        return std::fs::read_to_string(file).map_err(|cause| Error::io(format!("reading {file}"), cause));
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(|cause| Error::io("reading standard input", cause))?;
    Ok(text)
}

fn object(text: &str) -> Result<Value> {
    match serde_json::from_str(text) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(Error::invalid("context", "a context is a JSON object")),
        Err(cause) => Err(Error::invalid("context", format!("the context is no JSON, line {}", cause.line()))
            .details(cause.to_string())),
    }
}
