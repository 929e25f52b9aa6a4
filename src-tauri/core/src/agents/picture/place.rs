//! Where everything comes. A room has zones: the wall, the window sill, the desk, shelves, the floor along the wall,
//! the floor in front, the ceiling. Each thing knows in which it may be; here it gets a place where it hides nothing,
//! hangs on something or stands on something.

use super::{
    canvas::WIDTH,
    plan::{Arrangement, Fixture, Plan},
    shell::{CEILING, FLOOR},
    sprites::{Spot, Sprite, bench, ceiling, floor, furniture, keepsakes, standing, table, tall, wall},
    window::{Cover, Glass, Panes},
};
use crate::pools::draw::Numbers;

/// How far from the wall things stand that have their back to it.
const ALONG: i32 = FLOOR + 12;
const MOST_ON_A_SHELF: i32 = 52;
const LEAST_SHELF: i32 = 30;
/// Nothing hangs lower: there it would look lost, or be behind furniture.
const LOWEST_HUNG: i32 = 134;

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
    for crowded in [Plan::without_extras, Plan::with_a_small_window, Plan::without_bed] {
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

fn is_large(sprite: &Sprite) -> bool {
    sprite.spots == [Spot::Back]
}

/// What the room turns around, where it stands, and what it leaves free along the wall.
struct Focus {
    stand: Option<Stand>,
    desk: Option<Rect>,
    centred: bool,
    /// Of the window, from the left.
    middle: i32,
    strips: Vec<(i32, i32, Vec<&'static Sprite>)>,
}

impl Focus {
    /// A bed or a desk; a smaller desk where much else stands along the wall; nothing but what the scene brought
    /// where that is a place to sleep or to work itself and fills the wall.
    fn of(plan: &Plan) -> Self {
        let (large, needed) = (Self::large(plan), Self::needed(plan));
        let free = |focus: &Sprite| WIDTH - focus.width - 6;
        let asked = plan.bed.is_some_and(|bed| bed.name != furniture::BED.name);
        if let Some(bed) = plan.bed.filter(|bed| asked || needed <= free(bed)) {
            return Self::aside(bed, ALONG + 7, false);
        }
        let centred = plan.arrangement == Arrangement::Symmetric && large.iter().all(|one| one.width <= 28);
        if centred && needed <= 60 {
            return Self::centred(plan.desk);
        }
        let is_own_focus =
            |sprite: &&Sprite| [tall::NOOK.name, tall::ORGAN.name, standing::SINK.name].contains(&sprite.name);
        if needed > free(&furniture::SMALL_DESK) && large.iter().any(|one| is_own_focus(&one)) {
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

    fn needed(plan: &Plan) -> i32 {
        Self::large(plan).iter().map(|one| one.width + 3).sum()
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
        if !matches!(plan.cover, Cover::DoubleBlind) {
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
            window: glass.covered(plan.cover),
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

    fn along_the_wall(&mut self, plan: &Plan, things: &[&'static Sprite]) {
        let mut all: Vec<&'static Sprite> = things.iter().copied().filter(|one| one.spots[0] == Spot::Back).collect();
        all.sort_by_key(|one| !is_large(one));
        for sprite in all {
            match self.strips.iter_mut().find(|strip| strip_room(strip) >= sprite.width) {
                Some((_, _, items)) => items.push(sprite),
                None => self.for_the_front.push(sprite),
            }
        }
        for extra in extras(plan, things).filter(|one| is_large(one)) {
            // A seat may still have to come.
            if let Some((_, _, items)) = self.strips.iter_mut().find(|strip| strip_room(strip) >= extra.width + 8) {
                items.push(extra);
            }
        }
    }

    /// Beside a bed: a small desk or a table, if anything is to stand on it.
    fn something_to_put_things_on(&mut self, things: &[&'static Sprite]) {
        let small = things.iter().filter(|one| one.spots[0] == Spot::Top).count();
        if self.desk.is_some() || small == 0 {
            return;
        }
        for table in [&furniture::SMALL_DESK, &tall::SIDE_TABLE] {
            let table: &'static Sprite = table;
            if let Some((_, _, items)) = self.strips.iter_mut().find(|strip| strip_room(strip) >= table.width) {
                items.push(table);
                return;
            }
        }
    }

    /// One thing to sit on: at the desk, along the wall if there is room, or in front.
    fn seat(&mut self, plan: &Plan) {
        let at_desk = self.desk.is_some();
        let common: &'static Sprite = match (at_desk, plan.order) {
            (true, 0 | 3) => &furniture::WHEELED_CHAIR,
            (true, _) => &furniture::DESK_CHAIR,
            (false, _) if plan.arrangement == Arrangement::Clustered => &furniture::POUF,
            (false, 0..=1) => &furniture::ARMCHAIR,
            (false, _) => &furniture::WOODEN_CHAIR,
        };
        let seat = plan.seat.unwrap_or(common);
        let sits_down = things_to_sit_on(&plan.things);
        match self.desk {
            _ if plan.seat.is_none() && sits_down && !at_desk => {}
            Some(desk) if plan.seat.is_none() => {
                let aside = if self.order == 3 { 19 } else { 10 + (self.numbers.next() % 10) as i32 };
                self.out.front.push(Stand::on(seat, desk.x + aside, 201));
            }
            _ => {
                let fits = |room: i32| seat.width <= room && seat.spots.contains(&Spot::Back);
                match self.strips.iter_mut().find(|strip| fits(strip_room(strip))) {
                    Some((_, _, items)) => items.push(seat),
                    None => self.for_the_front.insert(0, seat),
                }
            }
        }
    }

    fn settle_strips(&mut self) {
        for (from, to, items) in std::mem::take(&mut self.strips) {
            let used: i32 = items.iter().map(|one| one.width).sum();
            let gap = (to - from - used) / (items.len() as i32 + 1).max(1);
            let mut x = from + gap;
            for sprite in items {
                let stands_at = match sprite.name {
                    name if name.starts_with("door") => FLOOR + 1,
                    _ if sprite.height < 30 => ALONG + 6,
                    _ => ALONG + (self.numbers.next() % 3) as i32,
                };
                let stand = Stand::on(sprite, x, stands_at);
                self.out.back.push(stand);
                if [furniture::SMALL_DESK.name, tall::SIDE_TABLE.name].contains(&sprite.name) {
                    let room =
                        if x + sprite.width < self.out.glass.x - 16 { 46 } else { stand.y - self.out.glass.sill() };
                    let (x, y, width) = (x + 1, stand.y + 4, sprite.width - 2);
                    self.surfaces.insert(0, Surface { x, y, width, room, items: vec![] });
                }
                x += sprite.width + gap;
            }
        }
    }

    fn hang_from_the_ceiling(&mut self, things: &[&'static Sprite]) {
        self.settle_strips();
        let (x, y, width, height) = self.window;
        let window = Rect { x, y, width, height };
        for sprite in things.iter().filter(|one| one.spots[0] == Spot::Ceiling) {
            let place = (4..WIDTH - sprite.width - 3)
                .map(|x| Stand { sprite, x, y: CEILING - 1, depth: 0 })
                .min_by_key(|stand| {
                    let rect = stand.rect();
                    let over =
                        |others: &[Stand]| others.iter().map(|other| rect.overlap(other.rect().grown(2))).sum::<i32>();
                    let middle = x_middle(rect);
                    rect.overlap(window) * 4
                        + over(&self.out.ceiling) * 4
                        + over(&self.out.back)
                        + (middle - 40).abs() / 4
                });
            self.out.ceiling.extend(place);
        }
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

    /// Everything that nothing on the wall may cover.
    fn taken_on_the_wall(&self) -> Vec<Rect> {
        let (x, y, width, height) = self.window;
        let stands = [&self.out.wall, &self.out.back, &self.out.ceiling, &self.out.tops];
        let rects = stands.into_iter().flatten().map(|stand| stand.rect());
        let on_surfaces = self.surfaces.iter().flat_map(Surface::stands).map(Stand::rect);
        std::iter::once(Rect { x, y, width, height }).chain(rects).chain(on_surfaces).collect()
    }

    /// The best free place on the wall for something of that size.
    fn wall_place(&mut self, width: i32, height: i32) -> Option<(i32, i32)> {
        let taken = self.taken_on_the_wall();
        let jitter = if self.order < 2 { 9 } else { 1 };
        let hung: Vec<Rect> = self.out.wall.iter().map(|stand| stand.rect()).collect();
        for margin in [5, 3, 1] {
            let mut best: Option<(i32, (i32, i32))> = None;
            for y in (18..LOWEST_HUNG - height).step_by(2) {
                for x in (4..WIDTH - 3 - width).step_by(2) {
                    let rect = Rect { x, y, width, height };
                    if taken.iter().any(|other| rect.grown(margin).overlap(*other) > 0) {
                        continue;
                    }
                    let in_line = hung.iter().any(|other| (x_middle(*other) - x_middle(rect)).abs() < 3)
                        || hung.iter().any(|other| (y_middle(*other) - y_middle(rect)).abs() < 3);
                    let far = (y_middle(rect) - 58).abs() + (x_middle(rect) - 34).abs() / 3;
                    let chance = (self.numbers.next() % jitter) as i32;
                    let cost = far + chance - if in_line && self.order > 0 { 9 } else { 0 };
                    if best.is_none_or(|(least, _)| cost < least) {
                        best = Some((cost, (x, y)));
                    }
                }
            }
            if let Some((_, place)) = best {
                return Some(place);
            }
        }
        None
    }

    fn hang_on_the_wall(&mut self, things: &[&'static Sprite]) {
        let named = things.iter().copied().filter(|one| one.spots[0] == Spot::Wall);
        let mut all: Vec<&'static Sprite> = named.chain(std::mem::take(&mut self.for_walls)).collect();
        all.sort_by_key(|sprite| -(sprite.width * sprite.height));
        for sprite in all {
            self.hang(sprite);
        }
    }

    fn hang(&mut self, sprite: &'static Sprite) {
        match self.wall_place(sprite.width, sprite.height) {
            Some((x, y)) => self.out.wall.push(Stand { sprite, x, y, depth: 0 }),
            None if sprite.spots.contains(&Spot::Top) && self.surfaces.iter_mut().any(|one| one.takes(sprite)) => {}
            None if sprite.spots.iter().any(|spot| matches!(spot, Spot::Front | Spot::Back)) => {
                self.for_the_front.push(sprite)
            }
            None => self.out.left_out.push(sprite),
        }
    }

    fn build_shelves(&mut self) {
        let mut waiting = std::mem::take(&mut self.for_shelves);
        while !waiting.is_empty() {
            let mut group: Vec<&'static Sprite> = Vec::new();
            waiting.retain(|sprite| {
                let used: i32 = group.iter().map(|one| one.width + 4).sum();
                let fits = used + sprite.width + 4 <= MOST_ON_A_SHELF;
                if fits {
                    group.push(sprite);
                }
                !fits
            });
            if group.is_empty() {
                break;
            }
            if self.shelf(&group) {
                continue;
            }
            let homeless: Vec<&'static Sprite> = group.into_iter().filter(|sprite| !self.shelf(&[*sprite])).collect();
            self.for_the_front.extend(homeless);
        }
    }

    fn shelf(&mut self, group: &[&'static Sprite]) -> bool {
        let width = (group.iter().map(|one| one.width + 4).sum::<i32>() + 6).max(LEAST_SHELF);
        let height = group.iter().map(|one| one.height).max().unwrap_or(0) + 5;
        let Some((x, y)) = self.wall_place(width, height) else { return false };
        let board = y + height - 5;
        self.out.shelves.push((x, board, width));
        let surface = Surface { x: x + 2, y: board, width: width - 4, room: height, items: group.to_vec() };
        self.out.tops.extend(surface.stands());
        true
    }

    fn put_in_front(&mut self, things: &[&'static Sprite]) {
        let named = things.iter().copied().filter(|one| one.spots[0] == Spot::Front);
        let (small, large): (Vec<&'static Sprite>, Vec<&'static Sprite>) =
            std::mem::take(&mut self.for_the_front).into_iter().partition(|one| one.spots[0] == Spot::Top);
        let (lying, homeless): (Vec<&'static Sprite>, Vec<&'static Sprite>) =
            small.into_iter().partition(|one| one.spots.contains(&Spot::Front));
        let mut all: Vec<&'static Sprite> = named.chain(large).chain(lying).collect();
        all.sort_by_key(|sprite| -(sprite.width * sprite.height));
        for sprite in all {
            match self.place_in_front(sprite.width, sprite.height) {
                Some((_, x, bottom)) => self.out.front.push(Stand::on(sprite, x, bottom)),
                None => self.out.left_out.push(sprite),
            }
        }
        self.out.on_the_floor += homeless.len();
        for pair in homeless.chunks(2) {
            self.low_table(pair);
        }
    }

    /// Small things that found no room anywhere get a table of their own.
    fn low_table(&mut self, items: &[&'static Sprite]) {
        let table = &floor::PLAIN_TABLE;
        let tallest = items.iter().map(|one| one.height).max().unwrap_or(0);
        let Some((_, x, bottom)) = self.place_in_front(table.width, table.height + tallest - 4) else {
            self.out.left_out.extend(items);
            return;
        };
        let stand = Stand::on(table, x, bottom);
        self.out.front.push(stand);
        let surface =
            Surface { x: x + 2, y: stand.y + 5, width: table.width - 4, room: tallest, items: items.to_vec() };
        self.out.front.extend(surface.stands().into_iter().map(|item| Stand { depth: bottom, ..item }));
    }

    /// Only where it hides next to nothing.
    fn stand_if_free(&mut self, sprite: &'static Sprite) {
        let place = self.place_in_front(sprite.width, sprite.height);
        if let Some((_, x, bottom)) = place.filter(|(cost, ..)| *cost <= 24) {
            self.out.front.push(Stand::on(sprite, x, bottom));
        }
    }

    /// Where it hides least of what is behind, and steps on nothing: cost, left end and foot.
    fn place_in_front(&mut self, width: i32, height: i32) -> Option<(i32, i32, i32)> {
        let mut best: Option<(i32, i32, i32)> = None;
        for bottom in (190..252).step_by(4) {
            for x in (3..WIDTH - 2 - width).step_by(2) {
                let rect = Rect { x, y: bottom - height, width, height };
                let Some(mut cost) = self.hides(rect) else { continue };
                // Towards the sides, and not all in one row.
                cost += (30 - (x_middle(rect) - 64).abs()).max(0) / 2;
                cost += if bottom > 244 { 6 } else { 0 } + if height > 34 { (bottom - 200).max(0) } else { 0 };
                cost += (self.numbers.next() % if self.order < 2 { 12 } else { 3 }) as i32;
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, x, bottom));
                }
            }
        }
        best
    }

    /// How much of other things something in front would hide; none if it would stand inside one of them.
    fn hides(&self, rect: Rect) -> Option<i32> {
        let foot = |rect: Rect| Rect { y: rect.bottom() - 11, height: 13, ..rect };
        let mut cost = 0;
        for other in self.out.back.iter().chain(&self.out.front) {
            let theirs = other.rect();
            if foot(rect).overlap(foot(theirs).grown(1)) > 0 {
                return None;
            }
            let behind = other.depth > rect.bottom();
            let share = if behind { rect.width * rect.height } else { theirs.width * theirs.height };
            let hidden = rect.overlap(theirs);
            cost += hidden / 6 + 100 * hidden / share.max(1);
        }
        Some(cost)
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
            self.stand_if_free(&floor::PLANT);
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

    fn fill_the_wall(&mut self) {
        let shelf: [&'static Sprite; 2] = [&keepsakes::BOOKS, &table::SMALL_PLANT];
        if self.numbers.next() % 2 == 0 && self.shelf(&shelf) {
            return;
        }
        let pictures: [&'static Sprite; 4] = [&wall::PICTURE, &wall::TALL_PICTURE, &wall::WALL_CLOCK, &wall::MIRROR];
        let picture = pictures[(self.numbers.next() % 4) as usize];
        if let Some((x, y)) = self.wall_place(picture.width, picture.height) {
            self.out.wall.push(Stand { sprite: picture, x, y, depth: 0 });
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

/// What is left of a stretch of wall, if one more thing comes.
fn strip_room((from, to, items): &(i32, i32, Vec<&'static Sprite>)) -> i32 {
    to - from - 2 - items.iter().map(|one| one.width + 3).sum::<i32>()
}

fn x_middle(rect: Rect) -> i32 {
    rect.x + rect.width / 2
}

fn y_middle(rect: Rect) -> i32 {
    rect.y + rect.height / 2
}

/// What layout and mood add to the things of the scene.
fn extras(plan: &Plan, things: &[&'static Sprite]) -> impl Iterator<Item = &'static Sprite> {
    let extras: Vec<&'static Sprite> = plan.extras.iter().copied().take(2).collect();
    let known: Vec<&str> = things.iter().map(|thing| thing.name).collect();
    extras.into_iter().filter(move |extra| !known.contains(&extra.name))
}

fn things_to_sit_on(things: &[&'static Sprite]) -> bool {
    let seats: [&'static Sprite; 4] = [&floor::CUSHIONS, &wall::GUEST_CHAIR, &ceiling::HAMMOCK, &furniture::POUF];
    things.iter().any(|thing| seats.iter().any(|seat| std::ptr::eq(*thing, *seat)))
}

/// What the light comes from, as far as it is a thing.
fn lamps(plan: &Plan) -> Vec<&'static Sprite> {
    match plan.fixture {
        Fixture::NightLight | Fixture::Neighbour | Fixture::Strings | Fixture::Moon => vec![],
        Fixture::Slats | Fixture::Sun | Fixture::Skylight | Fixture::Stained => vec![],
        Fixture::Ceiling => vec![&ceiling::CEILING_LIGHT],
        Fixture::Hall => vec![&tall::DOOR_AJAR],
        Fixture::Embers => vec![&standing::STOVE],
        Fixture::Pendant => vec![&ceiling::PENDANT],
        Fixture::Many => vec![&tall::FLOOR_LAMP, &table::CANDLE_BOTTLE, &bench::BANKER_LAMP],
        Fixture::PictureLight => vec![&wall::PICTURE],
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
