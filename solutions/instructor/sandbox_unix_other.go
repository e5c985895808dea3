//go:build unix && !linux

package main

import "syscall"

// endWithParent does nothing: the process ends at its limits.
func endWithParent(*syscall.SysProcAttr) {}
