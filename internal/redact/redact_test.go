package redact

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"password": true, "master_password": true, "masterPassword": true, "db_passwd": true, "secret": true, "client_secret": true, "secret_string": true,
		"token": true, "github_token": true, "api_key": true, "apiKey": true, "private_key": true, "access_key": true, "AWS_SECRET_ACCESS_KEY": true,
		"master_password_wo": true, "credentials": true, "DB_PASSWORD": true, "secrets": true, "local.password": true,
		"secret_arn": false, "password_length": false, "secret_name": false, "token_url": false, "name": false, "tokens_per_minute": false,
		"kms_key_id": false, "public_key": false, "key": false, "secretary": false, "manage_master_user_password_rotation": false, "tokenizer": false,
	} {
		if Name(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

func TestArguments(t *testing.T) {
	t.Parallel()
	got := Arguments(strings.Split("curl|-H|Authorization: Bearer abc|--password|abc|--token=abc|API_KEY=abc|--tokens|x|-v|https://x", "|"))
	want := []string{"curl", "-H", "Authorization: " + Hidden, "--password", Hidden, "--token=" + Hidden, "API_KEY=" + Hidden, "--tokens", "x", "-v", "https://x"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
