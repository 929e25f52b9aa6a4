//! What a scene asks for, as decisions a drawing can follow: which window, which light, where the desk is, what kind
//! of wallpaper. Scenes say it in words; these are the words looked for.

use super::{
    outside::Outside,
    shell::{Flooring, Rug, Wallpaper},
    sprites::{Sprite, bench, boards, floor, furniture, keepsakes, soft, standing, table, tall, wall},
    window::{Cover, Panes},
    words::{Wanted, unknown, wanted},
};
use crate::{
    agents::shapes::{Scene, Sourced},
    pools::draw::Numbers,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixture {
    NightLight,
    Ceiling,
    Hall,
    Embers,
    Neighbour,
    Pendant,
    Strings,
    Many,
    PictureLight,
    DeskLamp,
    Display,
    Stage,
    Dimmed,
    Clamps,
    Slats,
    Colours,
    Clip,
    Sun,
    Grow,
    Skylight,
    Banker,
    Moon,
    Stained,
    Candles,
    Screens,
    FloorLamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    Symmetric,
    Clustered,
    Angled,
    Sheltered,
    Growing,
    Bare,
}

#[derive(Clone)]
pub struct Plan {
    pub night: bool,
    pub intensity: f32,
    pub warmth: f32,
    pub fixture: Fixture,
    pub outside: Outside,
    pub cover: Cover,
    pub panes: Panes,
    pub small_window: bool,
    /// Where another opening lets in light, the wall can be had whole.
    pub windowless: bool,
    pub arrangement: Arrangement,
    /// 0 is chaos, 3 is strict.
    pub order: u8,
    pub wallpaper: Wallpaper,
    pub flooring: Flooring,
    pub rug: Rug,
    pub mirrored: bool,
    pub vignette: f32,
    /// How strong colours are, 1 as the scene states them.
    pub saturation: f64,
    pub bed: Option<&'static Sprite>,
    pub desk: &'static Sprite,
    pub seat: Option<&'static Sprite>,
    pub things: Vec<&'static Sprite>,
    /// What layout and mood bring along, where there is room for it.
    pub extras: Vec<&'static Sprite>,
}

#[rustfmt::skip]
const FIXTURES: &[(&[&str], Fixture)] = &[
    (&["취침등", "night light"], Fixture::NightLight),
    (&["복도", "현관까지", "문틈", "hall light"], Fixture::Hall),
    (&["난로", "불씨", "난롯불", "ember", "fireplace", "stove"], Fixture::Embers),
    (&["이웃", "neighbour", "neighboring", "neighbouring"], Fixture::Neighbour),
    (&["내린 갓등", "펜던트", "pendant"], Fixture::Pendant),
    (&["알전구", "꼬마전구", "string light", "fairy light"], Fixture::Strings),
    (&["방마다", "다 켜", "every lamp", "many small warm lamps"], Fixture::Many),
    (&["액자 위", "picture light"], Fixture::PictureLight),
    (&["진열장", "간접등", "display shel", "strip light"], Fixture::Display),
    (&["무대", "한 점에", "spotlight", "stage"], Fixture::Stage),
    (&["손잡이로 밝기", "dimmer", "dial-dimmed"], Fixture::Dimmed),
    (&["집게등", "clamp light"], Fixture::Clamps),
    (&["블라인드", "slatted", "blind"], Fixture::Slats),
    (&["색 전등", "colour light", "coloured lamps", "rgb", "네온", "neon"], Fixture::Colours),
    (&["독서등", "clip-on", "reading light"], Fixture::Clip),
    (&["식물등", "grow l", "온실"], Fixture::Grow),
    (&["천창", "skylight"], Fixture::Skylight),
    (&["초록 갓등", "banker", "green-shaded"], Fixture::Banker),
    (&["색유리", "stained"], Fixture::Stained),
    (&["촛불", "candle"], Fixture::Candles),
    (&["달빛", "moonlight"], Fixture::Moon),
    (&["흰 등", "확대경 등", "white desk light", "bright white lamp", "desk lamp"], Fixture::DeskLamp),
    (&["화면", "모니터", "screen", "monitor"], Fixture::Screens),
    (&["햇빛", "햇살", "맑은 빛", "sunlight", "morning sun", "daylight"], Fixture::Sun),
    (&["천장등", "ceiling"], Fixture::Ceiling),
];

#[rustfmt::skip]
const ARRANGEMENTS: &[(&[&str], Arrangement)] = &[
    (&["좌우", "똑같이", "symmetr", "한가운데에 세운", "raised platform", "진열 벽", "display cubb"], Arrangement::Symmetric),
    (&["둘러놓은", "옹기종기", "겹쳐", "이어진 방", "발받침", "cluster", "cushions around", "nest", "open cosy"], Arrangement::Clustered),
    (&["비스듬", "바퀴", "다락", "나눈 내 구역", "diagonal", "asymmetric", "irregular", "divid"], Arrangement::Angled),
    (&["모서리에 붙", "둘러 막은", "벽으로 물린", "문이 보이는", "enclosed", "corner", "along the walls", "toward the door"], Arrangement::Sheltered),
    (&["하나만", "텅 빈", "깔개 하나", "파서 모신", "오래된 것", "empty", "alcove", "single wooden chair", "oldest"], Arrangement::Bare),
    (&["빈 칸", "덧대", "늘인", "꺼내 놓은", "계단처럼", "slots", "extended", "within reach", "split-level"], Arrangement::Growing),
];

#[rustfmt::skip]
const VIEWS: &[(&[&str], Outside)] = &[
    (&["빗소리", "비 오", "rain"], Outside::Rain),
    (&["겨울", "눈 오", "첫눈", "snow", "winter", "hibernat"], Outside::Snow),
    (&["별이", "별빛", "stars", "cosmic"], Outside::Stars),
    (&["기차", "산책", "hills", "walk"], Outside::Hills),
    (&["숲", "정원", "forest", "garden", "trees"], Outside::Trees),
    (&["이웃", "neighbour"], Outside::Neighbour),
];

/// Moods that make colours quieter or stronger, and corners darker.
#[rustfmt::skip]
const MOODS: &[(&[&str], f64, f32)] = &[
    (&["북적", "명절", "festive", "awards", "시상식", "달아오른"], 1.15, 0.08),
    (&["선을 넘", "rebellious", "charged"], 1.2, 0.16),
    (&["고요", "멎은", "reflective", "still", "hushed", "quiet", "문단속"], 0.85, 0.16),
    (&["기다리", "wistful", "waiting", "편지"], 0.88, 0.15),
    (&["겨울잠", "hibernat", "sheltered"], 0.95, 0.18),
    (&["느긋", "slow sunday", "fresh", "새 공책"], 1.05, 0.06),
];

#[rustfmt::skip]
const EXTRAS: &[(&[&str], &Sprite)] = &[
    (&["문이 보이는", "문을 열면", "나가", "toward the door", "to the exit", "bed to door"], &tall::DOOR),
    (&["파서 모신", "alcove"], &wall::ALCOVE),
    (&["진열 벽", "빈 칸을 남겨", "display cubb", "modular shelf"], &wall::CUBBIES),
    (&["둘러 막은", "cabinets"], &tall::CABINET),
    (&["부엌", "kitchen"], &standing::SINK),
    (&["발받침", "footstool"], &standing::STOOL),
    (&["둘러놓은 방석", "floor cushions"], &soft::CUSHIONS),
    (&["차례로 늘어놓은", "framed landscapes"], &boards::TALL_PICTURE),
    (&["도구를", "tools"], &boards::PEGBOARD),
    (&["명절", "festive"], &wall::WREATH),
    (&["종소리", "bell"], &keepsakes::BELL),
    (&["박수", "cut flower", "bouquet"], &table::VASE),
    (&["산책", "umbrella"], &standing::UMBRELLAS),
    (&["편지", "envelopes"], &keepsakes::LETTERS),
    (&["새 공책", "open notebook"], &bench::NOTEBOOKS),
    (&["시험", "stacks of books"], &floor::NOTE_TOWER),
    (&["허물", "opened boxes"], &floor::BOXES),
    (&["느긋", "orange"], &table::FRUIT_BASKET),
    (&["문단속", "slippers"], &soft::SLIPPERS),
    (&["다녀간", "teacup"], &table::MUGS),
    (&["저녁밥", "steaming pot"], &table::KETTLE),
    (&["겨울잠", "quilts"], &soft::BLANKET),
];

fn found_all<T: Copy>(text: &str, table: &[(&[&str], T)]) -> Vec<T> {
    table.iter().filter(|(words, _)| words.iter().any(|word| text.contains(word))).map(|(_, value)| *value).collect()
}

fn found<T: Copy>(text: &str, table: &[(&[&str], T)]) -> Option<T> {
    table.iter().find(|(words, _)| words.iter().any(|word| text.contains(word))).map(|(_, value)| *value)
}

fn text<'a>(parts: impl IntoIterator<Item = &'a Sourced>) -> String {
    parts.into_iter().map(|one| format!("{} {} ", one.value, one.fragment)).collect::<String>().to_lowercase()
}

