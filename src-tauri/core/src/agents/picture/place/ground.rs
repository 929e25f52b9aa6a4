//! What stands: along the foot of the wall, on tables, in front.

use super::{
    super::{
        canvas::WIDTH,
        plan::{Arrangement, Plan},
        shell::FLOOR,
        sprites::{Spot, Sprite, ceiling, floor, furniture, soft, tall, wall},
    },
    ALONG, Rect, Stand, Surface, Work, extras, is_large, x_middle,
};

impl Work<'_> {
    pub(super) fn along_the_wall(&mut self, plan: &Plan, things: &[&'static Sprite]) {
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
    pub(super) fn something_to_put_things_on(&mut self, things: &[&'static Sprite]) {
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
    pub(super) fn seat(&mut self, plan: &Plan) {
        let at_desk = self.desk.is_some();
        let common: &'static Sprite = match (at_desk, plan.order) {
            (true, 0 | 3) => &furniture::WHEELED_CHAIR,
            (true, _) => &furniture::DESK_CHAIR,
            (false, _) if plan.arrangement == Arrangement::Clustered || plan.things.len() > 5 => &furniture::POUF,
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

    pub(super) fn settle_strips(&mut self) {
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

    pub(super) fn put_in_front(&mut self, things: &[&'static Sprite]) {
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
    pub(super) fn low_table(&mut self, items: &[&'static Sprite]) {
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
    pub(super) fn stand_if_free(&mut self, sprite: &'static Sprite) {
        let place = self.place_in_front(sprite.width, sprite.height);
        if let Some((_, x, bottom)) = place.filter(|(cost, ..)| *cost <= 24) {
            self.out.front.push(Stand::on(sprite, x, bottom));
        }
    }

    /// Where it hides least of what is behind, and steps on nothing: cost, left end and foot.
    pub(super) fn place_in_front(&mut self, width: i32, height: i32) -> Option<(i32, i32, i32)> {
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
    pub(super) fn hides(&self, rect: Rect) -> Option<i32> {
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
}

/// What is left of a stretch of wall, if one more thing comes.
fn strip_room((from, to, items): &(i32, i32, Vec<&'static Sprite>)) -> i32 {
    to - from - items.iter().map(|one| one.width + 2).sum::<i32>()
}

fn things_to_sit_on(things: &[&'static Sprite]) -> bool {
    let seats: [&'static Sprite; 4] = [&soft::CUSHIONS, &wall::GUEST_CHAIR, &ceiling::HAMMOCK, &furniture::POUF];
    things.iter().any(|thing| seats.iter().any(|seat| std::ptr::eq(*thing, *seat)))
}
