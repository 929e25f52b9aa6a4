//! Agent 5: the room as a picture. A provider's is cut to size first; the console draws one itself where there is no
//! provider; a preset is the last resort.

use serde_json::{Value, json};

use super::{Failed, Work, failed, sha256};
use crate::{
    agents::{
        Agent, Violation, picture,
        shapes::{Analysis, GenerationMethod, Picture, Scene},
    },
    failure::FailureKind,
    providers::{self, PictureSettings},
    runs::{
        event::Level,
        failure::StepFailure,
        store::{StepDone, Trace},
    },
};

/// A picture before it is judged.
struct Drawn {
    png: Vec<u8>,
    original: Option<Vec<u8>>,
    method: GenerationMethod,
    preset: Option<String>,
}

impl Work<'_> {
    pub(super) async fn picture(self) -> Result<StepDone, Failed> {
        let scene: Scene = self.earlier(Agent::Scene, Some("scene"))?;
        let analysis: Analysis = self.earlier(Agent::Needs, None)?;
        let recorded = json!({ "scene": scene });
        let mut trace = self.trace();
        if let Some(output) = self.cached(&recorded, &mut trace).await? {
            return Ok(StepDone { output, input: recorded, trace });
        }
        let made = self.painted(scene, &analysis, &mut trace).await;
        self.settled(recorded, trace, made).await
    }

    async fn painted(&self, scene: Scene, analysis: &Analysis, trace: &mut Trace) -> Result<Value, StepFailure> {
        let drawn = if self.orders.is_offline() {
            self.drawn(scene, analysis).await?
        } else {
            self.provided(&scene, trace).await?
        };
        let rules = picture::PictureRules::default();
        let (facts, violations) = picture::inspect(&drawn.png, &rules)
            .map_err(|fault| StepFailure::new(FailureKind::PictureRules, fault.to_string()))?;
        let critical = Violation::any_critical(&violations);
        if critical && drawn.method == GenerationMethod::AiGenerated {
            let first = violations.iter().map(|one| one.message.clone()).next().unwrap_or_default();
            self.say_all(&violations, trace);
            return Err(StepFailure::new(FailureKind::PictureRules, first));
        }
        self.say_all(&violations, trace);
        let digest = self.store(&drawn).await?;
        let told = Picture {
            image_url: format!("pictures/{digest}.png"),
            digest,
            generation_method: drawn.method,
            preset: drawn.preset,
            width: facts.width,
            height: facts.height,
            colors: facts.colors,
            bytes: facts.bytes,
            sharp_edges: facts.sharp_edges,
            validated: !critical,
        };
        let line = format!("{}×{} · {} colours · {} bytes", told.width, told.height, told.colors, told.bytes);
        self.step.voice.line(Level::Success, line);
        Ok(json!(told))
    }

    fn say_all(&self, violations: &[Violation], trace: &mut Trace) {
        for violation in violations {
            self.step.voice.line(Level::Warning, format!("{}: {}", violation.rule, violation.message));
        }
        trace.warnings.extend(violations.iter().map(|one| json!(one)));
    }

    /// Drawn by the console; a preset where its own drawing breaks the rules.
    async fn drawn(&self, scene: Scene, analysis: &Analysis) -> Result<Drawn, StepFailure> {
        let (seed, needs) = (self.seed_with(&scene), analysis.needs());
        let drawing = tokio::task::spawn_blocking(move || {
            let png = picture::draw(&scene, seed);
            let rules = picture::PictureRules::default();
            let good = picture::inspect(&png, &rules).is_ok_and(|(_, broken)| !Violation::any_critical(&broken));
            if good {
                return Drawn { png, original: None, method: GenerationMethod::Procedural, preset: None };
            }
            let preset = picture::preset_for(&scene, &needs);
            Drawn {
                png: picture::draw_preset(preset),
                original: None,
                method: GenerationMethod::PresetFallback,
                preset: Some(preset.name.to_owned()),
            }
        });
        drawing.await.map_err(|cause| failed(FailureKind::Internal, format!("the drawing broke off: {cause}")).0)
    }

    async fn provided(&self, scene: &Scene, trace: &mut Trace) -> Result<Drawn, StepFailure> {
        let provider = self.provider().await?;
        self.within_budget(trace).await?;
        trace.provider = Some(provider.settings.name.clone());
        trace.question = Some(json!({ "prompt": scene.image_prompt, "negative": scene.negative_prompt }));
        let settings = PictureSettings {
            model: self.orders.model.clone().unwrap_or_default(),
            seed: Some(self.seed()),
            ..PictureSettings::default()
        };
        trace.model =
            Some(&settings.model).filter(|model| !model.is_empty()).or(provider.settings.image_model.as_ref()).cloned();
        self.step.note(trace);
        let slot = self.place_at(&provider).await?;
        let key = &self.step.idempotency_key;
        let call = providers::picture(&provider, &scene.image_prompt, &scene.negative_prompt, &settings, key);
        let (call, answer) = self.timed("picture", trace, self.through_circuit(&provider, call)).await;
        slot.give_back().await;
        if let Ok(answer) = &answer {
            trace.model = Some(answer.model.clone());
            self.account(&provider, trace, (None, None), 1).await?;
        }
        self.tell(&call, trace, answer.as_ref().err().map(|failure| failure.kind));
        let answer = answer?;
        let original = answer.bytes;
        let finishing = tokio::task::spawn_blocking(move || {
            let finished = picture::finish(&original);
            (original, finished)
        });
        let (original, finished) =
            finishing.await.map_err(|cause| failed(FailureKind::Internal, format!("the picture broke: {cause}")).0)?;
        let png = finished.map_err(|fault| StepFailure::new(FailureKind::PictureRules, fault.to_string()))?;
        Ok(Drawn { png, original: Some(original), method: GenerationMethod::AiGenerated, preset: None })
    }

    /// By its digest: the same picture is kept once, and keeping it twice changes nothing.
    async fn store(&self, drawn: &Drawn) -> Result<String, StepFailure> {
        let digest = sha256(&drawn.png);
        sqlx::query("insert into knock.pictures (digest, png, original) values ($1, $2, $3) on conflict do nothing")
            .bind(&digest)
            .bind(&drawn.png)
            .bind(&drawn.original)
            .execute(&self.plan.pool)
            .await?;
        Ok(digest)
    }
}
