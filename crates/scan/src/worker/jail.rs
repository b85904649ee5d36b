//! The walls around a worker, put up before it reads the first job.
//!
//! In order: resource limits, no new privileges, Landlock, system call filter last (each step needs calls
//! that the next one takes away). A wall that the kernel lacks is reported, not ignored.

use stockade_model::Containment;

/// Contains the calling thread and every thread it will start, with `memory_bytes` of address space beside the
/// working thread's stack. Says how far that went.
#[cfg(target_os = "linux")]
pub(super) fn enter(memory_bytes: u64) -> Containment {
    let is_limited = linux::limit_resources(memory_bytes).is_ok();
    let is_walled = linux::wall_off_files_and_network();
    let is_filtered = linux::filter_system_calls();
    if is_limited && is_walled && is_filtered { Containment::Full } else { Containment::Partial }
}

/// Contains nothing beyond what a separate process gives.
#[cfg(not(target_os = "linux"))]
pub(super) fn enter(_memory_bytes: u64) -> Containment {
    Containment::Partial
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;
    use std::io;

    use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, RulesetStatus, Scope};
    use rlimit::{Resource, setrlimit};
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule, TargetArch,
    };

    use crate::judge::STACK_BYTES;

    /// Descriptors: three pipes and some room for the runtime.
    const DESCRIPTORS: u64 = 16;

    pub(super) fn limit_resources(memory_bytes: u64) -> io::Result<()> {
        let space = memory_bytes.saturating_add(STACK_BYTES as u64);
        setrlimit(Resource::AS, space, space)?;
        setrlimit(Resource::CORE, 0, 0)?;
        setrlimit(Resource::FSIZE, 0, 0)?;
        setrlimit(Resource::NOFILE, DESCRIPTORS, DESCRIPTORS)
    }

    /// Landlock with every access handled and none granted; sets no-new-privileges as well. Whether files
    /// and TCP are both walled off (ABI 4, Linux 6.7); newer walls are taken where they exist.
    pub(super) fn wall_off_files_and_network() -> bool {
        let restricted = Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V6))
            .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(ABI::V6)))
            .and_then(|ruleset| ruleset.scope(Scope::from_all(ABI::V6)))
            .and_then(Ruleset::create)
            .and_then(landlock::RulesetCreated::restrict_self);
        restricted
            .is_ok_and(|status| status.no_new_privs && !matches!(status.ruleset, RulesetStatus::NotEnforced))
    }

    /// Two filters: an allow-list that refuses everything else with `EPERM`, and one that tells the C library
    /// that `clone3` does not exist. `clone3` takes its flags from memory, where no filter can see whether
    /// a thread or a process is asked for; `clone` carries them in a register.
    pub(super) fn filter_system_calls() -> bool {
        let Ok(architecture) = TargetArch::try_from(std::env::consts::ARCH) else { return false };
        let no_clone3 = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
        let errno = |number: i32| SeccompAction::Errno(number.unsigned_abs());
        let no_clone3 =
            SeccompFilter::new(no_clone3, SeccompAction::Allow, errno(libc::ENOSYS), architecture);
        let allowed = allowed_calls().and_then(|rules| {
            SeccompFilter::new(rules, errno(libc::EPERM), SeccompAction::Allow, architecture)
        });
        let programs = [no_clone3, allowed].map(|filter| filter.and_then(BpfProgram::try_from));
        programs
            .into_iter()
            .all(|program| program.is_ok_and(|program| seccompiler::apply_filter(&program).is_ok()))
    }

    /// What computing, allocating, thread keeping and the two open pipes need.
    fn allowed_calls() -> Result<BTreeMap<i64, Vec<SeccompRule>>, seccompiler::BackendError> {
        let freely = [
            libc::SYS_read,
            libc::SYS_readv,
            libc::SYS_write,
            libc::SYS_writev,
            libc::SYS_close,
            libc::SYS_fstat,
            libc::SYS_ppoll,
            libc::SYS_brk,
            libc::SYS_munmap,
            libc::SYS_mremap,
            libc::SYS_madvise,
            libc::SYS_futex,
            libc::SYS_set_robust_list,
            libc::SYS_get_robust_list,
            libc::SYS_rseq,
            libc::SYS_membarrier,
            libc::SYS_sched_yield,
            libc::SYS_sched_getaffinity,
            libc::SYS_getcpu,
            libc::SYS_rt_sigaction,
            libc::SYS_rt_sigprocmask,
            libc::SYS_rt_sigreturn,
            libc::SYS_sigaltstack,
            libc::SYS_restart_syscall,
            libc::SYS_getpid,
            libc::SYS_gettid,
            libc::SYS_clock_gettime,
            libc::SYS_clock_getres,
            libc::SYS_clock_nanosleep,
            libc::SYS_nanosleep,
            libc::SYS_getrandom,
            libc::SYS_exit,
            libc::SYS_exit_group,
            // Filtered by the other filter alone.
            libc::SYS_clone3,
        ];
        let own_process = u64::from(std::process::id());
        let executable = libc::PROT_EXEC.unsigned_abs().into();
        let thread = u64::from(libc::CLONE_THREAD.unsigned_abs());
        let set_name = u64::from(libc::PR_SET_NAME.unsigned_abs());
        let name_mapping = u64::from(libc::PR_SET_VMA.unsigned_abs());
        let conditional = [
            (libc::SYS_mmap, masked(2, executable, 0)?),
            (libc::SYS_mprotect, masked(2, executable, 0)?),
            (libc::SYS_clone, masked(0, thread, thread)?),
            (libc::SYS_tgkill, equal(0, own_process)?),
            (libc::SYS_prctl, equal(0, set_name)?),
            (libc::SYS_prctl, equal(0, name_mapping)?),
            // Reading a limit; the third argument would be the new one.
            (libc::SYS_prlimit64, equal(2, 0)?),
        ];
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            freely.into_iter().map(|call| (call, Vec::new())).collect();
        for (call, rule) in conditional {
            rules.entry(call).or_default().push(rule);
        }
        Ok(rules)
    }

    fn masked(argument: u8, mask: u64, value: u64) -> Result<SeccompRule, seccompiler::BackendError> {
        rule(argument, SeccompCmpOp::MaskedEq(mask), value)
    }

    fn equal(argument: u8, value: u64) -> Result<SeccompRule, seccompiler::BackendError> {
        rule(argument, SeccompCmpOp::Eq, value)
    }

    fn rule(
        argument: u8,
        operator: SeccompCmpOp,
        value: u64,
    ) -> Result<SeccompRule, seccompiler::BackendError> {
        SeccompRule::new(vec![SeccompCondition::new(argument, SeccompCmpArgLen::Qword, operator, value)?])
    }
}
