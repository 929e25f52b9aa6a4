//! Where everything comes. A room has zones: the wall, the window sill, the desk, shelves, the floor along the wall,
//! the floor in front, the ceiling. Each thing knows in which it may be; here it gets a place where it hides nothing,
//! hangs on something or stands on something.

mod focus;
mod ground;
mod hanging;

use self::focus::{Focus, lamps};
use super::{
    canvas::WIDTH,
    plan::{Arrangement, Plan},
    shell::FLOOR,
    sprites::{Spot, Sprite, furniture, green, keepsakes, table},
    window::{Cover, Glass, Panes},
};
use crate::pools::draw::Numbers;

/// How far from the wall things stand that have their back to it.
const ALONG: i32 = FLOOR + 12;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Rect {
    pub fn right(self) -> i32 {
        self.x + self.width
    }

    pub fn bottom(self) -> i32 {
        self.y + self.height
    }

    pub fn overlap(self, other: Rect) -> i32 {
        let across = self.right().min(other.right()) - self.x.max(other.x);
        let down = self.bottom().min(other.bottom()) - self.y.max(other.y);
        across.max(0) * down.max(0)
    }

    fn grown(self, by: i32) -> Rect {
        Rect { x: self.x - by, y: self.y - by, width: self.width + 2 * by, height: self.height + 2 * by }
    }
}

/// A thing and where it is: the corner of its picture.
#[derive(Clone, Copy)]
pub struct Stand {
    pub sprite: &'static Sprite,
    pub x: i32,
    pub y: i32,
    /// How far in front: where it meets the floor, or what carries it does.
    pub depth: i32,
}

impl Stand {
    pub fn rect(self) -> Rect {
        Rect { x: self.x, y: self.y, width: self.sprite.width, height: self.sprite.height }
    }

    fn on(sprite: &'static Sprite, x: i32, bottom: i32) -> Self {
        Self { sprite, x, y: bottom - sprite.height, depth: bottom }
    }
}

/// Something things can be put on, and what is on it already.
struct Surface {
    x: i32,
    y: i32,
    width: i32,
    /// How high something on it may be.
    room: i32,
    items: Vec<&'static Sprite>,
}

impl Surface {
    fn free(&self) -> i32 {
        self.width - self.items.iter().map(|one| one.width + 3).sum::<i32>()
    }

    fn takes(&mut self, sprite: &'static Sprite) -> bool {
        let fits = sprite.width <= self.free() && sprite.height <= self.room;
        if fits {
            self.items.push(sprite);
        }
        fits
    }

    /// Everything on it, with what room is left shared between them.
    fn stands(&self) -> Vec<Stand> {
        let used: i32 = self.items.iter().map(|one| one.width).sum();
        let gap = (self.width - used) / (self.items.len() as i32 + 1).max(1);
        let mut x = self.x + gap;
        let mut stands = Vec::new();
        for sprite in &self.items {
            stands.push(Stand::on(sprite, x, self.y));
            x += sprite.width + gap;
        }
        stands
    }
}

/// The room with everything in it.
pub struct Arranged {
    /// What had to be put on a table of its own.
    on_the_floor: usize,
    pub glass: Glass,
    pub rug: (i32, i32),
    /// Shelves are boards: left end, height, length.
    pub shelves: Vec<(i32, i32, i32)>,
    pub wall: Vec<Stand>,
    pub back: Vec<Stand>,
    pub tops: Vec<Stand>,
    pub front: Vec<Stand>,
    pub ceiling: Vec<Stand>,
    /// What found no place.
    pub left_out: Vec<&'static Sprite>,
}

impl Arranged {
    fn homeless(&self) -> usize {
        4 * self.left_out.len() + self.on_the_floor
    }
}

