//! Small things for a desk, a shelf or a sill: what is eaten, drunk, grown and kept in jars.

use super::{
    super::{
        canvas::Pad,
        light::Tint,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Glow, Leaf, Line, Metal, Paper, Red, Sky, Wood},
    },
    Spot::{Back, Front, Sill, Top},
    Sprite,
};

pub static MUGS: Sprite = Sprite::new("two mugs", (21, 12), &[Top, Sill], mugs);
pub static FRUIT_BASKET: Sprite = Sprite::new("fruit basket", (20, 13), &[Top, Front], fruit_basket);
pub static WATER_GLASS: Sprite = Sprite::new("glass of water", (9, 12), &[Top, Sill], water_glass);
pub static WATER_JUG: Sprite = Sprite::new("water jug", (15, 18), &[Top, Sill], water_jug);
pub static KETTLE: Sprite = Sprite::new("enamel kettle", (21, 21), &[Top], kettle);
pub static BREAD: Sprite = Sprite::new("two loaves", (24, 10), &[Sill, Top], bread);
pub static LUNCH_BOXES: Sprite = Sprite::new("three lunch boxes", (20, 20), &[Top], lunch_boxes);
pub static SCREW_JAR: Sprite = Sprite::new("jar of screws", (11, 14), &[Top], screw_jar);
pub static SEALED_JAR: Sprite = Sprite::new("sealed jar", (12, 16), &[Top], sealed_jar);
pub static SPROUT_GLASS: Sprite = Sprite::new("sprouting glass", (12, 21), &[Sill, Top], sprout_glass);
pub static SEEDLING: Sprite = Sprite::new("seedling pot", (11, 16), &[Sill, Top], seedling);
pub static SMALL_PLANT: Sprite = Sprite::new("small plant", (15, 17), &[Sill, Top], small_plant);
pub static CLOCHE: Sprite = Sprite::new("glass cloche", (17, 20), &[Top, Sill], cloche);
pub static SEED_BOX: Sprite = Sprite::new("box of seed packets", (22, 15), &[Top, Back, Front], seed_box);
pub static TROWEL: Sprite = Sprite::new("gloves and trowel", (23, 9), &[Top, Front], trowel);
pub static CANDLE_BOTTLE: Sprite =
    Sprite::new("candle in a bottle", (9, 24), &[Top, Sill], candle_bottle).shining((4, 2), 40, 0.3, Tint::Lamp);
pub static JOURNAL: Sprite =
    Sprite::new("journal by candlelight", (28, 19), &[Top], journal).shining((14, 4), 52, 0.34, Tint::Lamp);
pub static RABBIT_LAMP: Sprite =
    Sprite::new("rabbit lamp", (16, 22), &[Top, Sill], rabbit_lamp).shining((8, 13), 44, 0.34, Tint::Lamp);
pub static VASE: Sprite = Sprite::new("vase of flowers", (13, 22), &[Top, Sill], vase);

fn mugs(pad: &mut Pad) {
    pad.slab(0, 10, 21, 2, Wood.at(0.6));
    for (x, ink, band) in [(2, Accent, Paper), (11, Paper, Blue)] {
        pad.tube(x, 2, 6, 8, ink.at(0.6));
        pad.across(x, 2, 6, Line.at(0.3));
        pad.across(x, 6, 6, band.at(0.55));
        pad.letters(x + 6, 4, &["##", " #", "##"], &[('#', ink.at(0.5))]);
    }
    pad.letters(12, 0, &["# ", " #"], &[('#', Paper.at(0.55))]);
}

fn fruit_basket(pad: &mut Pad) {
    for (x, y) in [(5, 4), (10, 3), (15, 4), (8, 5), (13, 5)] {
        pad.ball(x, y, 2, 2, Brass.at(0.66));
        pad.ball(x, y, 2, 2, Red.at(0.72));
        pad.dot(x - 1, y - 1, Glow.at(0.75));
    }
    pad.letters(9, 0, &["##", " #"], &[('#', Leaf.at(0.55))]);
    for row in 0..7 {
        let inset = row / 3;
        for x in inset..20 - inset {
            pad.dot(x, 6 + row, Wood.at(if (x + row) % 2 == 0 { 0.72 } else { 0.48 }));
        }
    }
    pad.across(0, 6, 20, Wood.at(0.8));
}

