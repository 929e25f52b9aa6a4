//! Boards, maps and frames: flat things on a wall.

use super::{
    super::{
        canvas::Pad,
        paint::Ink::{Accent, Blue, Brass, Clay, Cloth, Glow, Leaf, Line, Metal, Paper, Red, Sky, Wood},
        shell::grain,
    },
    Spot::{Top, Wall},
    Sprite,
};

pub static CORKBOARD: Sprite = Sprite::new("corkboard", (42, 32), &[Wall], corkboard);
pub static PEGBOARD: Sprite = Sprite::new("pegboard of tools", (44, 34), &[Wall], pegboard);
pub static GAME_MAP: Sprite = Sprite::new("map with thread", (38, 30), &[Wall], game_map);
pub static WORLD_MAP: Sprite = Sprite::new("map upside down", (46, 30), &[Wall], world_map);
pub static CHALKBOARD: Sprite = Sprite::new("chalkboard", (38, 29), &[Wall], chalkboard);
pub static KEY_BOARD: Sprite = Sprite::new("board of keys", (31, 19), &[Wall], key_board);
pub static CALENDAR: Sprite = Sprite::new("calendar with pins", (23, 29), &[Wall], calendar);
pub static SPECIMENS: Sprite = Sprite::new("specimen box", (32, 24), &[Wall, Top], specimens);
pub static CERTIFICATE: Sprite = Sprite::new("framed certificate", (30, 24), &[Wall], certificate);
pub static STAR_CHART: Sprite = Sprite::new("wall of gold stars", (26, 28), &[Wall], star_chart);
pub static SCHEDULE: Sprite = Sprite::new("schedule board", (34, 26), &[Wall], schedule);
pub static CLIPBOARD: Sprite = Sprite::new("clipboard with keys", (18, 27), &[Wall], clipboard);
pub static TORN_PHOTO: Sprite = Sprite::new("mended photograph", (20, 22), &[Wall, Top], torn_photo);
pub static PICTURE: Sprite = Sprite::new("framed landscape", (28, 22), &[Wall], picture);
pub static TALL_PICTURE: Sprite = Sprite::new("framed moon", (20, 26), &[Wall], tall_picture);

/// A frame around something flat.
fn framed(pad: &mut Pad, frame: super::super::paint::Paint, inside: super::super::paint::Paint, edge: i32) {
    let (width, height) = (pad.width, pad.height);
    pad.slab(0, 0, width, height, frame);
    pad.rect(edge, edge, width - 2 * edge, height - 2 * edge, inside);
    pad.across(edge, edge, width - 2 * edge, inside.lighter(-0.2));
    pad.down(edge, edge, height - 2 * edge, inside.lighter(-0.12));
}

fn corkboard(pad: &mut Pad) {
    framed(pad, Wood.at(0.56), Clay.at(0.62), 2);
    for y in 3..30 {
        for x in 3..40 {
            if grain(x, y) > 0.86 {
                pad.dot(x, y, Clay.at(0.5));
            }
        }
    }
    let cards = [
        (4, 4, 10, 8, Blue),
        (16, 3, 8, 10, Leaf),
        (26, 5, 11, 8, Red),
        (5, 14, 8, 11, Accent),
        (15, 15, 11, 8, Sky),
        (28, 15, 9, 12, Cloth),
        (18, 24, 8, 5, Brass),
    ];
    for (x, y, width, height, ink) in cards {
        pad.rect(x + 1, y + 1, width, height, Clay.at(0.36));
        pad.rect(x, y, width, height, Paper.at(0.74));
        pad.rect(x + 1, y + 1, width - 2, height - 3, ink.at(0.6));
        pad.rect(x + 1, y + height - 4, width - 2, 2, ink.at(0.42));
        pad.dot(x + width / 2, y, Red.at(0.75));
    }
}

