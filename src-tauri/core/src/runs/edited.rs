//! What a person writes in an agent's place: read into the agent's own shape and held to the agent's rules, like the answer
//! of a model. What the pools offered, and what follows from the rest, is not theirs to write.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{plan::prompt_of_words, settings::QualityCriteria};
use crate::{
    agents::{
        Agent, Severity, Violation, character, needs, picture, scene,
        shapes::{Analysis, Character, Picture, Scene},
        told,
    },
    error::{Error, ErrorCode, Result},
    prompts::tokens,
};

/// How the log names who made such an output.
pub const ENGINE: &str = "edited";

pub struct Edited {
    pub output: Value,
    /// Rules it breaks and may break.
    pub warnings: Vec<Violation>,
    /// What the agent said.
    pub before: Value,
}

/// What was written, in the place of a step that `run` has done. What cannot be used is refused by its place:
/// `output.completeVector[2].gap`.
pub async fn checked(
    connection: &mut PgConnection,
    run: Uuid,
    agent: Agent,
    output: &Value,
    criteria: &QualityCriteria,
) -> Result<Edited> {
    let done: Option<(Option<Value>, Value)> = sqlx::query_as(
        "select input, output from knock.agent_job_logs where job_id = $1 and step = $2 and status = 'completed'",
    )
    .bind(run)
    .bind(agent.step())
    .fetch_optional(&mut *connection)
    .await?;
    let missing = || Error::new(ErrorCode::Conflict, format!("the run has no output of {} to edit", agent.key()));
    let (input, before) = done.ok_or_else(missing)?;
    let (inner, output, found) = match agent {
        Agent::Needs => {
            let analysis: Analysis = read("", output)?;
            ("", json!(analysis), needs::check(&analysis))
        }
        Agent::Character => {
            let character: Character = read("character", &output["character"])?;
            let material: character::Material = recorded(&before["material"])?;
            let offered = &output["material"];
            if !offered.is_null() && read::<character::Material>("material", offered)? != material {
                return Err(Error::invalid("output.material", "what the pools offered cannot be edited"));
            }
            let found = character::check(&character, &material, &told::by_run(connection, run).await?);
            ("character", json!({ "character": character, "material": material }), found)
        }
        Agent::Prompt => {
            let (output, found) = prompt(&before, read("systemPrompt", &output["systemPrompt"])?, criteria).await?;
            ("systemPrompt", output, found)
        }
        Agent::Scene => {
            let scene: Scene = read("scene", &output["scene"])?;
            let material: scene::Material = recorded(&input.unwrap_or_default()["material"])?;
            let found = scene::check(&scene, &material);
            ("scene", json!({ "scene": scene, "usage": before["usage"] }), found)
        }
        Agent::Picture => {
            let (picture, found) = another_picture(connection, read("", output)?).await?;
            ("", json!(picture), found)
        }
    };
    match found.iter().find(|one| one.severity == Severity::Critical) {
        Some(critical) => Err(Error::invalid(&field(inner, &critical.path), critical.message.clone())),
        None => Ok(Edited { output, warnings: found, before }),
    }
}

/// Everything else about a prompt follows from its words.
async fn prompt(before: &Value, words: String, criteria: &QualityCriteria) -> Result<(Value, Vec<Violation>)> {
    let counted = tokio::task::spawn_blocking(move || (tokens::count(&words), words));
    let (count, words) = counted.await.map_err(|cause| Error::internal("counting a prompt broke off", &cause))?;
    let mut found = prompt_of_words(&words, count, criteria);
    if words.contains("{{") || words.contains("}}") {
        found.push(Violation::warning("", "leftover-braces", "a `{{` or `}}` is printed as it stands"));
    }
    let mut output = before.clone();
    let characters = words.encode_utf16().count();
    output["systemPrompt"] = json!(words);
    output["tokenCount"] = json!(count);
    output["characters"] = json!(characters);
    output["estimatedTokens"] = json!((characters as f64 / 3.5).ceil() as u32);
    output["validation"] = json!({
        "passed": found.is_empty(), "critical": Violation::any_critical(&found), "issues": found,
    });
    Ok((output, found))
}

/// One that is kept already; what it is like is measured, not believed.
async fn another_picture(connection: &mut PgConnection, named: Picture) -> Result<(Picture, Vec<Violation>)> {
    let png: Option<Vec<u8>> = sqlx::query_scalar("select png from knock.pictures where digest = $1")
        .bind(&named.digest)
        .fetch_optional(connection)
        .await?;
    let png = png.ok_or_else(|| Error::invalid("output.digest", format!("there is no picture {}", named.digest)))?;
    let measured = tokio::task::spawn_blocking(move || picture::inspect(&png, &picture::PictureRules::default()));
    let measured = measured.await.map_err(|cause| Error::internal("measuring a picture broke off", &cause))?;
    let (facts, found) = measured.map_err(|fault| Error::invalid("output.digest", fault.to_string()))?;
    let picture = Picture {
        image_url: format!("pictures/{}.png", named.digest),
        width: facts.width,
        height: facts.height,
        colors: facts.colors,
        bytes: facts.bytes,
        sharp_edges: facts.sharp_edges,
        validated: !Violation::any_critical(&found),
        ..named
    };
    Ok((picture, found))
}

/// `inner` is where in the output the part stands.
fn read<T: DeserializeOwned>(inner: &str, part: &Value) -> Result<T> {
    serde_path_to_error::deserialize(part).map_err(|fault| {
        let path = fault.path().to_string();
        Error::invalid(&field(inner, path.trim_matches('.')), fault.into_inner().to_string())
    })
}

fn field(inner: &str, path: &str) -> String {
    ["output", inner, path].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

fn recorded<T: DeserializeOwned>(value: &Value) -> Result<T> {
    T::deserialize(value).map_err(|cause| Error::internal("what the run recorded cannot be read", &cause))
}
