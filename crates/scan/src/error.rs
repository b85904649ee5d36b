//! Why a scan could not begin.

use stockade_acquire::{AddressError, FolderError, TargetError};
use stockade_model::ExitCode;
use stockade_model::escape::excerpt;

use crate::worker::WorkerError;

/// Why a scan could not begin. What goes wrong later is a gap of the result.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The target names nothing that can be judged.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// The project's folder cannot be read.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The registry given as an argument is no address.
    #[error("`{}` is no registry's address", excerpt(.text, 200))]
    Registry {
        /// What was given.
        text: String,
        /// What is wrong with it.
        source: AddressError,
    },
    /// What is to be run is not one release.
    #[error("the target names {count} releases, and one at a time is run")]
    NotOne {
        /// How many.
        count: usize,
    },
    /// No worker process can be started.
    #[error(transparent)]
    Worker(#[from] WorkerError),
}

impl ScanError {
    /// A stable code for searches and scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Target(TargetError::NotFound(_)) => "S010",
            Self::Target(TargetError::EmptyFolder(_)) => "S011",
            Self::Target(TargetError::UnknownFile(_)) => "S012",
            Self::Target(TargetError::Folder(_) | TargetError::List(_)) | Self::Folder(_) => "S013",
            Self::Registry { .. } => "S015",
            Self::NotOne { .. } => "S016",
            Self::Worker(_) => "S041",
        }
    }

    /// How the program should end.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Worker(_) => ExitCode::Internal,
            _ => ExitCode::Usage,
        }
    }

    /// What the user can do about it.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self {
            Self::Target(error) => error.next_step(),
            Self::Folder(_) => "check that it is there and may be read",
            Self::NotOne { .. } => "name a package folder, an archive or a release, such as left-pad@1.3.0",
            Self::Registry { .. } => "write it as https://registry.example/",
            Self::Worker(_) => "start stockade by its full path; if this persists, please report it",
        }
    }
}