fn water_glass(pad: &mut Pad) {
    pad.slab(0, 10, 9, 2, Clay.at(0.55));
    pad.rect(2, 0, 5, 10, Metal.at(0.72));
    pad.rect(2, 4, 5, 6, Sky.shining(0.62));
    pad.across(2, 4, 5, Paper.at(0.8));
    pad.down(3, 1, 7, Paper.at(0.85));
}

fn water_jug(pad: &mut Pad) {
    pad.turned(6, 1, &[3, 3, 2, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4], Metal.at(0.7));
    pad.turned(6, 7, &[4, 5, 5, 5, 5, 5, 5, 5, 4, 4], Sky.shining(0.6));
    pad.down(3, 5, 9, Paper.at(0.9));
    pad.letters(11, 4, &["### ", "   #", "   #", "   #", "   #", "  # ", "##  "], &[('#', Metal.at(0.6))]);
    pad.letters(2, 0, &["##", "##"], &[('#', Metal.at(0.75))]);
}

fn kettle(pad: &mut Pad) {
    pad.letters(2, 0, &["  #  ", " #   ", "  #  "], &[('#', Paper.shining(0.7))]);
    pad.turned(11, 9, &[3, 5, 6, 7, 7, 7, 7, 7, 7, 7, 6, 5], Accent.at(0.56));
    pad.turned(11, 7, &[1, 3], Accent.at(0.66));
    pad.dot(11, 6, Line.at(0.2));
    pad.letters(6, 2, &["  #######  ", " #       # ", "#         #", "#         #"], &[('#', Line.at(0.3))]);
    pad.letters(0, 8, &["##   ", "###  ", " ### ", "  ###", "   ##"], &[('#', Accent.at(0.6))]);
    pad.letters(9, 12, &[" # ", "###", " # "], &[('#', Paper.at(0.72))]);
}

fn bread(pad: &mut Pad) {
    for x in [5, 17] {
        pad.ball(x, 5, 6, 4, Clay.at(0.66));
        for cut in [-3, 0, 3] {
            pad.line((x + cut - 1, 4), (x + cut + 1, 2), Paper.at(0.75));
        }
    }
    pad.slab(0, 8, 24, 2, Wood.at(0.62));
}

fn lunch_boxes(pad: &mut Pad) {
    for (x, y, width, ink) in [(0, 13, 20, Blue), (2, 7, 16, Accent), (5, 2, 11, Red)] {
        pad.slab(x, y, width, 6, ink.at(0.55));
        pad.across(x, y + 2, width, ink.at(0.3));
        pad.rect(x + width / 2 - 1, y + 2, 3, 2, Paper.at(0.65));
    }
    pad.letters(8, 0, &["#####", "#   #"], &[('#', Metal.at(0.6))]);
}

fn screw_jar(pad: &mut Pad) {
    jar(pad, 11, 14, Metal.at(0.6));
    for (x, y) in [(3, 11), (6, 10), (8, 12), (4, 8), (7, 7), (5, 12), (3, 9), (8, 9)] {
        pad.dot(x, y, Brass.at(0.72));
        pad.dot(x, y + 1, Metal.at(0.34));
    }
}

fn sealed_jar(pad: &mut Pad) {
    jar(pad, 12, 16, Red.at(0.5));
    for y in 7..14 {
        for x in 3..10 {
            pad.dot(x, y, Cloth.at(0.44 + 0.06 * ((x + y) % 3) as f32));
        }
    }
    pad.down(3, 5, 8, Paper.at(0.85));
    pad.across(0, 4, 12, Brass.at(0.6));
}

/// A glass jar with a lid of that paint.
fn jar(pad: &mut Pad, width: i32, height: i32, lid: super::super::paint::Paint) {
    pad.rect(1, 4, width - 2, height - 4, Metal.at(0.74));
    pad.down(1, 5, height - 6, Metal.at(0.55));
    pad.down(width - 2, 5, height - 6, Metal.at(0.5));
    pad.down(2, 5, height - 7, Paper.at(0.9));
    pad.across(2, height - 1, width - 4, Metal.at(0.46));
    pad.slab(0, 0, width, 4, lid);
}

