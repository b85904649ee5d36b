//! The fuzz target `shell_words`; see the function of that name.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| stockade_fuzz::shell_words(data));
