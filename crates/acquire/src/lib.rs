//! Gets bytes: from folders, from package managers' caches, from registries.
//!
//! This is the only crate that opens outbound sockets, and the one place where disk, clock and environment
//! are touched for getting bytes. It knows nothing of what the bytes mean. A scanned project has no vote in
//! where credentials go, through which proxy anything travels, or what is run.

pub mod acquirer;
pub mod address;
pub mod artifact;
pub mod asked;
pub mod cache;
pub mod client;
pub mod environment;
pub mod error;
pub mod folder;
mod ini;
pub mod installed;
pub mod kept;
pub mod npmrc;
pub mod packument;
pub mod resolve;
mod roots;
pub mod secret;
pub mod settings;
pub mod store;
pub mod target;
mod yarnrc;

pub use acquirer::Acquirer;
pub use address::{Address, AddressError};
pub use artifact::{AcquireError, Artifact};
pub use cache::Caches;
pub use client::{Client, ClientOptions, PackumentForm};
pub use environment::Environment;
pub use error::{ClientError, ClientErrorKind, Fault};
pub use folder::{FolderError, FolderKind};
pub use installed::{Installed, InstalledPackage};
pub use kept::{KeptPackument, KeptPackuments};
pub use packument::{Packument, PublishedRelease};
pub use resolve::{PackageSpec, ResolveError, Resolved};
pub use secret::Secret;
pub use settings::{Credential, NoRegistry, Origin, Registry, Settings, SettingsNote};
pub use store::Store;
pub use target::{AsKind, Target, TargetError};
