//go:build unix && !linux

package main

import "syscall"

// endWithParent does nothing, because this system cannot do it. The process ends at its limits.
func endWithParent(*syscall.SysProcAttr) {}
