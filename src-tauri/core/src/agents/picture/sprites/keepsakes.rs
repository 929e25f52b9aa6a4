//! Small things for a desk or a shelf that are kept for what they mean: prizes, letters, keys, toys.

use super::{
    super::{
        canvas::Pad,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Glow, Leaf, Line, Metal, Paper, Red, Wood},
    },
    Spot::{Back, Front, Sill, Top, Wall},
    Sprite,
};

pub static TROPHY: Sprite = Sprite::new("trophy", (15, 20), &[Top], trophy);
pub static MEDAL_CASE: Sprite = Sprite::new("medal in a case", (19, 25), &[Wall, Top], medal_case);
pub static MEDAL: Sprite = Sprite::new("hanging medal", (13, 24), &[Wall], medal);
pub static TABLE_CLOCK: Sprite = Sprite::new("wind-up clock", (15, 17), &[Top, Sill], table_clock);
pub static LETTERS: Sprite = Sprite::new("bundle of letters", (20, 11), &[Top, Sill], letters);
pub static KEY_DISH: Sprite = Sprite::new("dish with a key", (17, 8), &[Top, Sill], key_dish);
pub static THICK_BOOK: Sprite = Sprite::new("thick book", (23, 13), &[Top], thick_book);
pub static DIARY: Sprite = Sprite::new("locked diary", (14, 17), &[Top], diary);
pub static NAMEPLATE: Sprite = Sprite::new("nameplate", (22, 8), &[Top], nameplate);
pub static COIN_BANK: Sprite = Sprite::new("hidden coin bank", (18, 14), &[Top, Front], coin_bank);
pub static FIRST_AID: Sprite = Sprite::new("first-aid box", (20, 15), &[Top, Wall, Front], first_aid);
pub static STRONGBOX: Sprite = Sprite::new("strongbox", (22, 15), &[Top, Front, Back], strongbox);
pub static PLUSH: Sprite = Sprite::new("plush dolls and light stick", (28, 18), &[Top], plush);
pub static BOOKS: Sprite = Sprite::new("row of books", (25, 16), &[Top], books);
pub static FEW_BOOKS: Sprite = Sprite::new("a few books", (13, 15), &[Top], few_books);
pub static BELL: Sprite = Sprite::new("bronze bell", (12, 16), &[Top], bell);

fn trophy(pad: &mut Pad) {
    pad.turned(7, 0, &[5, 4, 4, 4, 4, 4, 3, 2, 1, 1, 1, 1, 2], Brass.at(0.68));
    pad.ellipse(7, 0, 4, 0, Brass.at(0.4));
    pad.letters(0, 1, &["####", "#  #", "#  #", " # #", "  ##"], &[('#', Brass.at(0.6))]);
    pad.letters(11, 1, &["####", "#  #", "#  #", "# # ", "##  "], &[('#', Brass.at(0.5))]);
    pad.down(5, 2, 4, Glow.at(0.9));
    pad.slab(3, 13, 9, 7, Line.at(0.38));
    pad.rect(5, 15, 5, 2, Brass.at(0.7));
}

fn medal_case(pad: &mut Pad) {
    pad.slab(0, 0, 19, 25, Wood.at(0.5));
    pad.rect(2, 2, 15, 21, Blue.at(0.3));
    pad.rect(2, 2, 15, 1, Line.at(0.1));
    ribbon(pad, 9, 4);
    pad.letters(3, 4, &["  #", " # ", "#  "], &[('#', Paper.at(0.75))]);
}

fn ribbon(pad: &mut Pad, middle: i32, top: i32) {
    pad.letters(
        middle - 4,
        top,
        &["##     ##", "###   ###", " ##w w## ", " ###w### ", "  #####  ", "   ###   "],
        &[('#', Red.at(0.6)), ('w', Paper.at(0.75))],
    );
    pad.ball(middle, top + 10, 4, 4, Brass.at(0.7));
    pad.ellipse(middle, top + 10, 2, 2, Brass.at(0.5));
    pad.letters(middle - 1, top + 9, &[" # ", "###", " # "], &[('#', Glow.at(0.9))]);
}

