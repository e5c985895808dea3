package main

import "syscall"

// endWithParent makes the system kill the process when this one ends, for whatever reason.
func endWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGKILL }
