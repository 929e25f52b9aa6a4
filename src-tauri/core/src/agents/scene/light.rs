//! Night or day, how bright and how warm: read from what a lighting and a mood say, and from the needs where they say
//! nothing.

use super::rounded;
use crate::pools::draw::NeedVector;

#[rustfmt::skip]
const DAY: &[&str] = &["햇빛", "햇살", "한낮", "오전", "아침", "오후", "블라인드", "색유리", "sunlight", "morning", "noon", "daylight", "slatted", "stained"];
#[rustfmt::skip]
const NIGHT: &[&str] = &["밤", "달빛", "별", "촛불", "불씨", "취침등", "알전구", "이웃집", "저녁", "무대", "색 전등", "night", "moon", "star", "candle", "ember", "dusk", "evening", "dark"];
#[rustfmt::skip]
const BRIGHT: &[&str] = &["쏟아", "고르게", "방마다", "환히", "가득", "곧게", "bright", "strong", "even ", "every lamp", "many small"];
#[rustfmt::skip]
const DIM: &[&str] = &["작은", "낮게", "희미", "사그라", "틈", "한 권만", "둘러 세운", "dim", "tiny", "faint", "half", "one book", "dark"];
#[rustfmt::skip]
const WARM: &[&str] = &["노란", "주황", "호박", "난로", "촛불", "불씨", "알전구", "갓등", "취침등", "warm", "amber", "orange", "golden", "yellow", "candle", "ember"];
#[rustfmt::skip]
const COOL: &[&str] = &["흰 등", "푸른", "달빛", "화면", "무대", "식물등", "white", "moonlight", "pale", "blue", "teal"];

pub struct Brightness {
    pub night: bool,
    pub intensity: f64,
    pub warmth: f64,
}

pub fn brightness(lighting: &str, moods: &str, needs: &NeedVector) -> Brightness {
    let (lighting, moods) = (lighting.to_lowercase(), moods.to_lowercase());
    let says = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let times = [&lighting, &moods].map(|text| (says(text, DAY), says(text, NIGHT)));
    let night = match times {
        [(true, _), _] => false,
        [_, (true, false)] if !times[0].1 => false,
        [(_, true), _] | [_, (_, true)] => true,
        // Those who grow or want to be seen are drawn by day.
        _ => needs.growth + needs.recognition <= needs.survival + needs.meaning,
    };
    let one = |yes: bool| f64::from(u8::from(yes));
    let intensity = 0.55 + 0.25 * one(says(&lighting, BRIGHT)) - 0.2 * one(says(&lighting, DIM))
        + 0.1 * (needs.recognition + needs.growth - needs.survival - needs.meaning);
    let warmth = match (says(&lighting, WARM), says(&lighting, COOL)) {
        (true, false) => 0.85,
        (false, true) => 0.2,
        _ => 0.5,
    };
    Brightness {
        night,
        intensity: rounded(intensity.clamp(0.1, 1.0)),
        warmth: rounded((warmth + 0.1 * (needs.belonging - needs.recognition)).clamp(0.0, 1.0)),
    }
}
