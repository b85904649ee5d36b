use super::*;
use proptest::prelude::*;

fn import(library: &str, name: &str) -> NativeImport {
    NativeImport { library: library.into(), name: name.into() }
}

fn put(bytes: &mut [u8], at: usize, data: &[u8]) {
    bytes[at..at + data.len()].copy_from_slice(data);
}

/// A 64-bit Windows library with one section that imports `ExitProcess` and ordinal 7 of `KERNEL32.dll`.
fn windows_library(section: &[u8; 8]) -> Vec<u8> {
    let mut bytes = vec![0u8; 0x400];
    put(&mut bytes, 0, b"MZ");
    put(&mut bytes, 0x3c, &0x40u32.to_le_bytes());
    put(&mut bytes, 0x40, b"PE\0\0");
    put(&mut bytes, 0x44, &0x8664u16.to_le_bytes());
    put(&mut bytes, 0x46, &1u16.to_le_bytes());
    put(&mut bytes, 0x54, &240u16.to_le_bytes());
    put(&mut bytes, 0x56, &0x2022u16.to_le_bytes());
    let optional = 0x58;
    put(&mut bytes, optional, &0x20bu16.to_le_bytes());
    put(&mut bytes, optional + 32, &0x1000u32.to_le_bytes());
    put(&mut bytes, optional + 36, &0x200u32.to_le_bytes());
    put(&mut bytes, optional + 56, &0x2000u32.to_le_bytes());
    put(&mut bytes, optional + 60, &0x200u32.to_le_bytes());
    put(&mut bytes, optional + 108, &16u32.to_le_bytes());
    put(&mut bytes, optional + 120, &0x1000u32.to_le_bytes());
    put(&mut bytes, optional + 124, &40u32.to_le_bytes());
    let header = optional + 240;
    put(&mut bytes, header, section);
    put(&mut bytes, header + 8, &0x200u32.to_le_bytes());
    put(&mut bytes, header + 12, &0x1000u32.to_le_bytes());
    put(&mut bytes, header + 16, &0x200u32.to_le_bytes());
    put(&mut bytes, header + 20, &0x200u32.to_le_bytes());
    put(&mut bytes, header + 36, &0x4000_0040u32.to_le_bytes());
    let data = 0x200;
    for (at, value) in
        [(0, 0x1040u32), (12, 0x1080), (16, 0x1060), (0x40, 0x10a0), (0x48, 7), (0x4c, 0x8000_0000)]
    {
        put(&mut bytes, data + at, &value.to_le_bytes());
    }
    put(&mut bytes, data + 0x80, b"KERNEL32.dll\0");
    put(&mut bytes, data + 0xa0, b"\0\0ExitProcess\0");
    bytes
}

fn wasm_module() -> Vec<u8> {
    let mut bytes = b"\0asm\x01\0\0\0".to_vec();
    bytes.extend(b"\x00\x02\x01x");
    let mut section = vec![2];
    section.extend(b"\x03env\x05fetch\x00\x00");
    section.extend(b"\x03env\x06memory\x02\x01\x01\x80\x01");
    bytes.push(2);
    bytes.push(section.len() as u8);
    bytes.extend(section);
    bytes
}

fn elf_header() -> Vec<u8> {
    let mut bytes = vec![0u8; 64];
    put(&mut bytes, 0, b"\x7fELF\x02\x01\x01");
    put(&mut bytes, 16, &2u16.to_le_bytes());
    put(&mut bytes, 18, &183u16.to_le_bytes());
    put(&mut bytes, 20, &1u32.to_le_bytes());
    put(&mut bytes, 52, &64u16.to_le_bytes());
    bytes
}

fn mac_header() -> Vec<u8> {
    let mut bytes = vec![0xcf, 0xfa, 0xed, 0xfe];
    for value in [0x0100_000cu32, 0, 6, 0, 0, 0, 0] {
        bytes.extend(value.to_le_bytes());
    }
    bytes
}

