//! The fuzz target `lockfile_pnpm`; see the function of that name.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| stockade_fuzz::lockfile_pnpm(data));