fn medal(pad: &mut Pad) {
    pad.ball(6, 1, 1, 1, Metal.at(0.7));
    for row in 0..10 {
        let apart = 5 - row / 2;
        pad.rect(6 - apart, 2 + row, 2, 1, Cloth.at(0.66));
        pad.rect(5 + apart, 2 + row, 2, 1, Cloth.at(0.5));
    }
    pad.ball(6, 17, 5, 5, Brass.at(0.68));
    pad.ellipse(6, 17, 3, 3, Brass.at(0.5));
    pad.letters(5, 15, &[" # ", "###", "###", " # "], &[('#', Glow.at(0.9))]);
}

fn table_clock(pad: &mut Pad) {
    for x in [3, 11] {
        pad.ball(x, 3, 3, 2, Brass.at(0.62));
    }
    pad.down(7, 0, 3, Brass.at(0.5));
    pad.ball(7, 9, 6, 6, Accent.at(0.52));
    pad.ellipse(7, 9, 4, 4, Paper.at(0.8));
    pad.line((7, 9), (7, 6), Line.at(0.15));
    pad.line((7, 9), (9, 10), Line.at(0.15));
    pad.letters(2, 15, &["##       ##", "#         #"], &[('#', Brass.at(0.5))]);
}

fn letters(pad: &mut Pad) {
    for (row, shade) in [(8, 0.55), (6, 0.68), (4, 0.6), (2, 0.74)] {
        pad.rect(row % 4 / 2, row, 19, 3, Paper.at(shade));
        pad.across(row % 4 / 2, row + 2, 19, Paper.at(0.34));
    }
    pad.line((2, 2), (10, 5), Paper.at(0.5));
    pad.line((10, 5), (18, 2), Paper.at(0.5));
    pad.rect(9, 1, 2, 10, Red.at(0.55));
    pad.letters(6, 0, &["## ##", " ### "], &[('#', Red.at(0.62))]);
}

fn key_dish(pad: &mut Pad) {
    pad.turned(8, 3, &[8, 8, 7, 6, 4], Blue.at(0.6));
    pad.across(0, 3, 17, Paper.at(0.7));
    pad.letters(3, 0, &[" ##       ", "#  #######", "#  # # #  ", " ##       "], &[('#', Brass.at(0.74))]);
}

fn thick_book(pad: &mut Pad) {
    for (x, ink) in [(3, Accent), (8, Paper), (12, Red), (16, Brass)] {
        pad.rect(x, x % 2, 2, 5, ink.at(0.7));
    }
    pad.rect(0, 3, 22, 3, Cloth.at(0.52));
    pad.across(0, 3, 22, Cloth.at(0.72));
    pad.rect(2, 6, 20, 5, Paper.at(0.64));
    for row in [7, 9] {
        pad.across(2, row, 20, Paper.at(0.46));
    }
    pad.rect(0, 11, 22, 2, Cloth.at(0.4));
    pad.rect(0, 4, 3, 8, Cloth.at(0.46));
    for (x, ink) in [(21, Brass), (22, Accent)] {
        pad.rect(x, 7 + x % 2, 2, 1, ink.at(0.7));
    }
}

fn diary(pad: &mut Pad) {
    pad.slab(0, 0, 12, 17, Red.at(0.46));
    pad.down(12, 1, 15, Paper.at(0.7));
    pad.down(13, 1, 15, Paper.at(0.5));
    pad.down(2, 0, 17, Red.at(0.3));
    pad.rect(6, 8, 8, 2, Brass.at(0.5));
    pad.slab(8, 6, 5, 6, Brass.at(0.68));
    pad.rect(10, 8, 1, 2, Line.at(0.1));
}

fn nameplate(pad: &mut Pad) {
    pad.shape(&[(2, 0), (20, 0), (22, 8), (0, 8)], Wood.at(0.42));
    pad.rect(3, 2, 16, 4, Brass.at(0.7));
    pad.across(3, 2, 16, Glow.at(0.85));
    pad.across(3, 5, 16, Brass.at(0.46));
}

