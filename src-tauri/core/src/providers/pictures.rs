//! Pictures from a description: OpenAI's protocol, Gemini's two, and that of the Stable Diffusion web UI. The bytes come
//! back as they are; whether the picture will do is for `agents`.

use base64::Engine;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;

use super::{ProviderFailure, ProviderKind, Resolved, failure::excerpt, http, redact};
use crate::failure::FailureKind;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct PictureSettings {
    /// Empty: the provider's own choice.
    pub model: String,
    /// What is wanted; providers that know only a few sizes take the nearest shape.
    pub width: u32,
    pub height: u32,
    /// How closely to keep to the description.
    #[specta(type = Option<specta_typescript::Number>)]
    pub guidance: Option<f64>,
    pub steps: Option<u32>,
    pub seed: Option<u32>,
}

impl Default for PictureSettings {
    fn default() -> Self {
        Self { model: String::new(), width: 256, height: 512, guidance: None, steps: None, seed: None }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureAnswer {
    pub bytes: Vec<u8>,
    /// What the bytes are, whatever the provider calls them.
    pub content_type: String,
    pub model: String,
    /// What the provider made of the description, where it says so.
    pub revised_prompt: Option<String>,
}

/// Asks once. Dropping the future closes the connection.
pub async fn picture(
    provider: &Resolved,
    prompt: &str,
    negative: &str,
    settings: &PictureSettings,
    idempotency_key: &str,
) -> Result<PictureAnswer, ProviderFailure> {
    let wish = Wish { prompt, negative: negative.trim(), settings };
    let asked = ask(provider, &wish, idempotency_key).await;
    asked.map_err(|failure| http::clean(provider, failure))
}

struct Wish<'a> {
    prompt: &'a str,
    negative: &'a str,
    settings: &'a PictureSettings,
}

impl Wish<'_> {
    /// For providers that know no negative prompts.
    fn in_one(&self) -> String {
        match self.negative {
            "" => self.prompt.to_owned(),
            negative => format!("{}\nAvoid: {negative}", self.prompt),
        }
    }

    /// The nearest of some shapes, by how much of the picture would be lost.
    fn shape<'s>(&self, shapes: &[(&'s str, f64)]) -> Option<&'s str> {
        let wanted = f64::from(self.settings.width.max(1)) / f64::from(self.settings.height.max(1));
        let loss = |ratio: f64| if ratio > wanted { ratio / wanted } else { wanted / ratio };
        shapes.iter().min_by(|one, other| loss(one.1).total_cmp(&loss(other.1))).map(|(name, _)| *name)
    }
}

struct Request {
    path: String,
    body: Value,
    read: fn(&Value) -> Found,
}

/// What an answer holds.
#[derive(Default)]
struct Found {
    base64: Option<String>,
    model: Option<String>,
    revised_prompt: Option<String>,
    /// Why there is no picture, where the provider says that it did not want to make one.
    blocked: Option<String>,
}

async fn ask(provider: &Resolved, wish: &Wish<'_>, idempotency_key: &str) -> Result<PictureAnswer, ProviderFailure> {
    let chosen = Some(wish.settings.model.trim()).filter(|model| !model.is_empty());
    // A web UI has but one kind of model, wherever somebody entered it.
    let only = Some(provider.settings.model.as_str()).filter(|_| !provider.settings.kind.writes());
    let model = chosen.or(provider.settings.image_model.as_deref()).or(only).unwrap_or_default();
    let name = &provider.settings.name;
    let request = match provider.settings.kind {
        ProviderKind::Anthropic => {
            return Err(ProviderFailure::new(FailureKind::BadRequest, format!("{name} makes no pictures")));
        }
        ProviderKind::Automatic1111 => web_ui(model, wish),
        _ if model.is_empty() => {
            let message = format!("no model for pictures is chosen for {name}");
            return Err(ProviderFailure::new(FailureKind::BadRequest, message));
        }
        ProviderKind::OpenAi => open_ai(model, wish),
        ProviderKind::Gemini if model.starts_with("gemini-") => gemini(model, wish),
        ProviderKind::Gemini => imagen(model, wish, provider.at_usual_address()),
    };
    let most = provider.limits.picture;
    let mut reply = http::post(provider, &request.path, &[], idempotency_key, &request.body).await?;
    // Four letters for three bytes, and what is written around them.
    let document = reply.json(most.saturating_add(most / 3).saturating_add(200_000)).await?;
    take(provider, model, (request.read)(&document), &document)
}

