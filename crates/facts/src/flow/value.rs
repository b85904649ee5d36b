//! Abstract values.

use std::rc::Rc;

use super::items::Items;
use super::label::Labels;
use crate::vocabulary::HOLE;

/// Index of an object in the analysis of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub u32);

/// Index of a function with its surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClosureId(pub u32);

/// Index of a name of the outside world: `fs.readFileSync`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApiId(pub u32);

/// One thing that a value may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A text; unknown parts are [`HOLE`]s.
    Text(Rc<str>),
    /// Something of the outside world.
    Api(ApiId),
    /// A function of the package.
    Function(ClosureId),
    /// An object of the package, or an instance that the outside world handed out.
    Object(ObjectId),
}

/// What an expression may be: one of `items`, or, if open, anything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value {
    /// The known possibilities.
    pub items: Items,
    /// Whether it may be something else as well.
    pub is_open: bool,
    /// Where it may come from.
    pub labels: Labels,
}

/// How many possibilities are told apart. More constants than this are a table, not a choice.
const ITEMS: usize = 6;

impl Value {
    /// A value of which nothing is known.
    #[must_use]
    pub fn open() -> Self {
        Self { is_open: true, ..Self::default() }
    }

    /// An unknown value with `labels`.
    #[must_use]
    pub fn labelled(labels: Labels) -> Self {
        Self { is_open: true, labels, ..Self::default() }
    }

    /// Exactly one thing.
    #[must_use]
    pub fn of(item: Item) -> Self {
        Self { items: Items::One(item), is_open: false, labels: Labels::NONE }
    }

    /// `undefined`.
    #[must_use]
    pub fn undefined() -> Self {
        Self::of(Item::Undefined)
    }

    /// A text.
    #[must_use]
    pub fn text(text: impl Into<Rc<str>>) -> Self {
        Self::of(Item::Text(text.into()))
    }

    /// A number.
    #[must_use]
    pub fn number(number: f64) -> Self {
        Self::of(Item::Number(number))
    }

    /// A boolean.
    #[must_use]
    pub fn boolean(value: bool) -> Self {
        Self::of(Item::Boolean(value))
    }

    /// The same value with more labels.
    #[must_use]
    pub fn with_labels(mut self, labels: Labels) -> Self {
        self.labels = self.labels.with(labels);
        self
    }

    /// The same value without labels.
    #[must_use]
    pub fn without_labels(mut self) -> Self {
        self.labels = Labels::NONE;
        self
    }

    /// Takes in what `other` may be.
    pub fn join(&mut self, other: &Self) {
        self.labels = self.labels.with(other.labels);
        self.is_open |= other.is_open;
        if self.items.is_empty() {
            self.items = other.items.clone();
            return;
        }
        for item in &other.items {
            if !self.items.contains(item) {
                self.items.push(item.clone());
            }
        }
        if self.items.len() > ITEMS {
            self.items
                .retain(ITEMS, |item| matches!(item, Item::Api(_) | Item::Function(_) | Item::Object(_)));
            self.is_open = true;
        }
    }

    /// The one thing it is, if it can be nothing else.
    #[must_use]
    pub fn exact(&self) -> Option<&Item> {
        match (&*self.items, self.is_open) {
            ([item], false) => Some(item),
            _ => None,
        }
    }

    /// The one text it is, without unknown parts.
    #[must_use]
    pub fn exact_text(&self) -> Option<&Rc<str>> {
        match self.exact() {
            Some(Item::Text(text)) if !text.contains(HOLE) => Some(text),
            _ => None,
        }
    }

    /// The one number it is.
    #[must_use]
    pub fn exact_number(&self) -> Option<f64> {
        match self.exact() {
            Some(Item::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// All texts it may be, holes included.
    pub fn texts(&self) -> impl Iterator<Item = &Rc<str>> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        })
    }

    /// All functions it may be.
    pub fn functions(&self) -> impl Iterator<Item = ClosureId> {
        self.items.iter().filter_map(|item| match item {
            Item::Function(id) => Some(*id),
            _ => None,
        })
    }

    /// All objects it may be.
    pub fn objects(&self) -> impl Iterator<Item = ObjectId> {
        self.items.iter().filter_map(|item| match item {
            Item::Object(id) => Some(*id),
            _ => None,
        })
    }

    /// All outside names it may be.
    pub fn apis(&self) -> impl Iterator<Item = ApiId> {
        self.items.iter().filter_map(|item| match item {
            Item::Api(id) => Some(*id),
            _ => None,
        })
    }

    /// Whether a condition on it holds, where that is certain.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        if self.is_open || self.items.is_empty() {
            return None;
        }
        let mut truths = self.items.iter().map(item_truth);
        let first = truths.next().flatten()?;
        truths.all(|truth| truth == Some(first)).then_some(first)
    }
}

fn item_truth(item: &Item) -> Option<bool> {
    match item {
        Item::Undefined | Item::Null => Some(false),
        Item::Boolean(value) => Some(*value),
        Item::Number(number) => Some(*number != 0.0 && !number.is_nan()),
        Item::Text(text) if text.contains(HOLE) => None,
        Item::Text(text) => Some(!text.is_empty()),
        // Whether something of the outside world exists depends on the world.
        Item::Api(_) => None,
        Item::Function(_) | Item::Object(_) => Some(true),
    }
}
