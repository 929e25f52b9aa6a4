//! What hangs: from the ceiling, on the wall, and the shelves that are put up for what stands on them.

use super::{
    super::{
        canvas::WIDTH,
        shell::CEILING,
        sprites::{Spot, Sprite, boards, keepsakes, table, wall},
    },
    Rect, Stand, Surface, Work, x_middle,
};

const MOST_ON_A_SHELF: i32 = 52;
const LEAST_SHELF: i32 = 30;
/// Nothing hangs lower: there it would look lost, or be behind furniture.
const LOWEST_HUNG: i32 = 134;

impl Work<'_> {
    pub(super) fn hang_from_the_ceiling(&mut self, things: &[&'static Sprite]) {
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

    /// Everything that nothing on the wall may cover.
    pub(super) fn taken_on_the_wall(&self) -> Vec<Rect> {
        let (x, y, width, height) = self.window;
        let stands = [&self.out.wall, &self.out.back, &self.out.ceiling, &self.out.tops];
        let rects = stands.into_iter().flatten().map(|stand| stand.rect());
        let on_surfaces = self.surfaces.iter().flat_map(Surface::stands).map(Stand::rect);
        std::iter::once(Rect { x, y, width, height }).chain(rects).chain(on_surfaces).collect()
    }

    /// The best free place on the wall for something of that size.
    pub(super) fn wall_place(&mut self, width: i32, height: i32) -> Option<(i32, i32)> {
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

    pub(super) fn hang_on_the_wall(&mut self, things: &[&'static Sprite]) {
        let named = things.iter().copied().filter(|one| one.spots[0] == Spot::Wall);
        let mut all: Vec<&'static Sprite> = named.chain(std::mem::take(&mut self.for_walls)).collect();
        all.sort_by_key(|sprite| -(sprite.width * sprite.height));
        for sprite in all {
            self.hang(sprite);
        }
    }

    pub(super) fn hang(&mut self, sprite: &'static Sprite) {
        match self.wall_place(sprite.width, sprite.height) {
            Some((x, y)) => self.out.wall.push(Stand { sprite, x, y, depth: 0 }),
            None if sprite.spots.contains(&Spot::Top) && self.surfaces.iter_mut().any(|one| one.takes(sprite)) => {}
            None if sprite.spots.iter().any(|spot| matches!(spot, Spot::Front | Spot::Back)) => {
                self.for_the_front.push(sprite)
            }
            None => self.out.left_out.push(sprite),
        }
    }

    pub(super) fn build_shelves(&mut self) {
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

    pub(super) fn shelf(&mut self, group: &[&'static Sprite]) -> bool {
        let width = (group.iter().map(|one| one.width + 4).sum::<i32>() + 6).max(LEAST_SHELF);
        let height = group.iter().map(|one| one.height).max().unwrap_or(0) + 5;
        let Some((x, y)) = self.wall_place(width, height) else { return false };
        let board = y + height - 5;
        self.out.shelves.push((x, board, width));
        let surface = Surface { x: x + 2, y: board, width: width - 4, room: height, items: group.to_vec() };
        self.out.tops.extend(surface.stands());
        true
    }

    pub(super) fn fill_the_wall(&mut self) {
        let shelf: [&'static Sprite; 2] = [&keepsakes::BOOKS, &table::SMALL_PLANT];
        if self.numbers.next().is_multiple_of(2) && self.shelf(&shelf) {
            return;
        }
        let pictures: [&'static Sprite; 4] =
            [&boards::PICTURE, &boards::TALL_PICTURE, &wall::WALL_CLOCK, &wall::MIRROR];
        let picture = pictures[(self.numbers.next() % 4) as usize];
        if let Some((x, y)) = self.wall_place(picture.width, picture.height) {
            self.out.wall.push(Stand { sprite: picture, x, y, depth: 0 });
        }
    }
}

fn y_middle(rect: Rect) -> i32 {
    rect.y + rect.height / 2
}
