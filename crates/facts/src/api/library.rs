//! Popular libraries that reach the network, the file system or a shell, a table for each kind.

mod connection;
mod machine;
mod messenger;
mod request;

use super::Api;

/// One line for each function.
pub(super) const TABLES: [&[Api]; 4] = [connection::TABLE, machine::TABLE, messenger::TABLE, request::TABLE];