fn pegboard(pad: &mut Pad) {
    framed(pad, Wood.at(0.52), Paper.at(0.5), 2);
    for y in (4..32).step_by(3) {
        for x in (4..41).step_by(3) {
            pad.dot(x, y, Paper.at(0.3));
        }
    }
    let (steel, grip) = (Metal.at(0.62), Red.at(0.56));
    pad.letters(
        5,
        5,
        &[
            " ###### ", " ######+", " ##  ## ", "   ww   ", "   ww   ", "   ww   ", "   ww   ", "   ww   ", "   ww   ",
            "   ww   ", "   ww   ", "   ww   ",
        ],
        &[('#', steel), ('+', Metal.at(0.4)), ('w', Wood.at(0.66))],
    );
    pad.letters(
        16,
        5,
        &["# #", "# #", "###", " # ", " # ", " # ", " # ", " # ", " # ", "###", "# #", "# #"],
        &[('#', steel)],
    );
    pad.letters(
        22,
        5,
        &[" # ", " # ", " # ", " # ", " # ", " # ", "+++", "+++", "+++", "+++", "+++"],
        &[('#', steel), ('+', grip)],
    );
    pad.letters(
        28,
        5,
        &[
            "############",
            "########### ",
            "+ + + + + # ",
            "       ##   ",
            "      wwww  ",
            "     w  ww  ",
            "     wwww   ",
        ],
        &[('#', Metal.at(0.7)), ('+', Metal.at(0.5)), ('w', Wood.at(0.62))],
    );
    pad.letters(
        6,
        20,
        &["#     #", " #   # ", "  # #  ", "   +   ", "  b b  ", " b   b ", " b   b ", " b   b "],
        &[('#', steel), ('+', Line.at(0.3)), ('b', Blue.at(0.6))],
    );
    pad.letters(18, 20, &["  ####", " ##  ##", " ##  ##", "##   ##", "##   ##", " ##### "], &[('#', Brass.at(0.64))]);
    pad.letters(
        29,
        16,
        &["ww", "ww", "##", "##", "##", "##", "##", "##", "##", " #"],
        &[('#', steel), ('w', Leaf.at(0.6))],
    );
    pad.letters(34, 16, &["www", "www", "www", "###", "# #", "# #", "# #", "###"], &[('#', steel), ('w', grip)]);
}

fn game_map(pad: &mut Pad) {
    framed(pad, Paper.at(0.5), Paper.at(0.68), 1);
    for (x, y, across, down, ink) in
        [(10, 9, 6, 4, Leaf), (26, 8, 7, 4, Leaf), (14, 21, 7, 4, Brass), (29, 20, 5, 5, Leaf)]
    {
        pad.ellipse(x, y, across, down, ink.at(0.5));
        pad.ellipse(x, y, across - 1, down - 1, ink.at(0.62));
    }
    for (x, y) in [(24, 7), (27, 6), (30, 8)] {
        pad.letters(x, y, &[" # ", "###"], &[('#', Metal.at(0.45))]);
    }
    let pins = [(8, 9), (27, 10), (15, 20), (30, 20)];
    for pair in pins.windows(2) {
        pad.line(pair[0], pair[1], Red.at(0.56));
    }
    for (x, y) in pins {
        pad.letters(x - 1, y - 1, &[" # ", "###", " # "], &[('#', Red.at(0.7))]);
    }
    pad.letters(18, 14, &["# #", " # ", "# #"], &[('#', Line.at(0.25))]);
}

fn world_map(pad: &mut Pad) {
    framed(pad, Wood.at(0.46), Blue.at(0.66), 1);
    pad.letters(
        3,
        3,
        &[
            "      ##            ###         ##     ",
            "     ####           ####       ####    ",
            "     #####          ####      #####    ",
            "      #####        #####       ###     ",
            "       ####       #######       #      ",
            "       ####      #########    #        ",
            "      ####       ##########  ##        ",
            "     ####         #########  #### ##   ",
            "    ####           ####### ###########  ",
            "   #####          ######################",
            "  #######        #######################",
            " ##########      #######################",
            "###########  #  ########################",
            "############ ## #######################",
            " ###########  # ## ####################",
            "  #########      ## ################## ",
            "   #####  ##    ###  ###############   ",
            "    ##     #     #     ###  #####      ",
        ],
        &[('#', Leaf.at(0.58))],
    );
    for x in (8..44).step_by(9) {
        (2..28).step_by(2).for_each(|y| pad.lighten(x, y, -0.1));
    }
    for y in [10, 19] {
        (2..44).step_by(2).for_each(|x| pad.lighten(x, y, -0.1));
    }
    pad.letters(35, 23, &[" # ", "###", " # ", " + "], &[('#', Red.at(0.6)), ('+', Line.at(0.3))]);
    for (x, y) in [(0, 0), (44, 0), (0, 28), (44, 28)] {
        pad.rect(x, y, 2, 2, Brass.at(0.75));
    }
}

