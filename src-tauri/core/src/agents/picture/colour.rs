//! Colours by how people see them: OKLab for distances, its polar form for ramps whose shadows turn violet and whose
//! lights turn yellow. Only `libm` computes roots and angles, so that a ramp is the same on every machine.

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lab {
    pub light: f64,
    pub a: f64,
    pub b: f64,
}

pub type Rgb = [u8; 3];

/// Towards which shadows and lights turn, in degrees.
const SHADOW: f64 = 285.0;
const SUN: f64 = 88.0;

impl Lab {
    pub fn of(colour: Rgb) -> Self {
        let [red, green, blue] = colour.map(|value| linear(f64::from(value) / 255.0));
        let long = libm::cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue);
        let middle = libm::cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue);
        let short = libm::cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue);
        Self {
            light: 0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short,
            a: 1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short,
            b: 0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short,
        }
    }

    pub fn rgb(self) -> Rgb {
        let cube = |value: f64| value * value * value;
        let long = cube(self.light + 0.396_337_777_4 * self.a + 0.215_803_757_3 * self.b);
        let middle = cube(self.light - 0.105_561_345_8 * self.a - 0.063_854_172_8 * self.b);
        let short = cube(self.light - 0.089_484_177_5 * self.a - 1.291_485_548_0 * self.b);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
        ]
        .map(|value| (coded(value.clamp(0.0, 1.0)) * 255.0 + 0.5) as u8)
    }

    pub fn from_polar(light: f64, chroma: f64, degrees: f64) -> Self {
        let angle = degrees * std::f64::consts::PI / 180.0;
        Self { light, a: chroma * libm::cos(angle), b: chroma * libm::sin(angle) }
    }

    pub fn chroma(self) -> f64 {
        (self.a * self.a + self.b * self.b).sqrt()
    }

    pub fn degrees(self) -> f64 {
        let angle = libm::atan2(self.b, self.a) * 180.0 / std::f64::consts::PI;
        if angle < 0.0 { angle + 360.0 } else { angle }
    }

    pub fn mixed(self, other: Self, share: f64) -> Self {
        let mix = |one: f64, other: f64| one + (other - one) * share;
        Self { light: mix(self.light, other.light), a: mix(self.a, other.a), b: mix(self.b, other.b) }
    }

    /// The square of how far apart two colours look.
    pub fn apart(self, other: Self) -> f64 {
        let square = |value: f64| value * value;
        square(self.light - other.light) + square(self.a - other.a) + square(self.b - other.b)
    }

    /// The same hue, as light and as strong as that.
    pub fn with(self, light: f64, chroma: f64) -> Self {
        Self::from_polar(light, chroma, self.degrees())
    }
}

/// From the darkest to the lightest tone of a colour, which itself is in the middle.
pub fn ramp<const TONES: usize>(base: Lab) -> [Lab; TONES] {
    let (chroma, degrees) = (base.chroma(), base.degrees());
    let (darkest, lightest) = (0.12 + 0.1 * base.light, (base.light + 0.34).min(0.97));
    std::array::from_fn(|tone| {
        let along = tone as f64 / (TONES - 1) as f64 * 2.0 - 1.0;
        let (light, target) = match along < 0.0 {
            true => (base.light + (base.light - darkest) * along, SHADOW),
            false => (base.light + (lightest - base.light) * along, SUN),
        };
        let turn = (target - degrees + 540.0) % 360.0 - 180.0;
        let far = along.abs();
        let strength = (chroma * (1.0 - 0.42 * far * far)).max(0.012);
        Lab::from_polar(light, strength, degrees + turn.clamp(-70.0, 70.0) * far * 0.42)
    })
}

fn linear(value: f64) -> f64 {
    if value <= 0.040_45 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
}

fn coded(value: f64) -> f64 {
    if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * libm::pow(value, 1.0 / 2.4) - 0.055 }
}