impl Plan {
    pub fn of(scene: &Scene, numbers: &mut Numbers) -> Self {
        let said = &scene.visual_language;
        let (light, layout) = (text([&said.lighting.light]), text([&said.space.layout]));
        let mood = text(&said.mood);
        let fixture = found(&light, FIXTURES).unwrap_or(Fixture::FloorLamp);
        let night = said.lighting.night;
        let tone = MOODS.iter().find(|(words, ..)| words.iter().any(|word| mood.contains(word)));
        let mut plan = Self {
            night,
            intensity: said.lighting.intensity.clamp(0.0, 1.0) as f32,
            warmth: said.lighting.warmth.clamp(0.0, 1.0) as f32,
            fixture,
            outside: found(&format!("{light}{mood}"), VIEWS).unwrap_or_else(|| view(night, numbers)),
            cover: Cover::Curtains,
            panes: Panes::Cross,
            small_window: false,
            windowless: false,
            arrangement: found(&layout, ARRANGEMENTS).unwrap_or_else(|| any(&ALL_ARRANGEMENTS, numbers)),
            order: order(&said.space.organization),
            wallpaper: any(&Wallpaper::ALL, numbers),
            flooring: any(
                &[Flooring::Boards, Flooring::Boards, Flooring::Parquet, Flooring::Tiles, Flooring::Mats],
                numbers,
            ),
            rug: any(&[Rug::Oval, Rug::Woven, Rug::Oval, Rug::Round], numbers),
            mirrored: numbers.next().is_multiple_of(2),
            vignette: tone.map_or(0.11, |(.., dark)| *dark),
            saturation: tone.map_or(1.0, |(_, strong, _)| *strong),
            bed: None,
            desk: &furniture::DESK,
            seat: None,
            things: Vec::new(),
            extras: found_all(&format!("{layout}{mood}"), EXTRAS),
        };
        plan.window(&light, numbers);
        plan.rug(&layout);
        plan.take_objects(scene, &layout, numbers);
        plan
    }

