package cloud

import (
	"encoding/binary"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/terrace-cloud/terrace/internal/rehearsal/sockets"
	"go.etcd.io/bbolt"
)

// live ends the name of the link, beside the cloud's file, that leads to the
// socket of the process that writes to it.
const live = ".live"

// Share lets other processes look at the cloud while this one has it open for
// writing: each that calls is sent the cloud as it is at that moment. The
// function ends it.
func (d *DB) Share() (stop func(), err error) {
	at, err := sockets.Open()
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("unix", at.Path())
	if err != nil {
		at.Close()
		return nil, err
	}
	link := d.path + live
	os.Remove(link) // of a process that was killed
	if err := os.Symlink(at.Path(), link); err != nil {
		l.Close()
		at.Close()
		return nil, writing(link, "letting others look", err)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_ = c.SetDeadline(time.Now().Add(time.Minute)) // a reader that stands still must not hold the file's pages
				_ = d.bolt.View(func(tx *bbolt.Tx) error {
					if err := binary.Write(c, binary.BigEndian, tx.Size()); err != nil {
						return err
					}
					_, err := tx.WriteTo(c)
					return err
				})
			}()
		}
	}()
	return func() {
		os.Remove(link)
		l.Close()
		at.Close()
	}, nil
}

// Look opens a cloud to look at it, also while another process writes to it:
// then it is a copy, as the cloud was when it was opened.
func Look(path string) (*DB, error) {
	copied, err := fetch(path)
	if err != nil || copied == "" {
		return OpenReadOnly(path) // nobody writes, or whoever did so is gone
	}
	defer os.Remove(copied) // it stays readable while it is open
	d, err := OpenReadOnly(copied)
	if err != nil {
		return nil, err
	}
	d.path = path
	return d, nil
}

// fetch brings a copy from the process that writes; "" when there is none.
func fetch(path string) (string, error) {
	socket, err := os.Readlink(path + live)
	if err != nil {
		return "", nil
	}
	c, err := net.Dial("unix", socket)
	if err != nil {
		return "", nil
	}
	defer c.Close()
	var size int64 // so that a copy cut short is known as one
	if err := binary.Read(c, binary.BigEndian, &size); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".look-*")
	if err != nil {
		return "", err
	}
	_, err = io.CopyN(f, c, size)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}