fn coin_bank(pad: &mut Pad) {
    pad.ball(8, 8, 7, 5, Red.at(0.72));
    pad.letters(0, 6, &["###", "###", "###"], &[('#', Red.at(0.62))]);
    pad.dot(4, 7, Line.at(0.1));
    pad.letters(3, 12, &["##     ##", "##     ##"], &[('#', Red.at(0.5))]);
    pad.shape(&[(5, 0), (12, 1), (17, 6), (17, 13), (12, 12), (10, 8), (4, 6)], Cloth.at(0.56));
    pad.line((8, 3), (14, 8), Cloth.at(0.74));
    pad.line((6, 5), (11, 9), Cloth.at(0.36));
    pad.dot(7, 3, Brass.at(0.8));
}

fn first_aid(pad: &mut Pad) {
    pad.letters(6, 0, &[" ###### ", "#      #", "#      #"], &[('#', Metal.at(0.5))]);
    pad.slab(0, 3, 20, 12, Red.at(0.54));
    pad.ellipse(10, 9, 4, 4, Paper.at(0.8));
    pad.rect(9, 7, 2, 5, Red.at(0.5));
    pad.rect(8, 8, 5, 2, Red.at(0.5));
    pad.across(0, 5, 20, Red.at(0.3));
    for x in [3, 15] {
        pad.rect(x, 4, 2, 3, Metal.at(0.7));
    }
}

fn strongbox(pad: &mut Pad) {
    pad.slab(0, 0, 22, 14, Metal.at(0.46));
    pad.rect(2, 2, 18, 10, Metal.at(0.32));
    pad.slab(3, 3, 16, 8, Metal.at(0.5));
    pad.ball(11, 7, 3, 3, Line.at(0.4));
    pad.ball(11, 7, 1, 1, Brass.at(0.8));
    pad.letters(16, 5, &["##", "##", " #", "##"], &[('#', Brass.at(0.7))]);
    pad.letters(1, 14, &["###              ###"], &[('#', Line.at(0.3))]);
}

fn plush(pad: &mut Pad) {
    pad.rect(1, 6, 2, 12, Paper.at(0.66));
    pad.ball(2, 3, 2, 3, Accent.at(0.7));
    pad.rect(1, 1, 3, 5, Accent.shining(0.86));
    for (x, ink) in [(10, Clay), (21, Paper)] {
        pad.ball(x, 14, 4, 4, ink.at(0.6));
        pad.ball(x, 7, 4, 4, ink.at(0.66));
        for ear in [-4, 4] {
            pad.ball(x + ear, 3, 1, 1, ink.at(0.56));
        }
        pad.letters(x - 2, 6, &["#   #", "     ", "  #  "], &[('#', Line.at(0.1))]);
        pad.letters(x - 2, 11, &["##r##", "  r  "], &[('#', Red.at(0.6)), ('r', Red.at(0.45))]);
    }
}

fn books(pad: &mut Pad) {
    let spines = [(3, 12, Cloth), (4, 15, Blue), (2, 11, Paper), (4, 13, Red), (3, 16, Leaf), (3, 12, Accent)];
    let mut x = 0;
    for (width, height, ink) in spines {
        spine(pad, (x, 16 - height, width, height), ink.at(0.54));
        x += width;
    }
    // The last one leans.
    for row in 0..13 {
        pad.rect(x + 1 + row / 4, 3 + row, 3, 1, Brass.at(0.6 - 0.02 * (row % 3) as f32));
    }
}

fn few_books(pad: &mut Pad) {
    for (x, height, ink) in [(0, 13, Red), (4, 15, Blue), (8, 11, Paper)] {
        spine(pad, (x, 15 - height, 4, height), ink.at(0.54));
    }
}

fn spine(pad: &mut Pad, (x, y, width, height): (i32, i32, i32, i32), paint: super::super::paint::Paint) {
    pad.slab(x, y, width, height, paint);
    pad.across(x, y + 3, width, Brass.at(0.66));
    pad.across(x, y + height - 4, width, paint.lighter(-0.2));
}

fn bell(pad: &mut Pad) {
    pad.turned(6, 3, &[1, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5], Brass.at(0.6));
    pad.letters(4, 0, &[" ## ", "#  #", "#  #"], &[('#', Wood.at(0.6))]);
    pad.across(1, 12, 11, Brass.at(0.4));
    pad.ball(6, 15, 1, 0, Brass.at(0.5));
}