    pub fn without_extras(&mut self) {
        self.extras.clear();
    }

    /// Less wall for the window, where it is needed; what the scene itself hung there stays.
    pub fn with_a_small_window(&mut self) {
        self.without_extras();
        self.small_window = true;
        if matches!(self.cover, Cover::Curtains | Cover::Sheer) {
            self.cover = Cover::None;
        }
    }

    /// A blanket makes a bed, unless there is no room for one: then it lies on the floor.
    pub fn blanket_without_a_bed(&mut self, crowded: bool) {
        if crowded && self.bed.is_some_and(|bed| bed.name == furniture::PATCHWORK_BED.name) {
            self.bed = None;
            self.things.push(&soft::BLANKET);
        }
    }

    /// A room needs a window or a door, or a hole in its roof.
    pub fn without_window(&mut self) {
        self.with_a_small_window();
        let door = self.things.iter().any(|thing| thing.name == tall::DOOR_AJAR.name);
        self.windowless = door || matches!(self.fixture, Fixture::Skylight | Fixture::Hall);
    }

    pub fn without_bed(&mut self) {
        self.with_a_small_window();
        self.bed = self.bed.filter(|bed| bed.name != furniture::BED.name);
        self.arrangement = Arrangement::Growing;
    }

    fn window(&mut self, light: &str, numbers: &mut Numbers) {
        self.cover = any(&[Cover::Curtains, Cover::Curtains, Cover::Sheer, Cover::Curtains, Cover::None], numbers);
        match self.fixture {
            Fixture::Stained => (self.panes, self.cover) = (Panes::Stained, Cover::None),
            Fixture::Slats => self.cover = Cover::Blind,
            Fixture::Neighbour => (self.outside, self.cover) = (Outside::Neighbour, Cover::Sheer),
            Fixture::Moon => self.outside = any(&[Outside::Moon, Outside::Hills, Outside::Trees], numbers),
            _ if light.contains("high window") || light.contains("높은 창") => self.panes = Panes::Tall,
            _ => {}
        }
    }

