//! Agent 3: the system prompt, through the one assembler that preview and lint use too.

use serde_json::{Value, json};

use super::{Failed, Work, digest, failed, refused};
use crate::{
    agents::{
        Agent, Violation, character,
        shapes::{Analysis, Character},
    },
    failure::FailureKind,
    prompts::{Compiled, MarkKind, Mode, Rendered},
    runs::{event::Level, failure::StepFailure, settings::QualityCriteria, store::StepDone},
    templates::versions,
};

impl Work<'_> {
    pub(super) async fn prompt(self) -> Result<StepDone, Failed> {
        let analysis: Analysis = self.earlier(Agent::Needs, None)?;
        let character: Character = self.earlier(Agent::Character, Some("character"))?;
        let material: character::Material = self.earlier(Agent::Character, Some("material"))?;
        let variables = character::variables(&character, &material, &analysis, &self.job.input);
        let template = self.template().await?;
        let recorded = json!({
            "template": { "id": template.id, "name": template.name, "version": template.version, "digest": template.digest },
            "variables": variables,
        });
        let mut trace = self.trace();
        if let Some(output) = self.cached(&recorded, &mut trace).await? {
            return Ok(StepDone { output, input: recorded, trace });
        }
        let criteria = self.job.settings.criteria.clone();
        let written = tokio::task::spawn_blocking(move || {
            let rendered = Compiled::new(&template.source).render(&variables, Mode::Lenient);
            let findings = check(&rendered, &criteria);
            (rendered, findings)
        });
        let (rendered, findings) =
            written.await.map_err(|cause| failed(FailureKind::Internal, format!("the prompt broke off: {cause}")))?;
        let made = self.held_to(&findings, &mut trace).map(|()| self.told(&rendered, &findings, &recorded));
        self.settled(recorded, trace, made).await
    }

    fn told(&self, rendered: &Rendered, findings: &[Violation], recorded: &Value) -> Value {
        let line = format!("{} tokens · {} characters", rendered.tokens, rendered.characters);
        self.step.voice.line(if findings.is_empty() { Level::Success } else { Level::Warning }, line);
        json!({
            "systemPrompt": rendered.prompt,
            "template": recorded["template"],
            "tokenCount": rendered.tokens,
            "characters": rendered.characters,
            // What the product's own pipeline would have counted.
            "estimatedTokens": (f64::from(rendered.characters) / 3.5).ceil() as u32,
            "validation": {
                "passed": findings.is_empty(), "critical": Violation::any_critical(findings), "issues": findings,
            },
        })
    }

    /// The run's template; where it falls back, the default one.
    async fn template(&self) -> Result<Template, Failed> {
        let refuse = |cause: crate::error::Error| refused(cause.into());
        let mut connection = self.plan.pool.acquire().await.map_err(|cause| refused(cause.into()))?;
        let wanted = if self.step.fallback { None } else { self.job.template };
        let id = match wanted {
            Some(id) => Some(id),
            None => versions::default_version(&mut connection).await.map_err(refuse)?,
        };
        let id = id.ok_or_else(|| refused(StepFailure::new(FailureKind::Missing, "no template is the default")))?;
        let version = versions::get(&mut connection, id).await.map_err(refuse)?;
        let source = version.source(&mut connection).await.map_err(refuse)?;
        let told = json!([
            source.sections.iter().map(|section| (&section.key, &section.text)).collect::<Vec<_>>(),
            source.snippets.iter().map(|snippet| (&snippet.name, &snippet.text)).collect::<Vec<_>>(),
            version.variables,
        ]);
        Ok(Template {
            id,
            name: version.summary.name.clone(),
            version: version.summary.version.clone(),
            digest: digest(&told),
            source,
        })
    }
}

struct Template {
    id: uuid::Uuid,
    name: String,
    version: String,
    digest: String,
    source: crate::prompts::TemplateSource,
}

