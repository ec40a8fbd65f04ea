package provider

import "net"

// peers is a listener whose connections tell the folder of the process at the
// other end.
type peers struct{ net.Listener }

type peer struct {
	net.Conn
	folder string
}

// peerAddr is the address of a process: the folder that it works in.
type peerAddr struct {
	net.Addr
	folder string
}

func (p peers) Accept() (net.Conn, error) {
	c, err := p.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return peer{c, folderOf(c)}, nil
}

func (p peer) RemoteAddr() net.Addr { return peerAddr{p.Conn.RemoteAddr(), p.folder} }

// owner gives the owner of what is made through a connection.
func (s Session) owner(from net.Addr) string {
	if s.Owner == nil {
		return s.Unit
	}
	a, _ := from.(peerAddr)
	return s.Owner(a.folder)
}
