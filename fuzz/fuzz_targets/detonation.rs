//! The fuzz target `detonation`; see the function of that name.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| stockade_fuzz::detonation(data));
