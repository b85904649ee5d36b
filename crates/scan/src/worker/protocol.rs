//! Messages between parent and worker: a length-prefixed JSON header, then raw bytes.
//!
//! Both sides cap every length before they allocate and refuse what does not decode. A refusal ends the
//! conversation: a stream whose frames do not add up has no next message.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use stockade_facts::Context;
use stockade_model::{Anomaly, Containment, Gap, GapKind, Judgement, Limits, Tree, TreeFile};

use crate::job::{Emulation, Job, JobArtifact, Ran};

/// Largest header, in bytes: 100,000 files with paths of a hundred bytes come to some 20 MB.
const HEADER_BYTES: u32 = 64 << 20;

/// Why a message was refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProtocolError {
    /// The pipe closed or failed.
    #[error("the pipe to the other process failed")]
    Pipe(#[from] io::Error),
    /// A length above its cap.
    #[error("a message of {0} bytes is too large")]
    TooLarge(u64),
    /// A header that does not decode.
    #[error("a message does not decode")]
    Malformed(#[from] serde_json::Error),
    /// A message that has no business where it stands.
    #[error("a message comes out of turn")]
    Unexpected,
}

/// The worker's first message.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Hello {
    /// How far the worker could contain itself.
    pub(crate) containment: Containment,
}

/// What the parent sends to a judging worker.
#[derive(Debug)]
pub(crate) enum Order {
    /// Judge this release.
    Judge(Box<Job>, Limits),
    /// What running the release showed that is being judged.
    Ran(Ran),
}

/// What a judging worker answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Answer {
    /// What it believes.
    Judged(Box<Judgement>),
    /// The release's code has to be run first.
    Run,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OrderHeader<'a> {
    Judge(Box<JobHeader<'a>>),
    Ran(Cow<'a, Ran>),
}

#[derive(Serialize, Deserialize)]
struct JobHeader<'a> {
    emulation: Emulation,
    context: Cow<'a, Context>,
    limits: Cow<'a, Limits>,
    artifact: ArtifactHeader,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ArtifactHeader {
    Archive { size_bytes: u64 },
    Tree { files: Vec<FileHeader>, anomalies: Vec<Anomaly>, gaps: Vec<Gap> },
}

#[derive(Serialize, Deserialize)]
pub(crate) struct FileHeader {
    path: String,
    size_bytes: u64,
    is_executable: bool,
    reading: u32,
}

/// Writes a message without a body.
pub(crate) fn write_message(output: &mut impl Write, message: &impl Serialize) -> Result<(), ProtocolError> {
    let header = serde_json::to_vec(message)?;
    let length = u32::try_from(header.len()).ok().filter(|length| *length <= HEADER_BYTES);
    let length = length.ok_or(ProtocolError::TooLarge(header.len() as u64))?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(&header)?;
    Ok(output.flush()?)
}

/// Reads a message without a body; none when the stream ends before it.
pub(crate) fn read_message<T: DeserializeOwned>(input: &mut impl Read) -> Result<Option<T>, ProtocolError> {
    Ok(read_capped(input, HEADER_BYTES)?.map(|(message, _)| message))
}

/// Reads a message of at most `cap_bytes` without a body, and its length in bytes; none when the stream ends
/// before it.
pub(crate) fn read_capped<T: DeserializeOwned>(
    input: &mut impl Read,
    cap_bytes: u32,
) -> Result<Option<(T, u32)>, ProtocolError> {
    let mut length = [0; 4];
    match input.read(&mut length)? {
        0 => return Ok(None),
        read => input.read_exact(length.get_mut(read..).unwrap_or_default())?,
    }
    let length = u32::from_le_bytes(length);
    if length > cap_bytes {
        return Err(ProtocolError::TooLarge(u64::from(length)));
    }
    let mut header = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut header)?;
    Ok(Some((serde_json::from_slice(&header)?, length)))
}

/// Writes a job: its header, then the archive's bytes or every file's, in the header's order. Each file is
/// dropped as soon as the worker has it, so that a large release is in memory once, not twice.
pub(crate) fn write_job(output: &mut impl Write, job: Job, limits: &Limits) -> Result<(), ProtocolError> {
    let artifact = artifact_header(&job.artifact);
    let (emulation, context) = (job.emulation, Cow::Borrowed(&job.context));
    let header = JobHeader { emulation, context, limits: Cow::Borrowed(limits), artifact };
    write_message(output, &OrderHeader::Judge(Box::new(header)))?;
    match job.artifact {
        JobArtifact::Archive(bytes) => output.write_all(&bytes)?,
        JobArtifact::Tree(tree) => {
            tree.into_files().into_iter().try_for_each(|file| output.write_all(&file.bytes))?;
        }
    }
    Ok(output.flush()?)
}

