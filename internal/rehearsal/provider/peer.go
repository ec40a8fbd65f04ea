package provider

import "net"

// Caller is the process at the other end of a connection; empty where the
// system does not tell.
type Caller struct {
	Folder string   // that it works in
	Args   []string // that it was called with, its own name first
}

// peers is a listener whose connections tell who called.
type peers struct{ net.Listener }

type peer struct {
	net.Conn
	from Caller
}

// peerAddr is the address of a process.
type peerAddr struct {
	net.Addr
	from Caller
}

func (p peers) Accept() (net.Conn, error) {
	c, err := p.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return peer{c, callerOf(c)}, nil
}

func (p peer) RemoteAddr() net.Addr { return peerAddr{p.Conn.RemoteAddr(), p.from} }

// owner gives the owner of what a caller makes.
func (s Session) owner(c Caller) string {
	if s.Owner == nil {
		return s.Unit
	}
	return s.Owner(c.Folder)
}
