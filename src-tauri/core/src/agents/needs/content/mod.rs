//! What Agent 1 knows about the world: which kinds of content there are, which sites hold them, which words people type,
//! and which needs each of these is read as. Only data and its lookups; nothing here weighs one against another.

pub(super) mod categories;
pub(super) mod sites;
pub(super) mod themes;

pub(super) use self::{
    categories::Category,
    themes::{Theme, Tone},
};