/// Words that scenes name colours with, the longer before the shorter they contain.
const WORDS: &[(&[&str], u32)] = &[
    (&["midnight", "한밤", "미드나이트"], 0x22304f),
    (&["navy", "남색", "곤색"], 0x27406f),
    (&["indigo", "쪽빛"], 0x3b3f86),
    (&["teal", "청록"], 0x2f9c95),
    (&["mint", "민트", "박하"], 0x9fd6bd),
    (&["sage", "세이지"], 0x7d9b76),
    (&["olive", "올리브"], 0x77783f),
    (&["pine", "forest", "숲", "소나무"], 0x2f5d46),
    (&["lavender", "라벤더", "연보라"], 0xac8ed2),
    (&["violet", "purple", "보라"], 0x6a3fa8),
    (&["burgundy", "wine", "와인", "자주"], 0x7a2e4a),
    (&["coral", "산호"], 0xe07a6a),
    (&["peach", "복숭아", "살구"], 0xf2cba0),
    (&["pink", "rose", "분홍", "장미"], 0xe58a8a),
    (&["tangerine", "orange", "주황", "귤"], 0xe8985a),
    (&["persimmon", "감빛"], 0xd9662b),
    (&["amber", "호박"], 0xd99a3c),
    (&["bronze", "brass", "구릿", "놋쇠"], 0xa9783b),
    (&["gold", "금빛", "황금"], 0xe0b23c),
    (&["mustard", "겨자"], 0xc79a35),
    (&["yellow", "노랑", "노란"], 0xf0d264),
    (&["terracotta", "brick", "벽돌", "황토"], 0xb5654a),
    (&["walnut", "호두"], 0x8b5e3c),
    (&["brown", "wood", "갈색", "밤색", "나무"], 0x8b5a3a),
    (&["taupe", "clay", "흙"], 0xb59a7a),
    (&["beige", "cream", "ivory", "베이지", "크림", "아이보리"], 0xe3d3b4),
    (&["silver", "은빛", "은색"], 0xb7c2cc),
    (&["charcoal", "숯", "먹빛"], 0x3a3a44),
    (&["black", "검정", "검은"], 0x2a2830),
    (&["grey", "gray", "회색", "잿빛"], 0x9a9aa2),
    (&["white", "흰", "하양", "백색"], 0xece8df),
    (&["sky", "하늘"], 0x6fb7de),
    (&["cyan", "물빛"], 0x59c3d0),
    (&["blue", "파랑", "푸른", "파란"], 0x3f7cc4),
    (&["green", "초록", "풀빛", "녹색"], 0x4f9a5a),
    (&["crimson", "scarlet", "red", "빨강", "붉은", "빨간"], 0xc8402f),
];

/// A colour as a pool states it: `#D9662B`, or words.
pub fn named(text: &str) -> Option<Rgb> {
    let lower = text.to_lowercase();
    let hex = lower.find('#').and_then(|start| {
        let digits = lower[start + 1..].get(..6)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    });
    let known = || WORDS.iter().find(|(words, _)| words.iter().any(|word| lower.contains(word)));
    let value = hex.or_else(|| known().map(|(_, value)| *value))?;
    Some([(value >> 16) as u8, (value >> 8) as u8, value as u8])
}

#[cfg(test)]
mod tests {
    use super::{Lab, named, ramp};

    #[test]
    fn a_colour_comes_back() {
        for colour in [[0, 0, 0], [255, 255, 255], [217, 102, 43], [34, 48, 79], [1, 200, 100]] {
            assert_eq!(Lab::of(colour).rgb(), colour);
        }
    }

    #[test]
    fn a_ramp_climbs() {
        for colour in [[34, 48, 79], [242, 203, 160], [30, 158, 87]] {
            let ramp: [Lab; 8] = ramp(Lab::of(colour));
            assert!(ramp.windows(2).all(|pair| pair[0].light < pair[1].light), "{colour:?}");
        }
    }

    #[test]
    fn hex_and_words_are_colours() {
        assert_eq!(named("#D9662B"), Some([0xd9, 0x66, 0x2b]));
        assert_eq!(named("따뜻한 주황"), named("warm orange"));
        assert_ne!(named("midnight blue"), named("blue"));
        assert_eq!(named("#12"), None);
        assert_eq!(named("#가나다라마바"), None);
        assert_eq!(named(""), None);
    }
}
