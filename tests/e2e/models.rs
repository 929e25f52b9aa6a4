//! A provider for the window: a fake on this machine that speaks the real protocol, slowly where there shall be something
//! to watch, to stop and to take up again. It says what the offline agents said of the same people and draws.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use greenroom_core::providers::ProviderKind;
use serde_json::{Value, json};

use crate::{
    fake_models::{Behaviour, FakeModels, Request},
    window::{Window, seeded_home, told},
};

/// Of the first draw that the fake knows; the next has the next seed.
pub const SEED: &str = "7";

const KEY: [(&str, &str); 1] = [("GREENROOM_OPENAI_API_KEY", "a key that the fake takes")];

/// How long the fake waits before each three letters it says.
pub const SLOWLY: Duration = Duration::from_millis(3);

/// What there is to say of one draw for one person.
struct Known {
    interests: Vec<String>,
    needs: String,
    character: String,
    experiences: Vec<String>,
}

impl Known {
    fn of(run: &Value) -> Self {
        let (needs, character) = (&run["steps"][0]["output"], &run["steps"][1]["output"]["character"]);
        let chosen = character["selectedExperiences"].as_array().expect("experiences");
        Self {
            interests: texts(&run["input"]["userData"]["interests"]),
            needs: needs.to_string(),
            character: character.to_string(),
            experiences: chosen.iter().map(id_of).collect(),
        }
    }

    fn answers(&self, question: &str) -> Option<&str> {
        let all = |words: &[String]| words.iter().all(|word| question.contains(word));
        if question.contains("selectedExperiences") {
            all(&self.experiences).then_some(&self.character)
        } else {
            all(&self.interests).then_some(&self.needs)
        }
    }
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|one| one.as_str().expect("a text").to_owned()).collect()
}

pub struct Model {
    pub home: PathBuf,
    fake: FakeModels,
}

impl Model {
    /// A fake that knows so many draws for each of the samples.
    pub async fn begin(name: &str, samples: &[&str], draws: u32, pause: Duration) -> Self {
        let home = seeded_home(name);
        let known = known(&home, samples, draws);
        let fake = FakeModels::start().await;
        fake.answer_with(move |request: &Request| {
            let question = request.body.to_string();
            match known.iter().find_map(|one| one.answers(&question)) {
                Some(text) => Behaviour::Slow { text: text.to_owned(), pause },
                None => Behaviour::status(500),
            }
        });
        let settings = json!({ "baseUrl": fake.base_url(ProviderKind::OpenAi) }).to_string();
        told(&home, &["provider", "set", "openai", "--set", &settings]);
        Self { home, fake }
    }

    /// A window whose worker has a key for the provider.
    pub async fn window(&self) -> Window {
        let window = Window::open_with(&self.home, &KEY).await;
        window.ready().await;
        window
    }

    pub fn was_asked(&self) -> usize {
        self.fake.requests().len()
    }
}

fn known(home: &Path, samples: &[&str], draws: u32) -> Vec<Known> {
    let inputs = home.join("known.jsonl");
    let lines: Vec<String> = samples.iter().map(|one| json!({ "name": one, "sample": one }).to_string()).collect();
    std::fs::write(&inputs, lines.join("\n")).expect("a file");
    let inputs = inputs.to_str().expect("a path");
    let how = ["batch", "start", "--inputs", inputs, "--repeats", &draws.to_string(), "--seed", SEED];
    let batch = told(home, &how);
    let runs = told(home, &["batch", "runs", batch["id"].as_str().expect("an id")]);
    let ids = runs["items"].as_array().expect("runs").iter().map(id_of);
    ids.map(|id| Known::of(&told(home, &["run", "show", &id]))).collect()
}

/// A run that asks the fake, put in the queue for the window's worker; its id.
pub fn asked(home: &Path) -> String {
    let of = ["--sample", "default", "--seed", SEED, "--engine", "openai"];
    let how = ["run", "start", "--agent", "picture=offline", "--skip-cache", "--detach"];
    id_of(&told(home, &[&how[..], &of[..]].concat()))
}

pub fn id_of(document: &Value) -> String {
    document["id"].as_str().expect("an id").to_owned()
}

pub async fn open(window: &Window, run: &str) {
    window.run(&format!("location.hash = '#/runs/{run}'")).await;
    window.test_id("run").await;
}