fn chalkboard(pad: &mut Pad) {
    framed(pad, Wood.at(0.6), Leaf.at(0.24), 2);
    for y in 4..26 {
        for x in 4..35 {
            if grain(x / 5, y / 2) > 0.7 {
                pad.lighten(x, y, 0.06);
            }
        }
    }
    // A triangle and a curve; nothing that could be read.
    let chalk = Paper.at(0.72);
    pad.line((6, 18), (14, 18), chalk);
    pad.line((6, 18), (14, 8), chalk);
    pad.line((14, 8), (14, 18), chalk);
    pad.line((20, 6), (20, 20), chalk);
    pad.line((18, 20), (33, 20), chalk);
    for (x, y) in [(21, 18), (23, 17), (25, 15), (27, 12), (29, 9), (31, 7)] {
        pad.rect(x, y, 2, 1, Brass.at(0.7));
    }
    pad.slab(0, 26, 38, 3, Wood.at(0.52));
    pad.rect(6, 25, 4, 1, Paper.at(0.85));
    pad.rect(25, 24, 6, 2, Blue.at(0.5));
}

fn key_board(pad: &mut Pad) {
    pad.slab(0, 0, 31, 7, Wood.at(0.56));
    for (key, ink) in [Brass, Metal, Brass, Metal, Red].into_iter().enumerate() {
        let x = 2 + key as i32 * 6;
        pad.dot(x + 1, 4, Line.at(0.1));
        let teeth = if key % 2 == 0 { " ##" } else { "## " };
        pad.letters(
            x,
            5,
            &[" # ", "# #", "# #", " # ", " # ", " # ", teeth, " # ", teeth][..7 + key % 3],
            &[('#', ink.at(0.68))],
        );
    }
}

fn calendar(pad: &mut Pad) {
    pad.letters(8, 0, &["   #   ", "  # #  ", " #   # "], &[('#', Line.at(0.3))]);
    pad.slab(0, 3, 23, 26, Paper.at(0.72));
    pad.rect(1, 4, 21, 7, Accent.at(0.54));
    for row in 0..4 {
        for column in 0..5 {
            let (x, y) = (3 + column * 4, 13 + row * 4);
            pad.rect(x, y, 2, 2, Paper.at(0.46));
            if [(0, 3), (1, 1), (2, 2), (2, 4), (3, 0)].contains(&(row, column)) {
                pad.rect(x, y, 2, 2, Red.at(0.6));
                pad.dot(x, y, Glow.at(0.9));
            }
        }
    }
}

fn specimens(pad: &mut Pad) {
    framed(pad, Wood.at(0.54), Paper.at(0.62), 2);
    let inks = [Metal, Clay, Leaf, Brass, Blue, Red, Metal, Cloth, Clay];
    for (slot, ink) in inks.into_iter().enumerate() {
        let (x, y) = (2 + (slot as i32 % 3) * 10, 2 + (slot as i32 / 3) * 7);
        pad.rect(x, y, 9, 6, Paper.at(0.5));
        pad.across(x, y, 9, Paper.at(0.34));
        pad.ball(x + 4, y + 3, 2 + (slot as i32 % 2), 1 + (slot as i32 % 2), ink.at(0.6));
        pad.down(x + 9, y, 7, Wood.at(0.42));
    }
    pad.across(2, 8, 28, Wood.at(0.42));
    pad.across(2, 15, 28, Wood.at(0.42));
}

fn certificate(pad: &mut Pad) {
    framed(pad, Brass.at(0.66), Paper.at(0.76), 3);
    pad.across(0, 0, 30, Glow.at(0.9));
    pad.across(3, 3, 24, Line.at(0.2));
    for (y, long) in [(7, 12), (10, 16), (13, 14)] {
        pad.across(15 - long / 2, y, long, Paper.at(0.5));
    }
    pad.ball(21, 17, 2, 2, Red.at(0.6));
    pad.letters(20, 19, &["# #", "# #"], &[('#', Red.at(0.5))]);
}