/// Where much has to find a place, what nobody asked for gives way: extras, curtains, a bed.
pub fn arranged(plan: &mut Plan, numbers: &mut Numbers) -> Arranged {
    let seed = numbers.next();
    plan.blanket_without_a_bed(Focus::needed(plan) > WIDTH - furniture::PATCHWORK_BED.width - 6);
    let mut best = attempt(plan, seed);
    for crowded in [Plan::without_extras, Plan::with_a_small_window, Plan::without_window, Plan::without_bed] {
        if best.homeless() == 0 {
            break;
        }
        let mut other = plan.clone();
        crowded(&mut other);
        let next = attempt(&other, seed);
        if next.homeless() < best.homeless() {
            best = next;
            *plan = other;
        }
    }
    best
}

fn attempt(plan: &Plan, seed: u64) -> Arranged {
    let mut numbers = Numbers::new(seed);
    let mut work = Work::begun(plan, &mut numbers);
    let things = work.sorted(plan);
    work.along_the_wall(plan, &things);
    work.something_to_put_things_on(&things);
    work.seat(plan);
    work.hang_from_the_ceiling(&things);
    work.put_on_top(&things);
    work.fill_the_desk(plan, &things);
    work.hang_on_the_wall(&things);
    work.build_shelves();
    work.put_in_front(&things);
    work.fill(plan, &things);
    work.done()
}

struct Work<'a> {
    numbers: &'a mut Numbers,
    order: u8,
    /// What of the wall the window takes with its curtains.
    window: (i32, i32, i32, i32),
    out: Arranged,
    /// Free stretches of the wall's foot: from, to, and what stands there.
    strips: Vec<(i32, i32, Vec<&'static Sprite>)>,
    surfaces: Vec<Surface>,
    for_shelves: Vec<&'static Sprite>,
    for_walls: Vec<&'static Sprite>,
    for_the_front: Vec<&'static Sprite>,
    desk: Option<Rect>,
}

impl<'a> Work<'a> {
    fn begun(plan: &Plan, numbers: &'a mut Numbers) -> Self {
        let focus = Focus::of(plan);
        let glass = match plan.panes {
            _ if plan.small_window => Glass { x: focus.middle.max(96) - 10, y: 26, width: 30, height: 46 },
            Panes::Tall => Glass { x: focus.middle - 17, y: 24, width: 34, height: 70 },
            _ => Glass { x: focus.middle - 20, y: 30, width: 40, height: 56 },
        };
        let rug = match () {
            () if focus.centred || plan.arrangement == Arrangement::Bare => (64, 220),
            () => (58 + (numbers.next() % 8) as i32, 221),
        };
        let mut surfaces = Vec::new();
        if let Some(desk) = focus.desk {
            let top = desk.y + if desk.width == furniture::BUREAU.width { 1 } else { 4 };
            let room = desk.y - glass.sill();
            surfaces.push(Surface { x: desk.x + 2, y: top, width: desk.width - 4, room: room.max(32), items: vec![] });
        }
        if !plan.windowless && !matches!(plan.cover, Cover::DoubleBlind | Cover::HalfDrawn) {
            surfaces.push(Surface {
                x: glass.x + 2,
                y: glass.sill() - 1,
                width: glass.width - 4,
                room: 24,
                items: vec![],
            });
        }
        let out = Arranged {
            glass,
            rug,
            on_the_floor: 0,
            shelves: vec![],
            wall: vec![],
            back: focus.stand.into_iter().collect(),
            tops: vec![],
            front: vec![],
            ceiling: vec![],
            left_out: vec![],
        };
        Self {
            order: plan.order,
            window: if plan.windowless { (0, 0, 0, 0) } else { glass.covered(plan.cover) },
            desk: focus.desk,
            out,
            numbers,
            strips: focus.strips,
            surfaces,
            for_shelves: vec![],
            for_walls: vec![],
            for_the_front: vec![],
        }
    }

