//! The fuzz target `lockfile_yarn_classic`; see the function of that name.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| stockade_fuzz::lockfile_yarn_classic(data));
