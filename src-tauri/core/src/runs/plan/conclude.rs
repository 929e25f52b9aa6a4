//! What a run comes to, from the outputs of its steps: the output people see, and how good it is.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    agents::{
        Agent, Violation, character,
        shapes::{Analysis, Picture},
    },
    error::{Error, Result},
    pools::draw::NeedVector,
    runs::{
        finish::Conclusion,
        journal::Job,
        quality::{Judged, judge},
    },
};

pub(super) fn conclude(job: &Job, outputs: &[(i32, Value)]) -> Result<Value> {
    let output = |agent: Agent| outputs.iter().find(|(step, _)| *step == agent.step()).map(|(_, output)| output);
    let (two, three, four, five) =
        (output(Agent::Character), output(Agent::Prompt), output(Agent::Scene), output(Agent::Picture));
    let analysis: Option<Analysis> = read(output(Agent::Needs))?;
    let picture: Option<Picture> = read(five)?;
    let findings: Option<Vec<Violation>> = read(three.map(|three| &three["validation"]["issues"]))?;
    let judged = Judged {
        analysis: analysis.as_ref(),
        prompt_findings: findings.as_deref(),
        tokens: three.and_then(|three| three["tokenCount"].as_u64()).map(|tokens| tokens as u32),
        picture: picture.as_ref(),
    };
    let mut quality = judge(&judged, &job.settings.criteria);
    // A run that was to end early is not judged for what it was not to make.
    if job.config.until.is_some_and(|until| until < Agent::Picture) {
        quality.missed.clear();
    }
    let needs: Option<NeedVector> = analysis.as_ref().map(Analysis::needs);
    let output = json!({
        "analysis": output(Agent::Needs),
        "needVectors": needs,
        "character": two.map(|two| &two["character"]),
        "prompts": {
            "systemPrompt": three.map(|three| &three["systemPrompt"]),
            "imagePrompt": four.map(|four| &four["scene"]["imagePrompt"]),
            "negativePrompt": four.map(|four| &four["scene"]["negativePrompt"]),
        },
        "prompt": three.map(|three| json!({
            "template": three["template"], "tokenCount": three["tokenCount"], "characters": three["characters"],
            "estimatedTokens": three["estimatedTokens"], "validation": three["validation"],
        })),
        "scene": four.map(|four| &four["scene"]),
        "image": picture.as_ref().map(|picture| json!({ "url": picture.image_url, "metadata": picture })),
        "quality": quality,
        "seed": job.seed,
    });
    let conclusion = Conclusion {
        output,
        quality,
        usage: usage(two, four)?,
        user: job.user,
        config: job.config.clone(),
        template: three.and_then(|three| three["template"]["id"].as_str()?.parse().ok()),
        template_digest: three.and_then(|three| three["template"]["digest"].as_str().map(str::to_owned)),
        when_missed: job.settings.criteria.when_missed.clone(),
    };
    serde_json::to_value(conclusion).map_err(|cause| Error::internal("a run could not be concluded", &cause))
}

fn read<T: serde::de::DeserializeOwned>(output: Option<&Value>) -> Result<Option<T>> {
    let read = output.cloned().map(serde_json::from_value).transpose();
    read.map_err(|cause| Error::internal("the output of a step could not be read", &cause))
}

fn usage(character: Option<&Value>, scene: Option<&Value>) -> Result<Vec<(String, Uuid, bool)>> {
    let material: Option<character::Material> = read(character.map(|output| &output["material"]))?;
    let rows = material.map(|material| material.usage()).unwrap_or_default();
    let mut usage: Vec<(String, Uuid, bool)> =
        rows.into_iter().map(|(pool, row, chosen)| (pool.word().to_owned(), row, chosen)).collect();
    usage.extend(read::<Vec<(String, Uuid, bool)>>(scene.map(|output| &output["usage"]))?.unwrap_or_default());
    Ok(usage)
}