    /// The scene's things and the lamps it speaks of, largest first; nothing twice.
    fn sorted(&self, plan: &Plan) -> Vec<&'static Sprite> {
        let mut things: Vec<&'static Sprite> = Vec::new();
        for sprite in plan.things.iter().copied().chain(lamps(plan)) {
            if !things.iter().any(|known| std::ptr::eq(*known, sprite)) {
                things.push(sprite);
            }
        }
        things.sort_by_key(|sprite| -(sprite.width * sprite.height));
        things
    }

    fn put_on_top(&mut self, things: &[&'static Sprite]) {
        for sprite in things.iter().filter(|one| matches!(one.spots[0], Spot::Top | Spot::Sill)) {
            let sill_first = sprite.spots[0] == Spot::Sill;
            let may_sill = sprite.spots.contains(&Spot::Sill);
            let last = self.surfaces.len().saturating_sub(1);
            let mut order: Vec<usize> = (0..self.surfaces.len()).collect();
            if sill_first {
                order.reverse();
            }
            // The sill is always the last surface; not everything may stand there, and few things at a time.
            let is_sill = |place: usize| place == last && self.out.glass.sill() - 1 == self.surfaces[place].y;
            let allowed: Vec<usize> = order
                .into_iter()
                .filter(|place| !is_sill(*place) || (may_sill && self.surfaces[*place].items.len() < 2))
                .collect();
            let taken = allowed.into_iter().any(|place| self.surfaces[place].takes(sprite));
            if !taken {
                match sprite.spots.contains(&Spot::Wall) {
                    true => self.for_walls.push(sprite),
                    false => self.for_shelves.push(sprite),
                }
            }
        }
    }

    /// What a room has that nobody mentions: books, a plant, a picture. Less where order is strict.
    fn fill(&mut self, plan: &Plan, things: &[&'static Sprite]) {
        for extra in extras(plan, things).filter(|one| !is_large(one)) {
            match extra.spots[0] {
                Spot::Wall => {
                    if let Some((x, y)) = self.wall_place(extra.width, extra.height) {
                        self.out.wall.push(Stand { sprite: extra, x, y, depth: 0 });
                    }
                }
                Spot::Front | Spot::Back => self.stand_if_free(extra),
                _ => {}
            }
        }
        let bare = plan.arrangement == Arrangement::Bare || plan.order == 3;
        let hung = self.out.wall.len() + self.out.shelves.len();
        if hung == 0 || (hung < 2 && !bare) {
            self.fill_the_wall();
        }
        let on_the_floor = self.out.front.len() + self.out.back.len();
        if on_the_floor < 4 && !bare {
            self.stand_if_free(&green::PLANT);
        }
    }

    /// Nobody's desk is quite empty.
    fn fill_the_desk(&mut self, plan: &Plan, things: &[&'static Sprite]) {
        for extra in extras(plan, things).filter(|one| matches!(one.spots[0], Spot::Top | Spot::Sill)) {
            let sill = self.out.glass.sill() - 1;
            let may = |surface: &Surface| surface.y != sill || extra.spots.contains(&Spot::Sill);
            let _ =
                self.surfaces.iter_mut().any(|surface| may(surface) && surface.items.len() < 3 && surface.takes(extra));
        }
        let fillers: [&'static Sprite; 4] =
            [&keepsakes::FEW_BOOKS, &table::VASE, &table::SMALL_PLANT, &keepsakes::BOOKS];
        let filler = fillers[(self.numbers.next() % 4) as usize];
        let Some(desk) = self.surfaces.first_mut().filter(|_| self.desk.is_some()) else { return };
        if desk.items.len() < 2 {
            desk.takes(filler);
        }
    }

    fn done(mut self) -> Arranged {
        let on_surfaces: Vec<Stand> = self.surfaces.iter().flat_map(Surface::stands).collect();
        self.out.tops.extend(on_surfaces);
        self.out.back.sort_by_key(|stand| stand.rect().bottom());
        self.out.front.sort_by_key(|stand| stand.depth);
        self.out
    }
}

fn x_middle(rect: Rect) -> i32 {
    rect.x + rect.width / 2
}

/// What layout and mood add to the things of the scene.
fn extras(plan: &Plan, things: &[&'static Sprite]) -> impl Iterator<Item = &'static Sprite> {
    let extras: Vec<&'static Sprite> = plan.extras.iter().copied().take(2).collect();
    let known: Vec<&str> = things.iter().map(|thing| thing.name).collect();
    extras.into_iter().filter(move |extra| !known.contains(&extra.name))
}

fn is_large(sprite: &Sprite) -> bool {
    sprite.spots == [Spot::Back]
}