    fn rug(&mut self, layout: &str) {
        match self.arrangement {
            Arrangement::Bare => self.rug = Rug::Round,
            Arrangement::Clustered => self.rug = Rug::Layered,
            _ => {}
        }
        if layout.contains("polished floor") {
            self.rug = Rug::None;
        }
    }

    fn take_objects(&mut self, scene: &Scene, layout: &str, numbers: &mut Numbers) {
        let objects = scene.objects.iter().map(|one| (one.name.as_str(), one.fragment.as_str()));
        let defences = scene.defensive_elements.iter().map(|one| (one.object.as_str(), one.fragment.as_str()));
        let mut desk = None;
        for (name, fragment) in objects.chain(defences) {
            match wanted(name, fragment).unwrap_or_else(|| Wanted::Thing(unknown(name))) {
                Wanted::Thing(sprite) => self.things.push(sprite),
                Wanted::Desk(sprite) => desk = Some(sprite),
                Wanted::Bed(sprite) => self.bed = Some(sprite),
                Wanted::Seat(sprite) if self.seat.is_none() => self.seat = Some(sprite),
                Wanted::Seat(_) => self.things.push(&furniture::POUF),
                Wanted::Window(cover) => self.cover = cover,
            }
        }
        self.things.dedup_by_key(|sprite| sprite.name);
        let says = |words: &[&str]| words.iter().any(|word| layout.contains(word));
        let no_bed = desk.is_some() || self.arrangement == Arrangement::Symmetric || says(&["책상", "desk", "작업"]);
        let sleeps = says(&["침대", "잠자리", "bed", "nest", "sleeping"]) || numbers.next().is_multiple_of(3);
        if self.bed.is_none() && sleeps && !no_bed {
            self.bed = Some(&furniture::BED);
        }
        self.desk = desk.unwrap_or(self.desk);
    }
}

const ALL_ARRANGEMENTS: [Arrangement; 5] =
    [Arrangement::Clustered, Arrangement::Angled, Arrangement::Sheltered, Arrangement::Growing, Arrangement::Symmetric];

fn any<T: Copy>(of: &[T], numbers: &mut Numbers) -> T {
    of[(numbers.next() % of.len() as u64) as usize]
}

fn view(night: bool, numbers: &mut Numbers) -> Outside {
    if night {
        any(&[Outside::City, Outside::City, Outside::Moon, Outside::Stars, Outside::Trees, Outside::Hills], numbers)
    } else {
        any(&[Outside::Clouds, Outside::City, Outside::Trees, Outside::Hills], numbers)
    }
}

fn order(organization: &str) -> u8 {
    let said = organization.to_lowercase();
    match () {
        () if said.contains("creative chaos") => 0,
        () if said.contains("chaos") || said.contains("lived-in") => 1,
        () if said.contains("highly") || said.contains("very") || said.contains("extremely") => 3,
        () => 2,
    }
}
