//! Headers of native files: what they are for, and what they ask of the system.
//!
//! A release may hold a compiled module, or a program under a false extension. Machine code is not read;
//! formats, architectures, imports and texts are, and say enough to doubt a "font" that imports `CreateProcess`.

mod text;
mod wasm;

use std::collections::BTreeSet;

use object::read::macho::{FatArch, MachOFatFile32, MachOFatFile64};
use object::read::{File, NameOrOrdinal};
use object::{Object, ObjectKind, ObjectSection, SectionKind};

pub use text::text_around;

/// Most names kept of one file. The largest honest module of the measured corpora imports about 2,000.
const NAMES: usize = 20_000;

/// Longest name kept, in bytes.
const NAME_BYTES: usize = 512;

/// Most architectures read of one Mach-O file.
const ARCHITECTURES: usize = 16;

/// Bits of information in a byte of code above which it counts as packed. Compiled code stays under 6.8,
/// compressed and encrypted bytes come near 8.
const PACKED_BITS: f64 = 7.4;

/// Least code for which the measure means anything, in bytes.
const PACKED_LEAST_BYTES: usize = 4 << 10;

/// A file format whose content runs, or is loaded to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Linux and other Unix systems.
    Elf,
    /// Windows.
    Pe,
    /// macOS, one architecture.
    MachO,
    /// macOS, several architectures.
    MachOFat,
    /// WebAssembly.
    Wasm,
    /// V8's code cache: compiled JavaScript without its source.
    V8Bytecode,
    /// Compiled Python.
    PythonBytecode,
    /// A Windows installer, or another document of its container format.
    CompoundFile,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NativeKind {
    /// A program.
    Executable,
    /// A library; `.node` modules are these.
    Library,
    /// An object file, or something else.
    Other,
}

/// A function or value that a file takes from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NativeImport {
    /// The library or WebAssembly module; empty where the format does not say.
    pub library: String,
    /// The name; `#7` for an ordinal.
    pub name: String,
}

/// The header of a native file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Native {
    /// The format.
    pub format: Format,
    /// What it is; of a fat file, what its first part is.
    pub kind: NativeKind,
    /// The architectures, sorted, in Rust's names (`x86_64`, `aarch64`).
    pub architectures: Vec<String>,
    /// The libraries it loads, sorted.
    pub libraries: Vec<String>,
    /// What it imports, sorted.
    pub imports: Vec<NativeImport>,
    /// Why it looks packed, so that its imports say little.
    pub packing: Option<Packing>,
    /// Whether the tables were read to their ends. False for formats that are only recognised.
    pub is_complete: bool,
}

/// Signs of packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Packing {
    /// The name of a packer's section, or UPX's marker.
    Marker,
    /// The code's bytes are as random as compressed ones.
    Entropy,
}

/// What `bytes` start as, if as anything that runs.
#[must_use]
pub fn magic(bytes: &[u8]) -> Option<Format> {
    let word = |at: usize| bytes.get(at..at + 4).and_then(|word| <[u8; 4]>::try_from(word).ok());
    match word(0)? {
        [0x7f, b'E', b'L', b'F'] => Some(Format::Elf),
        [0, b'a', b's', b'm'] => Some(Format::Wasm),
        [0xfe, 0xed, 0xfa, 0xce | 0xcf] | [0xce | 0xcf, 0xfa, 0xed, 0xfe] => Some(Format::MachO),
        // Java classes share the mark; theirs is followed by a version of 45 or more.
        [0xca, 0xfe, 0xba, 0xbe | 0xbf] => word(4)
            .is_some_and(|count| (1..=30).contains(&u32::from_be_bytes(count)))
            .then_some(Format::MachOFat),
        [b'M', b'Z', ..] => {
            let start = usize::try_from(u32::from_le_bytes(word(0x3c)?)).ok()?;
            let mark = bytes.get(start..)?.get(..4)?;
            (mark == b"PE\0\0").then_some(Format::Pe)
        }
        [_, _, 0xde, 0xc0] => Some(Format::V8Bytecode),
        [_, 0x0c..=0x0e, b'\r', b'\n'] => Some(Format::PythonBytecode),
        [0xd0, 0xcf, 0x11, 0xe0] => Some(Format::CompoundFile),
        _ => None,
    }
}

/// Reads the header of `bytes`; `None` when they are no native file.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Native> {
    let format = magic(bytes)?;
    let mut reading = Reading::default();
    match format {
        Format::Elf | Format::Pe | Format::MachO => reading.file(bytes),
        Format::MachOFat => reading.fat(bytes),
        Format::Wasm => match wasm::imports(bytes, NAMES) {
            Some(imports) => {
                reading.architectures.insert("wasm".to_owned());
                imports.into_iter().for_each(|(module, name)| reading.import(&module, clipped(&name)));
            }
            None => reading.is_partial = true,
        },
        Format::V8Bytecode | Format::PythonBytecode | Format::CompoundFile => reading.is_partial = true,
    }
    Some(Native {
        format,
        kind: reading.kind.unwrap_or(NativeKind::Other),
        architectures: reading.architectures.into_iter().collect(),
        libraries: reading.libraries.into_iter().collect(),
        imports: reading.imports.into_iter().collect(),
        packing: reading.packing,
        is_complete: !reading.is_partial,
    })
}

