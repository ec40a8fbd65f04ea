// Package secrets holds the rules about secrets that stand in files or get into
// logs. The value of a secret is never part of a finding.
package secrets

import (
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{detected, literal, envDefault, generated, loudCommand, hook}

const link = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html"

var (
	secretWord = regexp.MustCompile(`(?i)(^|_|-|\.)(password|passwd|pwd|secret|token|api_?key|apikey|private_?key|access_?key|secret_?key|credential|credentials|passphrase|auth_?token|client_?secret|master_?password|licen[sc]e_?key)$`)
	// What a name that ends so means is not the secret itself.
	notSecret = regexp.MustCompile(`(?i)(_arn|_id|_name|_path|_ttl|_length|_version|_enabled|_type|_rotation|_policy|_prefix|_file|_manager|_days|_url|_endpoint|_header|_required)$`)
)

// secretName tells whether a name means that its value is a secret.
func secretName(name string) bool {
	return secretWord.MatchString(name) && !notSecret.MatchString(name)
}

// plainWords are values that stand for a secret, or say that there is none.
var reference = regexp.MustCompile(`^(arn:|/|ssm:|vault:|sops:|secretsmanager:|\$\{|\{\{|kms:|env:|alias/|https?://|op://)`)

// valueLike tells whether a text can be the secret itself, not a reference to
// one, a switch or a type.
func valueLike(s string) bool {
	s = strings.TrimSpace(s)
	switch strings.ToLower(s) {
	case "", "true", "false", "null", "none", "required", "optional", "string", "enabled", "disabled", "default", "basic", "bearer", "token", "password", "secret", "plaintext":
		return false
	}
	return !reference.MatchString(s) && !strings.Contains(s, "\n") && !placeholder.MatchString(s)
}

// words matches a name: what is called a secret or a key is often the name of
// one. A password is none, however simple it is.
var words = regexp.MustCompile(`^[a-z]+(?:[-_/][a-z0-9]+)+$`)

// named tells whether a text is the name of a secret rather than the secret, or
// what stands for one in an emulator: dev_root_token is that of Vault's -dev.
func named(name, text string) bool {
	name = strings.ToLower(name)
	if strings.Contains(name, "pass") || strings.Contains(name, "pwd") {
		return false
	}
	return strings.HasPrefix(name, "dev_") || words.MatchString(text) || text == "test" || text == "mock" || text == "localstack"
}
