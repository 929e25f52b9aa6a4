//! Migrations and seeds are embedded at compile time; without these lines a new file would silently stay outside.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
    println!("cargo:rerun-if-changed=../../seeds");
}
