package engine

import (
	"slices"
	"strings"
)

// kept are the variables that say where things are on this machine, and how
// its user likes to be spoken to. Version managers need theirs to find the
// program that stands behind a shim.
var kept = []string{
	"PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TZ", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES",
	"XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_STATE_HOME",
	"ASDF_DIR", "ASDF_DATA_DIR", "MISE_CONFIG_DIR", "MISE_DATA_DIR", "TENV_ROOT", "TFENV_ROOT", "TGENV_ROOT", "TOFUENV_ROOT",
}

// network are the variables that lead to the Internet from a closed network.
var network = []string{
	"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy",
	"SSL_CERT_FILE", "SSL_CERT_DIR",
}

// CleanEnv gives what a child may see of an environment such as os.Environ():
// no credentials, no tokens, nothing that steers Terraform, Terragrunt, Go or
// an AWS SDK.
func CleanEnv(environ []string) []string { return pick(environ, kept) }

// NetworkEnv gives the variables that a child needs besides to download
// something: proxies and certificates.
func NetworkEnv(environ []string) []string { return pick(environ, network) }

func pick(environ, names []string) []string {
	var out []string
	for _, v := range environ {
		if name, _, _ := strings.Cut(v, "="); slices.Contains(names, name) {
			out = append(out, v)
		}
	}
	return out
}