fn sprout_glass(pad: &mut Pad) {
    pad.letters(
        0,
        0,
        &[
            "  ##    ## ",
            " #+##  ##+#",
            "  #++# #+# ",
            "    +##+   ",
            " ##  ++    ",
            "#++# +     ",
            " ###++  ## ",
            "    ++ #++#",
            "    ++++## ",
        ],
        &[('#', Leaf.at(0.68)), ('+', Leaf.at(0.46))],
    );
    pad.ball(6, 11, 4, 3, Clay.at(0.5));
    pad.rect(2, 12, 9, 9, Metal.at(0.72));
    pad.rect(2, 14, 9, 7, Sky.shining(0.58));
    pad.ball(6, 13, 3, 2, Clay.at(0.46));
    pad.letters(4, 15, &["# # #", "# # #", " #  #", "   # "], &[('#', Paper.at(0.7))]);
    pad.down(2, 12, 8, Paper.at(0.85));
}

fn pot(pad: &mut Pad, x: i32, y: i32, width: i32, height: i32) {
    for row in 0..height {
        let inset = row * 2 / height;
        pad.tube(x + inset, y + row, width - 2 * inset, 1, Clay.at(0.56));
    }
    pad.rect(x, y, width, 2, Clay.at(0.62));
    pad.across(x, y, width, Clay.at(0.76));
    pad.across(x, y + 2, width, Clay.at(0.3));
}

fn seedling(pad: &mut Pad) {
    pot(pad, 1, 8, 9, 8);
    pad.down(5, 3, 5, Leaf.at(0.5));
    pad.letters(
        1,
        0,
        &[" ###     ", "#+++# ## ", " ###+#++#", "    ###  "],
        &[('#', Leaf.at(0.7)), ('+', Leaf.at(0.5))],
    );
}

fn small_plant(pad: &mut Pad) {
    for (x, y, size) in [(4, 6, 3), (10, 6, 3), (7, 3, 3), (3, 9, 2), (11, 9, 2)] {
        pad.ball(x, y, size, size - 1, Leaf.at(0.58));
        pad.dot(x - 1, y - 1, Leaf.at(0.85));
    }
    pot(pad, 3, 10, 9, 6);
    pad.across(1, 16, 13, Paper.at(0.6));
}

fn cloche(pad: &mut Pad) {
    pad.turned(8, 1, &[3, 5, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7], Metal.at(0.5));
    for (x, y, size) in [(4, 13, 3), (9, 12, 4), (12, 14, 2), (7, 14, 4)] {
        pad.ball(x, y, size, 2, Leaf.at(0.54));
    }
    pad.letters(7, 6, &[" # ", "###", " # ", " # "], &[('#', Leaf.at(0.72))]);
    pad.letters(3, 3, &["  #", " # ", "#  ", "#  ", "#  "], &[('#', Paper.at(0.9))]);
    pad.dot(8, 0, Brass.at(0.7));
    pad.slab(0, 16, 17, 4, Wood.at(0.52));
}

fn seed_box(pad: &mut Pad) {
    for (packet, ink) in [Paper, Red, Leaf, Blue, Brass, Accent].into_iter().enumerate() {
        let x = 1 + packet as i32 * 3 + packet as i32 / 2;
        pad.rect(x, packet as i32 % 2, 4, 9, Paper.at(0.7));
        pad.rect(x, 2 + packet as i32 % 2, 4, 4, ink.at(0.58));
        pad.down(x + 3, packet as i32 % 2, 9, Line.at(0.26));
    }
    pad.slab(0, 6, 22, 9, Wood.at(0.56));
    pad.across(1, 10, 20, Wood.at(0.32));
    pad.rect(9, 8, 5, 2, Line.at(0.2));
}

