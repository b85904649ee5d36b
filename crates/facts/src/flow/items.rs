//! The known possibilities of a value.
//!
//! Nearly all values have none or one, and values are copied at every step, so those cost no allocation and
//! several are shared until one copy changes.

use std::ops::Deref;
use std::rc::Rc;

use super::value::Item;

/// A short list of items.
#[derive(Clone, Debug, Default)]
pub enum Items {
    /// None.
    #[default]
    None,
    /// One.
    One(Item),
    /// Several.
    Many(Rc<Vec<Item>>),
}

impl Deref for Items {
    type Target = [Item];

    fn deref(&self) -> &[Item] {
        match self {
            Self::None => &[],
            Self::One(item) => std::slice::from_ref(item),
            Self::Many(items) => items,
        }
    }
}

impl PartialEq for Items {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<'a> IntoIterator for &'a Items {
    type Item = &'a Item;
    type IntoIter = std::slice::Iter<'a, Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Items {
    /// Adds an item at the end.
    pub fn push(&mut self, item: Item) {
        match self {
            Self::None => *self = Self::One(item),
            Self::One(_) => {
                let Self::One(first) = std::mem::take(self) else { return };
                *self = Self::Many(Rc::new(vec![first, item]));
            }
            Self::Many(items) => Rc::make_mut(items).push(item),
        }
    }

    /// Keeps the first `most` items for which `keep` holds.
    pub fn retain(&mut self, most: usize, keep: impl Fn(&Item) -> bool) {
        let mut kept = Self::None;
        for item in self.iter().filter(|item| keep(item)).take(most) {
            kept.push(item.clone());
        }
        *self = kept;
    }
}

impl IntoIterator for Items {
    type Item = Item;
    type IntoIter = std::iter::Chain<std::option::IntoIter<Item>, std::vec::IntoIter<Item>>;

    fn into_iter(self) -> Self::IntoIter {
        let (one, many) = match self {
            Self::None => (None, Vec::new()),
            Self::One(item) => (Some(item), Vec::new()),
            Self::Many(items) => (None, Rc::unwrap_or_clone(items)),
        };
        one.into_iter().chain(many)
    }
}
