//! Things that lie or stand low on the floor, in front.

use super::{
    super::{
        canvas::Pad,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Glow, Leaf, Line, Metal, Paper, Red, Wood},
    },
    Spot::{Back, Front},
    Sprite,
};

pub static LOW_TABLE: Sprite = Sprite::new("low table with bowls", (46, 27), &[Front], low_table);
pub static TEA_TABLE: Sprite = Sprite::new("tea table with two mugs", (38, 23), &[Front], tea_table);
pub static PLAIN_TABLE: Sprite = Sprite::new("low table", (46, 18), &[Front], plain_table);
pub static BOARD_GAMES: Sprite = Sprite::new("board game boxes", (27, 22), &[Front, Back], board_games);
pub static NOTE_TOWER: Sprite = Sprite::new("tower of notebooks", (18, 32), &[Back, Front], note_tower);
pub static TOY_BOX: Sprite = Sprite::new("unopened toy box", (24, 21), &[Front, Back], toy_box);
pub static CRATE: Sprite = Sprite::new("box of rations", (26, 19), &[Front, Back], crate_box);
pub static CHEST: Sprite = Sprite::new("chest with two keyholes", (32, 22), &[Front, Back], chest);
pub static BOXES: Sprite = Sprite::new("stacked boxes", (32, 40), &[Back, Front], boxes);
pub static PAINT_CAN: Sprite = Sprite::new("paint can and roller", (29, 26), &[Front, Back], paint_can);
pub static CANDLE: Sprite = Sprite::new("candle on the floor", (7, 13), &[Front], candle);
pub static NIGHT_LIGHT: Sprite = Sprite::new("night light", (8, 10), &[Back], night_light);

/// A round table seen a little from above; its top so far down.
fn round_table(pad: &mut Pad, top: i32, across: i32) {
    let middle = pad.width / 2;
    let bottom = pad.height;
    for x in [middle - across + 5, middle + across - 7] {
        pad.tube(x, top + 4, 3, bottom - top - 4, Wood.at(0.44));
    }
    pad.ellipse(middle, top + 2, across, 5, Wood.at(0.36));
    pad.ellipse(middle, top, across, 5, Wood.at(0.62));
    pad.ellipse(middle, top, across - 2, 3, Wood.at(0.68));
}

fn plain_table(pad: &mut Pad) {
    round_table(pad, 6, 22);
}

fn low_table(pad: &mut Pad) {
    round_table(pad, 15, 22);
    for (x, layers) in [(9, 3), (35, 3)] {
        for layer in 0..layers {
            pad.turned(x, 11 - layer * 3, &[4, 4, 3], if layer % 2 == 0 { Paper.at(0.7) } else { Blue.at(0.62) });
        }
        pad.turned(x, 14, &[4, 3], Paper.at(0.66));
    }
    pad.turned(22, 7, &[6, 7, 7, 7, 7, 6, 5], Line.at(0.44));
    pad.turned(22, 5, &[3, 5], Line.at(0.56));
    pad.dot(22, 4, Brass.at(0.75));
    pad.letters(20, 0, &["  #  ", " #   ", "  #  "], &[('#', Paper.shining(0.62))]);
    for x in [13, 30] {
        pad.rect(x, 9, 2, 2, Line.at(0.4));
    }
}

fn tea_table(pad: &mut Pad) {
    round_table(pad, 12, 18);
    for (x, ink) in [(9, Red), (24, Blue)] {
        pad.tube(x, 4, 6, 8, ink.at(0.6));
        pad.across(x, 4, 6, Line.at(0.3));
        pad.letters(x + 6, 6, &["##", " #", "##"], &[('#', ink.at(0.5))]);
    }
    pad.turned(19, 7, &[1, 2, 3, 3, 2], Paper.at(0.7));
    pad.letters(11, 0, &["# ", " #", "# "], &[('#', Paper.shining(0.6))]);
}

fn board_games(pad: &mut Pad) {
    for (x, y, width, tall, ink, mark) in [
        (0, 16, 27, 6, Blue, Brass),
        (2, 10, 24, 6, Red, Paper),
        (1, 5, 25, 5, Leaf, Paper),
        (5, 0, 18, 5, Brass, Line),
    ] {
        pad.slab(x, y, width, tall, ink.at(0.52));
        pad.rect(x + 3, y + 2, width / 3, 1, mark.at(0.7));
        pad.rect(x + width - 5, y + 1, 3, tall - 3, mark.at(0.6));
        pad.dot(x, y, Paper.at(0.7));
    }
}