fn trowel(pad: &mut Pad) {
    pad.letters(
        0,
        1,
        &[
            "  ####      ",
            " ######     ",
            "##########  ",
            "###+######+ ",
            "####+####+##",
            " ######## ##",
            "  ++++++    ",
        ],
        &[('#', Brass.at(0.62)), ('+', Clay.at(0.4))],
    );
    pad.letters(
        11,
        0,
        &[
            "          ##",
            "        ###+",
            "       ##+  ",
            "    ww##    ",
            "  mmww      ",
            "mmmm        ",
            "mMm         ",
            "mm          ",
        ],
        &[('#', Red.at(0.6)), ('+', Red.at(0.4)), ('w', Metal.at(0.36)), ('m', Metal.at(0.62)), ('M', Metal.at(0.85))],
    );
}

fn flame(pad: &mut Pad, x: i32, y: i32) {
    pad.letters(
        x - 1,
        y,
        &[" # ", " # ", "#+#", "#+#", " # "],
        &[('#', Glow.shining(0.72)), ('+', Glow.shining(0.98))],
    );
}

fn candle_bottle(pad: &mut Pad) {
    pad.tube(3, 5, 3, 4, Paper.at(0.72));
    pad.turned(4, 9, &[1, 1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4], Leaf.at(0.36));
    for (x, y, long) in [(2, 9, 5), (4, 9, 8), (6, 10, 4), (3, 12, 5), (7, 13, 3)] {
        pad.down(x, y, long, Paper.at(0.66));
    }
    flame(pad, 4, 0);
}

fn journal(pad: &mut Pad) {
    for (x, top) in [(2, 6), (25, 4)] {
        pad.tube(x - 1, top + 5, 3, 14 - top, Paper.at(0.7));
        flame(pad, x, top);
    }
    pad.shape(&[(6, 12), (14, 14), (14, 19), (4, 17)], Paper.at(0.74));
    pad.shape(&[(14, 14), (22, 12), (24, 17), (14, 19)], Paper.at(0.64));
    for row in [13, 15] {
        pad.line((7, row), (12, row + 1), Line.at(0.42));
        pad.line((16, row + 1), (21, row), Line.at(0.42));
    }
    pad.across(4, 18, 20, Red.at(0.34));
    pad.line((20, 4), (16, 13), Paper.at(0.8));
    pad.letters(18, 2, &["  ##", " ###", "### ", "##  "], &[('#', Paper.at(0.66))]);
}

fn rabbit_lamp(pad: &mut Pad) {
    pad.letters(
        0,
        0,
        &[
            "   ##           ",
            "  ####   ####   ",
            "  #++#  ##++### ",
            "  #++#  ##+##+##",
            "  #++# ##+## ###",
            "  #++# #+##   # ",
            "  #++###+##     ",
            "   #######      ",
        ],
        &[('#', Glow.shining(0.8)), ('+', Glow.shining(0.6))],
    );
    for (row, half) in [4, 5, 6, 6, 6, 6, 6, 7, 7, 7, 7, 6, 5].into_iter().enumerate() {
        for column in -half..=half {
            let shade = 0.92 - 0.05 * (column as f32 * column as f32) / 8.0;
            pad.dot(7 + column, 7 + row as i32, Glow.shining(shade));
        }
    }
    for eye in [5, 10] {
        pad.rect(eye, 10, 1, 2, Line.shining(0.2));
    }
    pad.letters(7, 12, &["##", "##"], &[('#', Red.shining(0.6))]);
    pad.slab(2, 20, 12, 2, Wood.at(0.5));
}

fn vase(pad: &mut Pad) {
    for (x, y, ink) in [(3, 3, Accent), (9, 2, Paper), (6, 6, Accent)] {
        pad.line((6, 13), (x, y), Leaf.at(0.5));
        pad.ball(x, y, 2, 2, ink.at(0.68));
        pad.dot(x, y, Brass.at(0.8));
    }
    pad.letters(1, 8, &["##  ", " ## ", "  ##"], &[('#', Leaf.at(0.6))]);
    pad.turned(6, 12, &[2, 2, 3, 4, 4, 4, 4, 3, 3, 3], Blue.at(0.58));
    pad.across(3, 17, 7, Paper.at(0.66));
}