#[derive(Default)]
struct Reading {
    kind: Option<NativeKind>,
    architectures: BTreeSet<String>,
    libraries: BTreeSet<String>,
    imports: BTreeSet<NativeImport>,
    packing: Option<Packing>,
    is_partial: bool,
}

impl Reading {
    fn fat(&mut self, bytes: &[u8]) {
        if let Ok(file) = MachOFatFile32::parse(bytes) {
            self.parts(bytes, file.arches());
        } else if let Ok(file) = MachOFatFile64::parse(bytes) {
            self.parts(bytes, file.arches());
        } else {
            self.is_partial = true;
        }
    }

    fn parts<Part: FatArch>(&mut self, bytes: &[u8], parts: &[Part]) {
        self.is_partial |= parts.len() > ARCHITECTURES;
        for part in parts.iter().take(ARCHITECTURES) {
            match part.data(bytes) {
                Ok(data) => self.file(data),
                Err(_) => self.is_partial = true,
            }
        }
    }

    fn file(&mut self, bytes: &[u8]) {
        if has_upx_mark(bytes) {
            self.packing = Some(Packing::Marker);
        }
        let Ok(file) = File::parse(bytes) else {
            self.is_partial = true;
            return;
        };
        self.architectures.insert(format!("{:?}", file.architecture()).to_ascii_lowercase());
        self.kind.get_or_insert(match file.kind() {
            ObjectKind::Executable => NativeKind::Executable,
            ObjectKind::Dynamic if is_program(&file) => NativeKind::Executable,
            ObjectKind::Dynamic => NativeKind::Library,
            _ => NativeKind::Other,
        });
        self.libraries_of(&file);
        self.imports_of(&file);
        if self.packing.is_none() {
            self.packing = packing(&file);
        }
    }

    fn libraries_of(&mut self, file: &File<'_>) {
        let Ok(libraries) = file.import_libraries() else {
            self.is_partial = true;
            return;
        };
        for library in libraries.take(NAMES) {
            let Ok(library) = library else {
                self.is_partial = true;
                break;
            };
            self.libraries.insert(clipped(&String::from_utf8_lossy(library.name())));
        }
    }

    fn imports_of(&mut self, file: &File<'_>) {
        let Ok(imports) = file.imports() else {
            self.is_partial = true;
            return;
        };
        // The table may name itself over and over; one more than is kept shows that there are more.
        for (count, import) in imports.take(NAMES + 1).enumerate() {
            self.is_partial |= count == NAMES;
            let Ok(import) = import else {
                self.is_partial = true;
                break;
            };
            let name = match import.name() {
                NameOrOrdinal::Name(name) => clipped(&String::from_utf8_lossy(name)),
                NameOrOrdinal::Ordinal(ordinal) => format!("#{ordinal}"),
            };
            self.import(&String::from_utf8_lossy(import.library()), name);
        }
    }

    fn import(&mut self, library: &str, name: String) {
        if self.imports.len() >= NAMES {
            self.is_partial = true;
        } else {
            self.imports.insert(NativeImport { library: clipped(library), name });
        }
    }
}

/// A name cut to the length kept.
fn clipped(name: &str) -> String {
    name.get(..name.floor_char_boundary(NAME_BYTES.min(name.len()))).unwrap_or_default().to_owned()
}

/// A position-independent program is a dynamic ELF file that names its loader.
fn is_program(file: &File<'_>) -> bool {
    file.section_by_name(".interp").is_some()
}

/// UPX leaves its mark near the start or the end.
fn has_upx_mark(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4 << 10)).unwrap_or_default();
    let tail = bytes.get(bytes.len().saturating_sub(1 << 10)..).unwrap_or_default();
    [head, tail].iter().any(|part| memchr::memmem::find(part, b"UPX!").is_some())
}

fn packing(file: &File<'_>) -> Option<Packing> {
    const PACKERS: [&str; 10] =
        ["UPX0", "UPX1", ".MPRESS1", ".MPRESS2", ".themida", ".vmp0", ".vmp1", ".aspack", ".petite", ".nsp0"];
    for section in file.sections().take(200) {
        if section.name().is_ok_and(|name| PACKERS.contains(&name)) {
            return Some(Packing::Marker);
        }
        let data = section.data().unwrap_or_default();
        let is_code = section.kind() == SectionKind::Text && data.len() >= PACKED_LEAST_BYTES;
        if is_code && entropy_bits(data) > PACKED_BITS {
            return Some(Packing::Entropy);
        }
    }
    None
}

/// Shannon's measure of `data`, in bits for each byte.
fn entropy_bits(data: &[u8]) -> f64 {
    let mut counts = [0u32; 256];
    for byte in data {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count = count.saturating_add(1);
        }
    }
    let total = data.len().max(1) as f64;
    let bits = |count: &u32| {
        let share = f64::from(*count) / total;
        -share * share.log2()
    };
    counts.iter().filter(|count| **count > 0).map(bits).sum()
}

#[cfg(test)]
mod tests;