/// Writes what running the release showed that the worker is judging.
pub(crate) fn write_ran(output: &mut impl Write, ran: &Ran) -> Result<(), ProtocolError> {
    match write_message(output, &OrderHeader::Ran(Cow::Borrowed(ran))) {
        Err(ProtocolError::TooLarge(size_bytes)) => {
            let reason = format!("what its code did came to {size_bytes} bytes, more than is read");
            let ran = Ran { worlds: Vec::new(), gaps: vec![Gap::new(GapKind::Emulation, reason)] };
            write_message(output, &OrderHeader::Ran(Cow::Owned(ran)))
        }
        outcome => outcome,
    }
}

/// Reads an order; none when the parent has closed the pipe.
pub(crate) fn read_order(input: &mut impl Read) -> Result<Option<Order>, ProtocolError> {
    let header = match read_message::<OrderHeader<'_>>(input)? {
        None => return Ok(None),
        Some(OrderHeader::Ran(ran)) => return Ok(Some(Order::Ran(ran.into_owned()))),
        Some(OrderHeader::Judge(header)) => header,
    };
    let limits = header.limits.into_owned();
    let artifact = read_artifact(input, header.artifact, &limits)?;
    let job = Job { artifact, context: header.context.into_owned(), emulation: header.emulation };
    Ok(Some(Order::Judge(Box::new(job), limits)))
}

/// What is told of an artifact before its bytes.
pub(crate) fn artifact_header(artifact: &JobArtifact) -> ArtifactHeader {
    match artifact {
        JobArtifact::Archive(bytes) => ArtifactHeader::Archive { size_bytes: bytes.len() as u64 },
        JobArtifact::Tree(tree) => ArtifactHeader::Tree {
            files: tree.files().iter().map(file_header).collect(),
            anomalies: tree.anomalies.clone(),
            gaps: tree.gaps.clone(),
        },
    }
}

/// Reads the bytes that `header` announces.
pub(crate) fn read_artifact(
    input: &mut impl Read,
    header: ArtifactHeader,
    limits: &Limits,
) -> Result<JobArtifact, ProtocolError> {
    Ok(match header {
        ArtifactHeader::Archive { size_bytes } => {
            JobArtifact::Archive(read_exactly(input, size_bytes, limits.archive_bytes)?.to_vec())
        }
        ArtifactHeader::Tree { files, anomalies, gaps } => {
            let total = files.iter().fold(0_u64, |total, file| total.saturating_add(file.size_bytes));
            if total > limits.unpacked_bytes {
                return Err(ProtocolError::TooLarge(total));
            }
            let files =
                files.into_iter().map(|file| read_file(input, file, limits)).collect::<Result<_, _>>()?;
            let mut tree = Tree::new(files);
            (tree.anomalies, tree.gaps) = (anomalies, gaps);
            JobArtifact::Tree(tree)
        }
    })
}

fn file_header(file: &TreeFile) -> FileHeader {
    FileHeader {
        path: file.path.clone(),
        size_bytes: file.bytes.len() as u64,
        is_executable: file.is_executable,
        reading: file.reading,
    }
}

fn read_file(input: &mut impl Read, file: FileHeader, limits: &Limits) -> Result<TreeFile, ProtocolError> {
    let bytes = read_exactly(input, file.size_bytes, limits.file_bytes)?;
    Ok(TreeFile { path: file.path, bytes, is_executable: file.is_executable, reading: file.reading })
}

/// Reads into the final allocation, so that a large file is in memory once.
fn read_exactly(input: &mut impl Read, size_bytes: u64, cap_bytes: u64) -> Result<Arc<[u8]>, ProtocolError> {
    let size = usize::try_from(size_bytes).ok().filter(|_| size_bytes <= cap_bytes);
    let size = size.ok_or(ProtocolError::TooLarge(size_bytes))?;
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, size).collect();
    if let Some(buffer) = Arc::get_mut(&mut bytes) {
        input.read_exact(buffer)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
