//go:build !linux

package provider

import "net"

// folderOf: other systems do not tell the folder of a peer without cgo.
func folderOf(net.Conn) string { return "" }
