package awsfront

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net/http"
	"regexp"
	"strings"
)

// keys makes and reads access keys. A key says by itself which account it is
// of, and which run: a child that outlives its run, and finds its old port
// taken by the next one, has no say there.
type keys struct{ run string } // 4 characters of base 32

func newKeys() keys {
	b := make([]byte, 3)
	_, _ = rand.Read(b) // never fails
	return keys{base32.StdEncoding.EncodeToString(b)[:4]}
}

// KeyFor gives an access key of an account (12 digits), good for this front
// alone. It has the form of a real one and opens nothing anywhere else.
func (f *Front) KeyFor(account string) (id, secret string) { return f.keys.of("AKIA", account) }

func (k keys) of(kind, account string) (id, secret string) {
	id = kind + account + k.run
	sum := sha256.Sum256([]byte("terrace " + id))
	return id, hex.EncodeToString(sum[:])[:40]
}

// identity is who asks.
type identity struct{ account, arn, userID string }

var (
	credential = regexp.MustCompile(`Credential=([A-Z0-9]+)/\d{8}/[a-z0-9-]+/([a-z0-9-]+)/aws4_request`)
	accessKey  = regexp.MustCompile(`^(AKIA|ASIA)(\d{12})([A-Z2-7]{4})$`)
)

// identify reads who signed a request, and for which service. The signature
// itself is not checked: whoever has the key may ask.
func (k keys) identify(r *http.Request) (who identity, service string, err error) {
	m := credential.FindStringSubmatch(r.Header.Get("Authorization"))
	if m == nil {
		return who, "", errors.New("The request is not signed.")
	}
	p := accessKey.FindStringSubmatch(m[1])
	if p == nil || p[3] != k.run {
		return who, m[2], errors.New("The AWS Access Key Id you provided does not exist in this rehearsal.")
	}
	who = identity{account: p[2], arn: "arn:aws:iam::" + p[2] + ":user/rehearsal", userID: "AIDA" + p[2] + "REHEARSE"}
	if arn, ok := sessionARN(r.Header.Get("X-Amz-Security-Token")); ok && p[1] == "ASIA" {
		who.arn, who.userID = arn, "AROA"+p[2]+"REHEARSE:"+arn[strings.LastIndex(arn, "/")+1:]
	}
	return who, m[2], nil
}

// A session's token carries the session's ARN, so that nothing need be
// remembered of it.
const tokenLead = "rehearsal."

func sessionToken(arn string) string {
	return tokenLead + base64.RawURLEncoding.EncodeToString([]byte(arn))
}

func sessionARN(token string) (string, bool) {
	enc, ok := strings.CutPrefix(token, tokenLead)
	arn, err := base64.RawURLEncoding.DecodeString(enc)
	return string(arn), ok && err == nil && len(arn) > 0
}

// Env gives what a child needs in its environment to take this front for AWS
// in that account: for Terraform and OpenTofu (backend "s3",
// terraform_remote_state), Terragrunt, and the AWS CLI. It is meant to be all
// of the child's AWS_ variables.
func (f *Front) Env(account string) []string {
	id, secret := f.KeyFor(account)
	return []string{
		"AWS_ACCESS_KEY_ID=" + id,
		"AWS_SECRET_ACCESS_KEY=" + secret,
		// All services, so that what is not simulated is refused here and does
		// not go out.
		"AWS_ENDPOINT_URL=" + f.URL(),
		"AWS_ENDPOINT_URL_S3=" + f.URL(),
		"AWS_ENDPOINT_URL_STS=" + f.URL(),
		"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=false",
		"AWS_EC2_METADATA_DISABLED=true",
		"AWS_CONFIG_FILE=/dev/null",
		"AWS_SHARED_CREDENTIALS_FILE=/dev/null",
		"AWS_RETRY_MODE=standard",
		// Plain HTTP to any name, see meant; HTTPS, such as a provider's download,
		// is not touched, nor is HTTP to 127.0.0.1.
		"HTTP_PROXY=" + f.URL(),
	}
}