/// The rules a prompt is held to before anybody talks by it.
fn check(rendered: &Rendered, criteria: &QualityCriteria) -> Vec<Violation> {
    let mut findings = Vec::new();
    for section in &rendered.sections {
        let place = format!("sections.{}", section.key);
        if let Some(failure) = &section.error {
            findings.push(Violation::critical(place, "section-failed", failure.message.clone()));
        } else if section.in_prompt && section.text.trim().is_empty() {
            findings.push(Violation::warning(place, "section-empty", "the section is empty"));
        }
    }
    let words = of_words(&rendered.prompt, rendered.tokens, criteria);
    findings.extend(words.into_iter().map(|one| Violation { path: "prompt".to_owned(), ..one }));
    // What a person typed may hold braces; a template that leaves its own has a fault.
    if braces_of_its_own(rendered) {
        findings.push(Violation::critical("prompt", "leftover-braces", "a `{{` or `}}` of the template is left over"));
    }
    for blank in
        rendered.marks.iter().filter(|mark| mark.kind == MarkKind::Blank && !mark.expression.starts_with("{{#"))
    {
        let message = format!("{} printed nothing", blank.expression);
        findings.push(Violation::warning(format!("sections.{}:{}", blank.section, blank.line), "blank", message));
    }
    findings
}

/// What a prompt is held to whoever wrote it; its place is the prompt itself.
pub(in crate::runs) fn of_words(prompt: &str, tokens: u32, criteria: &QualityCriteria) -> Vec<Violation> {
    let mut findings = Vec::new();
    for heading in ["## WHY", "## HOW", "## WHAT"] {
        if !prompt.contains(heading) {
            findings.push(Violation::critical("", "missing-heading", format!("there is no `{heading}`")));
        }
    }
    let (least, most) = (criteria.min_tokens.max(0) as u32, criteria.max_tokens.max(0) as u32);
    if !(least..=most).contains(&tokens) {
        let message = format!("the prompt has {} tokens, not {least} to {most}", tokens);
        findings.push(Violation::warning("", "length", message));
    }
    findings
}

fn braces_of_its_own(rendered: &Rendered) -> bool {
    let units: Vec<u16> = rendered.prompt.encode_utf16().collect();
    let is_value = |at: usize| {
        rendered
            .marks
            .iter()
            .any(|mark| mark.kind == MarkKind::Value && (mark.start as usize) <= at && at < mark.end as usize)
    };
    let pair = |brace: char| {
        let brace = brace as u16;
        (0..units.len().saturating_sub(1)).any(|at| units[at] == brace && units[at + 1] == brace && !is_value(at))
    };
    pair('{') || pair('}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prompts::{SectionText, TemplateSource};

    fn rendered(why: &str, variables: Value) -> Rendered {
        let section = |key: &str, text: &str| SectionText { key: key.into(), text: text.into() };
        let sections = vec![section("why", why), section("how", "## HOW"), section("what", "## WHAT")];
        let source = TemplateSource { sections, variables: Vec::new(), snippets: Vec::new() };
        Compiled::new(&source).render(&variables, Mode::Lenient)
    }

    fn criteria() -> QualityCriteria {
        QualityCriteria {
            min_needs: 2,
            max_needs: 4,
            need_cut: 0.5,
            min_paradoxes: 1,
            min_tension: 0.5,
            min_tokens: 0,
            max_tokens: 4000,
            min_score: 0.7,
            when_missed: "warn".into(),
        }
    }

    fn rules(rendered: &Rendered) -> Vec<String> {
        check(rendered, &criteria()).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_prompt_without_its_headings_is_no_prompt() {
        let found = rules(&rendered("no heading", json!({})));
        assert_eq!(found, ["missing-heading"]);
    }

    #[test]
    fn braces_of_a_person_are_no_fault_of_the_template() {
        assert!(rules(&rendered("## WHY {{userName}}", json!({ "userName": "{{온}}" }))).is_empty());
        assert_eq!(rules(&rendered("## WHY \\{{userName}}", json!({ "userName": "온" }))), ["leftover-braces"]);
    }

    #[test]
    fn a_section_that_cannot_be_rendered_is_critical() {
        let found = check(&rendered("## WHY {{#each", json!({})), &criteria());
        assert!(Violation::any_critical(&found), "{found:?}");
    }
}
