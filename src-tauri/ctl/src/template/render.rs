//! What a source makes of a context, and what is wrong with it; the source is a stored version or a file.

use std::collections::BTreeMap;

use clap::Args;
use greenroom_core::{
    Error, ErrorCode, Result,
    prompts::{
        Compiled, MarkKind, Mode, Rendered, TemplateSource,
        lint::{self, Finding, PromptLanguage},
        sample_context,
    },
    templates::{
        contexts,
        file::TemplateFile,
        settings, snippets,
        sources::{self, ContextSourceKey, ContextSourceKind},
        versions,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{object, text_of};
use crate::{
    output::{Output, table},
    session::Session,
};

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
    /// A stored context, or else a sample input; without any, the product's own sample
    #[arg(long, value_name = "NAME")]
    sample: Option<String>,
    /// What somebody told at the beginning, by the person's id
    #[arg(long, value_name = "ID")]
    person: Option<Uuid>,
}

pub(super) async fn lint_it(session: &Session, what: &What, output: &Output) -> Result<()> {
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

pub(super) async fn render(
    session: &Session,
    what: &What,
    with: &With,
    section: Option<&str>,
    strict: bool,
    output: &Output,
) -> Result<()> {
    let source = source_of(session, what).await?;
    let pool = session.console.pool();
    let context = context_of(session, with).await?;
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

async fn context_of(session: &Session, with: &With) -> Result<Value> {
    let pool = session.console.pool();
    let of = |kind, key: String| async move { sources::variables_of(pool, &ContextSourceKey { kind, key }).await };
    match with {
        With { context: Some(file), .. } => object(&text_of(file)?),
        With { run: Some(number), .. } => of(ContextSourceKind::Run, number.to_string()).await,
        With { person: Some(id), .. } => of(ContextSourceKind::Person, id.to_string()).await,
        With { sample: Some(name), .. } if name != "default" => match contexts::by_name(pool, name).await {
            Err(missing) if missing.code == ErrorCode::NotFound => of(ContextSourceKind::Sample, name.clone()).await,
            stored => Ok(stored?.variables),
        },
        _ => Ok(sample_context()),
    }
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
