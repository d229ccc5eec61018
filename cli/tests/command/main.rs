//! The command from outside: started as a process, with files, pipes and an exit status.

mod redact;
mod run;
mod scan;
mod support;