fn star_chart(pad: &mut Pad) {
    pad.slab(0, 0, 26, 2, Wood.at(0.56));
    pad.rect(1, 2, 24, 24, Blue.at(0.36));
    pad.across(1, 26, 24, Blue.at(0.2));
    for row in 0..4 {
        for column in 0..4 {
            let (x, y) = (3 + column * 6, 4 + row * 6);
            let won = row * 4 + column < 13;
            let paint = if won { Brass.at(0.8) } else { Blue.at(0.24) };
            pad.letters(x - 1, y - 1, &["  #  ", "#####", " ### ", "## ##"], &[('#', paint)]);
        }
    }
    pad.letters(2, 26, &["# # # # # # # # # # # #"], &[('#', Brass.at(0.5))]);
}

fn schedule(pad: &mut Pad) {
    framed(pad, Metal.at(0.56), Paper.at(0.74), 2);
    let inks = [Red, Blue, Leaf, Brass, Accent];
    for column in 0..5 {
        pad.rect(3 + column * 6, 3, 5, 2, Metal.at(0.4));
        let mut y = 6;
        for block in 0..3 {
            let tall = 3 + (column * 2 + block * 3) % 4;
            let ink = inks[((column * 3 + block * 2) % 5) as usize];
            pad.rect(3 + column * 6, y, 5, tall, ink.at(0.6));
            pad.across(3 + column * 6, y, 5, ink.at(0.75));
            y += tall + 1;
        }
    }
    pad.rect(0, 24, 34, 2, Metal.at(0.6));
}

fn clipboard(pad: &mut Pad) {
    pad.slab(0, 2, 18, 22, Clay.at(0.5));
    pad.rect(2, 5, 14, 17, Paper.at(0.76));
    for (y, long) in [(8, 10), (11, 7), (14, 10), (17, 5)] {
        pad.across(4, y, long, Paper.at(0.48));
    }
    pad.rect(11, 17, 4, 2, Red.at(0.6));
    pad.slab(5, 0, 8, 5, Metal.at(0.6));
    pad.letters(13, 20, &[" # ", "# #", " # ", " # ", "## ", " # ", "## "], &[('#', Brass.at(0.7))]);
}

fn torn_photo(pad: &mut Pad) {
    framed(pad, Wood.at(0.5), Paper.at(0.76), 2);
    pad.rect(4, 4, 12, 12, Sky.at(0.6));
    pad.shape(&[(4, 16), (4, 12), (8, 9), (12, 12), (16, 8), (16, 16)], Leaf.at(0.5));
    let tear = [(11, 2), (9, 5), (11, 8), (9, 11), (11, 14), (9, 17), (10, 20)];
    for pair in tear.windows(2) {
        pad.line(pair[0], pair[1], Paper.at(0.9));
        pad.line((pair[0].0 + 1, pair[0].1), (pair[1].0 + 1, pair[1].1), Line.at(0.3));
    }
    for y in [5, 13] {
        pad.rect(7, y, 7, 3, Brass.at(0.72));
    }
}

fn picture(pad: &mut Pad) {
    framed(pad, Wood.at(0.58), Paper.at(0.7), 2);
    pad.rect(4, 4, 20, 14, Sky.at(0.66));
    pad.ball(18, 8, 2, 2, Glow.at(0.85));
    pad.shape(&[(4, 18), (4, 13), (9, 8), (15, 14), (19, 11), (24, 15), (24, 18)], Blue.at(0.5));
    pad.shape(&[(4, 18), (4, 15), (13, 15), (24, 17), (24, 18)], Leaf.at(0.5));
}

fn tall_picture(pad: &mut Pad) {
    framed(pad, Line.at(0.4), Paper.at(0.72), 2);
    pad.rect(4, 4, 12, 18, Accent.at(0.56));
    pad.ball(10, 10, 4, 4, Cloth.at(0.66));
    pad.rect(4, 16, 12, 6, Cloth.at(0.4));
    pad.across(6, 18, 8, Accent.at(0.7));
    pad.across(7, 20, 6, Accent.at(0.6));
}