fn take(provider: &Resolved, model: &str, found: Found, document: &Value) -> Result<PictureAnswer, ProviderFailure> {
    let Some(base64) = found.base64 else {
        return Err(match found.blocked {
            Some(why) => {
                let message = format!("the provider's safety rules forbid the picture: {}", excerpt(&why));
                ProviderFailure::new(FailureKind::SafetyBlocked, message)
            }
            None => http::not_the_protocol(&document.to_string()),
        });
    };
    // Some write it as the address of a picture that carries itself.
    let letters = base64.split_once("base64,").map_or(base64.as_str(), |(_, letters)| letters).trim();
    let no_picture = || ProviderFailure::new(FailureKind::Garbage, "what the provider sent is no picture");
    let bytes = base64::engine::general_purpose::STANDARD.decode(letters).map_err(|_| no_picture())?;
    if bytes.len() > provider.limits.picture {
        return Err(http::too_large(provider.limits.picture));
    }
    let format = image::guess_format(&bytes).map_err(|_| no_picture())?;
    let key = provider.key.as_ref();
    let model = found.model.filter(|model| !model.is_empty()).unwrap_or_else(|| model.to_owned());
    Ok(PictureAnswer {
        bytes,
        content_type: format.to_mime_type().to_owned(),
        model: redact::redact(&model, key),
        revised_prompt: found.revised_prompt.map(|prompt| redact::redact(&prompt, key)),
    })
}

fn text(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer)?.as_str().map(str::to_owned)
}

fn open_ai(model: &str, wish: &Wish) -> Request {
    let newer = model.starts_with("gpt-image") || model.starts_with("chatgpt-image");
    let size = if newer {
        wish.shape(&[("1024x1536", 2.0 / 3.0), ("1024x1024", 1.0), ("1536x1024", 1.5)])
    } else if model.starts_with("dall-e-3") {
        wish.shape(&[("1024x1792", 4.0 / 7.0), ("1024x1024", 1.0), ("1792x1024", 1.75)])
    } else if model.starts_with("dall-e-2") {
        Some("512x512")
    } else {
        None
    };
    let size = size.map_or_else(|| format!("{}x{}", wish.settings.width, wish.settings.height), str::to_owned);
    let mut body = json!({ "model": model, "prompt": wish.in_one(), "n": 1, "size": size });
    if !newer {
        // The newer ones send nothing else and do not take the word.
        body["response_format"] = json!("b64_json");
    }
    let read = |answer: &Value| Found {
        base64: text(answer, "/data/0/b64_json"),
        model: text(answer, "/model"),
        revised_prompt: text(answer, "/data/0/revised_prompt"),
        blocked: None,
    };
    Request { path: "images/generations".into(), body, read }
}