fn note_tower(pad: &mut Pad) {
    let inks = [Blue, Paper, Red, Leaf, Cloth, Paper, Accent, Brass, Blue, Red];
    for (row, ink) in inks.into_iter().enumerate() {
        let (x, y) = ([1, 0, 2, 1, 3, 0, 2, 1, 0, 2][row], 2 + row as i32 * 3);
        pad.rect(x, y, 15, 3, ink.at(0.55));
        pad.across(x, y, 15, ink.at(0.74));
        pad.across(x + 1, y + 2, 13, Paper.at(0.62));
    }
    pad.line((3, 1), (12, 1), Brass.at(0.7));
}

fn toy_box(pad: &mut Pad) {
    pad.chest(0, 4, 24, 17, 4, Paper.at(0.58));
    pad.rect(0, 8, 24, 13, Accent.at(0.52));
    for (x, y) in [(4, 11), (10, 16), (18, 11), (20, 17), (5, 18)] {
        pad.letters(x - 1, y - 1, &[" # ", "###", " # "], &[('#', Paper.at(0.7))]);
    }
    pad.rect(11, 4, 3, 17, Red.at(0.58));
    pad.across(0, 13, 24, Red.at(0.58));
    pad.letters(7, 0, &[" ###   ### ", "#   # #   #", " ### # ### ", "    ###    "], &[('#', Red.at(0.66))]);
}

fn crate_box(pad: &mut Pad) {
    pad.chest(0, 0, 26, 19, 4, Leaf.at(0.4));
    pad.rect(0, 4, 26, 2, Leaf.at(0.28));
    pad.rect(9, 8, 9, 7, Paper.at(0.6));
    pad.letters(11, 9, &["  #  ", "  #  ", "#####", "  #  ", "  #  "], &[('#', Red.at(0.55))]);
    for x in [3, 21] {
        pad.rect(x, 3, 2, 4, Metal.at(0.7));
        pad.down(x, 8, 10, Leaf.at(0.28));
    }
}

fn chest(pad: &mut Pad) {
    for row in 0..8 {
        let inset = [3, 2, 1, 1, 0, 0, 0, 0][row as usize];
        pad.rect(inset, row, 32 - 2 * inset, 1, Wood.at(0.66 - 0.03 * row as f32));
    }
    pad.slab(0, 8, 32, 14, Wood.at(0.48));
    for x in [3, 26] {
        pad.rect(x, 0, 3, 22, Brass.at(0.5));
        pad.down(x, 1, 20, Brass.at(0.72));
    }
    pad.across(0, 8, 32, Line.at(0.16));
    for x in [11, 18] {
        pad.slab(x, 7, 4, 6, Brass.at(0.68));
        pad.rect(x + 1, 9, 2, 1, Line.at(0.06));
        pad.dot(x + 1, 10, Line.at(0.06));
    }
}

fn boxes(pad: &mut Pad) {
    for (x, y, width, tall) in [(0, 25, 32, 15), (3, 12, 26, 13), (7, 2, 19, 10)] {
        pad.chest(x, y, width, tall, 3, Clay.at(0.62));
        pad.rect(x + width / 2 - 2, y, 4, 7, Paper.at(0.56));
        pad.rect(x + 3, y + tall - 6, 6, 4, Paper.at(0.74));
        pad.line((x + 8, y + tall - 5), (x + 11, y + tall - 8), Red.at(0.55));
    }
}

fn paint_can(pad: &mut Pad) {
    pad.letters(3, 3, &["   #####   ", "  #     #  ", " #       # ", "#         #"], &[('#', Metal.at(0.5))]);
    pad.tube(2, 7, 14, 19, Metal.at(0.62));
    pad.ellipse(9, 8, 6, 1, Accent.at(0.66));
    pad.rect(2, 13, 14, 8, Accent.at(0.54));
    for (x, long) in [(4, 5), (6, 9), (11, 4)] {
        pad.down(x, 8, long, Accent.at(0.7));
    }
    pad.beam((19, 24), (25, 10), Wood.at(0.6));
    pad.beam((24, 11), (22, 5), Metal.at(0.6));
    pad.slab(18, 0, 11, 5, Accent.at(0.58));
    pad.across(16, 25, 12, Accent.at(0.5));
}

fn candle(pad: &mut Pad) {
    pad.letters(2, 0, &[" # ", " # ", "#+#", "#+#"], &[('#', Glow.shining(0.74)), ('+', Glow.shining(0.98))]);
    pad.tube(1, 5, 5, 7, Paper.at(0.74));
    pad.rect(0, 11, 7, 2, Brass.at(0.5));
}

fn night_light(pad: &mut Pad) {
    pad.slab(1, 0, 6, 10, Paper.at(0.6));
    pad.ball(4, 4, 2, 3, Glow.shining(0.86));
    pad.rect(2, 8, 4, 1, Line.at(0.2));
}
