package lab

import (
	"compress/gzip"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
)

// MD5 returns a check for a file of the given size and MD5 sum in hexadecimal. It detects damage,
// but not deliberate changes.
func MD5(size int64, sum string) func(io.Reader) error {
	return func(r io.Reader) error { return check(r, size, md5.New(), sum) }
}

// UnpackedSHA256 returns a check for a gzip file whose unpacked content has the given size and
// SHA-256 sum in hexadecimal. Mirrors can pack the same content differently.
func UnpackedSHA256(size int64, sum string) func(io.Reader) error {
	return func(r io.Reader) error {
		z, err := gzip.NewReader(r)
		if err != nil {
			return fmt.Errorf("not a gzip file: %w", err)
		}
		return check(z, size, sha256.New(), sum)
	}
}

// check returns an error unless r has size bytes with the given sum. It reads at most one byte
// more.
func check(r io.Reader, size int64, h hash.Hash, sum string) error {
	n, err := io.Copy(h, io.LimitReader(r, size+1))
	if err != nil {
		return err
	}
	switch {
	case n < size:
		return fmt.Errorf("the content is %d bytes long, want %d: the file is incomplete, or the wrong file", n, size)
	case n > size:
		return fmt.Errorf("the content is longer than %d bytes: it is the wrong file", size)
	}
	if found := hex.EncodeToString(h.Sum(nil)); found != sum {
		return fmt.Errorf("the content is different: its sum is %s, want %s", found, sum)
	}
	return nil
}
