//! What a room turns around, and what its light comes from.

use super::{
    super::{
        canvas::WIDTH,
        plan::{Arrangement, Fixture, Plan},
        sprites::{Spot, Sprite, bench, boards, ceiling, furniture, standing, table, tall, wall},
    },
    ALONG, Rect, Stand, is_large,
};

/// What the room turns around, where it stands, and what it leaves free along the wall.
pub struct Focus {
    pub stand: Option<Stand>,
    pub desk: Option<Rect>,
    pub centred: bool,
    /// Of the window, from the left.
    pub middle: i32,
    pub strips: Vec<(i32, i32, Vec<&'static Sprite>)>,
}

impl Focus {
    /// A bed or a desk; a smaller desk where much else stands along the wall; nothing but what the scene brought
    /// where that is a place to sleep or to work itself and fills the wall.
    pub fn of(plan: &Plan) -> Self {
        let (large, needed) = (Self::large(plan), Self::needed(plan));
        let free = |focus: &Sprite| WIDTH - focus.width - 6;
        let asked = plan.bed.is_some_and(|bed| bed.name != furniture::BED.name);
        let on_the_floor = plan.things.iter().filter(|one| matches!(one.spots[0], Spot::Back | Spot::Front)).count();
        if let Some(bed) = plan.bed.filter(|bed| asked || (needed <= free(bed) && on_the_floor <= 3)) {
            return Self::aside(bed, ALONG + 7, false);
        }
        let centred = plan.arrangement == Arrangement::Symmetric && large.iter().all(|one| one.width <= 28);
        if centred && needed <= 60 {
            return Self::centred(plan.desk);
        }
        let is_own_focus =
            |sprite: &&Sprite| [tall::NOOK.name, tall::ORGAN.name, standing::SINK.name].contains(&sprite.name);
        if needed > free(&furniture::SMALL_DESK) && large.iter().any(is_own_focus) {
            return Self { stand: None, desk: None, centred: false, middle: 93, strips: vec![(3, WIDTH - 3, vec![])] };
        }
        let common = plan.desk.name == furniture::DESK.name;
        let desk: &'static Sprite = match common {
            true if needed > free(&furniture::SMALL_DESK) => &furniture::BUREAU,
            true if needed > free(plan.desk) => &furniture::SMALL_DESK,
            _ => plan.desk,
        };
        Self::aside(desk, ALONG + 3, true)
    }

    fn large(plan: &Plan) -> Vec<&'static Sprite> {
        plan.things.iter().copied().chain(lamps(plan)).filter(|one| is_large(one)).collect()
    }

    pub fn needed(plan: &Plan) -> i32 {
        Self::large(plan).iter().map(|one| one.width + 2).sum()
    }

    fn aside(sprite: &'static Sprite, bottom: i32, is_desk: bool) -> Self {
        let stand = Stand::on(sprite, WIDTH - sprite.width - 3, bottom);
        let strips = vec![(2, stand.x - 2, vec![])];
        Self { stand: Some(stand), desk: is_desk.then(|| stand.rect()), centred: false, middle: 93, strips }
    }

    fn centred(desk: &'static Sprite) -> Self {
        let stand = Stand::on(desk, (WIDTH - desk.width) / 2, ALONG + 3);
        let strips = vec![(3, stand.x - 2, vec![]), (stand.rect().right() + 2, WIDTH - 3, vec![])];
        Self { stand: Some(stand), desk: Some(stand.rect()), centred: true, middle: WIDTH / 2, strips }
    }
}

/// What the light comes from, as far as it is a thing.
pub fn lamps(plan: &Plan) -> Vec<&'static Sprite> {
    match plan.fixture {
        Fixture::NightLight | Fixture::Neighbour | Fixture::Strings | Fixture::Moon => vec![],
        Fixture::Slats | Fixture::Sun | Fixture::Skylight | Fixture::Stained => vec![],
        Fixture::Ceiling => vec![&ceiling::CEILING_LIGHT],
        Fixture::Hall => vec![&tall::DOOR_AJAR],
        Fixture::Embers => vec![&standing::STOVE],
        Fixture::Pendant => vec![&ceiling::PENDANT],
        Fixture::Many => vec![&tall::FLOOR_LAMP, &table::CANDLE_BOTTLE, &bench::BANKER_LAMP],
        Fixture::PictureLight => vec![&boards::PICTURE],
        Fixture::DeskLamp | Fixture::Dimmed | Fixture::Clip | Fixture::Clamps => vec![&bench::CLAMP_LAMP],
        Fixture::Display => vec![&wall::CUBBIES],
        Fixture::Stage => vec![&ceiling::SPOTLIGHT],
        Fixture::Colours => vec![&ceiling::COLOUR_LAMPS],
        Fixture::Grow => vec![&bench::GROW_LAMP],
        Fixture::Banker => vec![&bench::BANKER_LAMP],
        Fixture::Candles => vec![&table::JOURNAL, &table::CANDLE_BOTTLE],
        Fixture::Screens => vec![&bench::COMPUTER, &tall::FLOOR_LAMP],
        Fixture::FloorLamp => vec![&tall::FLOOR_LAMP],
    }
}