/// Imagen. Google's own address for it takes neither seeds nor negative prompts; its others do.
fn imagen(model: &str, wish: &Wish, usual_address: bool) -> Request {
    let shapes = [("9:16", 9.0 / 16.0), ("3:4", 0.75), ("1:1", 1.0), ("4:3", 4.0 / 3.0), ("16:9", 16.0 / 9.0)];
    let mut parameters = json!({ "sampleCount": 1, "aspectRatio": wish.shape(&shapes) });
    if let Some(guidance) = wish.settings.guidance {
        parameters["guidanceScale"] = json!(guidance);
    }
    let mut prompt = wish.in_one();
    if !usual_address {
        prompt = wish.prompt.to_owned();
        if !wish.negative.is_empty() {
            parameters["negativePrompt"] = json!(wish.negative);
        }
        if let Some(seed) = wish.settings.seed {
            // A seed counts only without the invisible mark.
            parameters["seed"] = json!(seed);
            parameters["addWatermark"] = json!(false);
        }
    }
    let body = json!({ "instances": [{ "prompt": prompt }], "parameters": parameters });
    let read = |answer: &Value| {
        let predictions = answer.get("predictions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let find = |name: &str| predictions.iter().find_map(|one| text(one, &format!("/{name}")));
        Found {
            base64: find("bytesBase64Encoded"),
            model: None,
            revised_prompt: find("prompt"),
            // Nothing at all is how it says no, when it gives no reason.
            blocked: find("raiFilteredReason")
                .or_else(|| answer.as_object().is_some_and(|all| all.is_empty()).then(|| "no reason given".into()))
                .or_else(|| (answer.get("predictions")?.as_array()?.is_empty()).then(|| "no reason given".into())),
        }
    };
    Request { path: format!("models/{model}:predict"), body, read }
}

/// Gemini's own picture models answer like its language models, with a picture among the parts.
fn gemini(model: &str, wish: &Wish) -> Request {
    let shapes = [("9:16", 9.0 / 16.0), ("2:3", 2.0 / 3.0), ("1:1", 1.0), ("3:2", 1.5), ("16:9", 16.0 / 9.0)];
    let body = json!({
        "contents": [{ "role": "user", "parts": [{ "text": wish.in_one() }] }],
        "generationConfig": { "responseModalities": ["IMAGE"], "imageConfig": { "aspectRatio": wish.shape(&shapes) } },
    });
    let read = |answer: &Value| {
        let parts = answer.pointer("/candidates/0/content/parts").and_then(Value::as_array);
        let blocked = text(answer, "/promptFeedback/blockReason")
            .or_else(|| text(answer, "/candidates/0/finishReason").filter(|reason| reason != "STOP"));
        Found {
            base64: parts.into_iter().flatten().find_map(|part| text(part, "/inlineData/data")),
            model: text(answer, "/modelVersion"),
            revised_prompt: None,
            blocked,
        }
    };
    Request { path: format!("models/{model}:generateContent"), body, read }
}

fn web_ui(model: &str, wish: &Wish) -> Request {
    let settings = wish.settings;
    let mut body = json!({
        "prompt": wish.prompt,
        "negative_prompt": wish.negative,
        "width": settings.width,
        "height": settings.height,
        "steps": settings.steps.unwrap_or(24),
        "cfg_scale": settings.guidance.unwrap_or(7.5),
        "seed": settings.seed.map_or(-1, i64::from),
        "batch_size": 1,
        "n_iter": 1,
        "send_images": true,
        "save_images": false,
    });
    if !model.is_empty() {
        body["override_settings"] = json!({ "sd_model_checkpoint": model });
        body["override_settings_restore_afterwards"] = json!(false);
    }
    let read = |answer: &Value| {
        // What it did is JSON within a text.
        let info = text(answer, "/info").and_then(|info| serde_json::from_str::<Value>(&info).ok()).unwrap_or_default();
        Found {
            base64: text(answer, "/images/0"),
            model: text(&info, "/sd_model_name"),
            revised_prompt: None,
            blocked: None,
        }
    };
    Request { path: "sdapi/v1/txt2img".into(), body, read }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_takes_the_nearest_shape_each_provider_has() {
        let settings = PictureSettings::default();
        let wish = Wish { prompt: "a room", negative: "people", settings: &settings };
        assert_eq!(open_ai("gpt-image-1", &wish).body["size"], "1024x1536");
        assert_eq!(open_ai("dall-e-3", &wish).body["size"], "1024x1792");
        assert_eq!(open_ai("sd-turbo", &wish).body["size"], "256x512");
        assert_eq!(imagen("imagen-3.0-generate-001", &wish, true).body["parameters"]["aspectRatio"], "9:16");
        let wide = PictureSettings { width: 400, height: 300, ..settings.clone() };
        let wish = Wish { settings: &wide, ..wish };
        assert_eq!(imagen("imagen-3.0-generate-001", &wish, true).body["parameters"]["aspectRatio"], "4:3");
    }

    #[test]
    fn what_to_avoid_is_said_where_it_is_understood() {
        let settings = PictureSettings { seed: Some(7), ..PictureSettings::default() };
        let wish = Wish { prompt: "a room", negative: "people", settings: &settings };
        let there = imagen("imagen-3.0-generate-001", &wish, true).body;
        assert_eq!(there["instances"][0]["prompt"], "a room\nAvoid: people");
        assert!(there["parameters"].get("seed").is_none());
        let elsewhere = imagen("imagen-3.0-generate-001", &wish, false).body;
        assert_eq!(elsewhere["instances"][0]["prompt"], "a room");
        assert_eq!(elsewhere["parameters"]["negativePrompt"], "people");
        assert_eq!(elsewhere["parameters"]["seed"], 7);
        assert_eq!(web_ui("", &wish).body["negative_prompt"], "people");
    }
}