#[test]
fn a_windows_library_shows_its_imports() {
    let native = read(&windows_library(b".rdata\0\0")).unwrap();
    assert_eq!((native.format, native.kind), (Format::Pe, NativeKind::Library));
    assert_eq!(native.architectures, ["x86_64"]);
    assert_eq!(native.libraries, ["KERNEL32.dll"]);
    assert_eq!(native.imports, [import("KERNEL32.dll", "#7"), import("KERNEL32.dll", "ExitProcess")]);
    assert_eq!((native.packing, native.is_complete), (None, true));
}

#[test]
fn a_packer_is_told_by_its_sections_and_mark() {
    assert_eq!(read(&windows_library(b"UPX0\0\0\0\0")).unwrap().packing, Some(Packing::Marker));
    let mut bytes = elf_header();
    bytes.extend(b"....UPX!....");
    assert_eq!(read(&bytes).unwrap().packing, Some(Packing::Marker));
}

#[test]
fn a_wasm_module_shows_its_imports() {
    let native = read(&wasm_module()).unwrap();
    assert_eq!(native.format, Format::Wasm);
    assert_eq!(native.imports, [import("env", "fetch"), import("env", "memory")]);
    assert!(native.is_complete);
}

#[test]
fn elf_and_mac_headers_show_their_architecture() {
    let elf = read(&elf_header()).unwrap();
    assert_eq!((elf.format, elf.kind), (Format::Elf, NativeKind::Executable));
    assert_eq!(elf.architectures, ["aarch64"]);
    let mac = read(&mac_header()).unwrap();
    assert_eq!((mac.format, mac.kind), (Format::MachO, NativeKind::Library));
    assert_eq!(mac.architectures, ["aarch64"]);
}

#[test]
fn a_fat_file_shows_its_parts() {
    let part = mac_header();
    let mut bytes = vec![0xca, 0xfe, 0xba, 0xbe];
    for value in [1u32, 0x0100_000c, 0, 28, part.len() as u32, 0] {
        bytes.extend(value.to_be_bytes());
    }
    bytes.extend(&part);
    let native = read(&bytes).unwrap();
    assert_eq!(native.format, Format::MachOFat);
    assert_eq!(native.architectures, ["aarch64"]);
    assert!(native.is_complete);
}

#[test]
fn bytecode_is_recognised_but_not_examined() {
    let native = read(&[0x12, 0x04, 0xde, 0xc0, 1, 2]).unwrap();
    assert_eq!((native.format, native.is_complete), (Format::V8Bytecode, false));
    assert_eq!(magic(&[0xa7, 0x0d, b'\r', b'\n']), Some(Format::PythonBytecode));
}

#[test]
fn text_classes_and_images_are_no_native_files() {
    for bytes in [
        &b"module.exports = 1"[..],
        b"MZ is the start of this text",
        b"\x89PNG\r\n\x1a\n",
        b"\xca\xfe\xba\xbe\0\0\0\x34",
        b"",
    ] {
        assert_eq!(magic(bytes), None);
    }
}

#[test]
fn a_cut_file_is_incomplete() {
    assert!(!read(b"\x7fELF\x02\x01").unwrap().is_complete);
    let module = wasm_module();
    assert!(!read(&module[..module.len() - 3]).unwrap().is_complete);
    let library = windows_library(b".rdata\0\0");
    assert!(!read(&library[..0x208]).unwrap().is_complete);
}

#[test]
fn random_code_counts_as_packed() {
    let random: Vec<u8> = (0..65_536u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(entropy_bits(&random) > PACKED_BITS);
    assert!(entropy_bits(b"push mov call ret push mov call ret") < PACKED_BITS);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(start in prop::sample::select(vec![
        elf_header(), mac_header(), wasm_module(), windows_library(b".text\0\0\0"), vec![0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2],
    ]), changes in proptest::collection::vec((any::<u16>(), any::<u8>()), 0..40), tail in proptest::collection::vec(any::<u8>(), 0..100)) {
        let mut bytes = start;
        bytes.extend(tail);
        for (at, value) in changes {
            let at = usize::from(at) % bytes.len();
            bytes[at] = value;
        }
        let _ = read(&bytes);
        let _ = magic(&bytes);
    }
}
