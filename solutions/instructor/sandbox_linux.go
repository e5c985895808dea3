package main

import "syscall"

// endWithParent has a process killed when this one ends, however that happens.
func endWithParent(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGKILL }
