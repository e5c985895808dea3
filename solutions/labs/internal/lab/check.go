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

// MD5 returns a check for a file of the given size and MD5 sum in hexadecimal. It finds what
// went wrong on the way, not what somebody has changed with intent.
func MD5(size int64, sum string) func(io.Reader) error {
	return func(r io.Reader) error { return check(r, size, md5.New(), sum) }
}

// UnpackedSHA256 returns a check for a gzip file whose unpacked content has the given size and
// SHA-256 sum in hexadecimal. Mirrors may have packed the same content differently.
func UnpackedSHA256(size int64, sum string) func(io.Reader) error {
	return func(r io.Reader) error {
		z, err := gzip.NewReader(r)
		if err != nil {
			return fmt.Errorf("not a gzip file: %w", err)
		}
		return check(z, size, sha256.New(), sum)
	}
}

// check returns an error unless r has size bytes with the given sum. It reads little more than
// that.
func check(r io.Reader, size int64, h hash.Hash, sum string) error {
	n, err := io.Copy(h, io.LimitReader(r, size+1))
	if err != nil {
		return err
	}
	switch {
	case n < size:
		return fmt.Errorf("the content is %d bytes long, want %d: cut, or another file", n, size)
	case n > size:
		return fmt.Errorf("the content is longer than %d bytes: it is another file", size)
	}
	if found := hex.EncodeToString(h.Sum(nil)); found != sum {
		return fmt.Errorf("the content is another one: its sum is %s, want %s", found, sum)
	}
	return nil
}
