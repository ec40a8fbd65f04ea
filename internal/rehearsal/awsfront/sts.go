package awsfront

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// keyPrefix begins every invented access key; the account's digits follow, so
// that STS can tell who calls.
const keyPrefix = "AKIA"

// KeyFor gives the invented key of an account of 12 digits: 20 characters, as
// AWS's have.
func KeyFor(account string) (id, secret string) {
	return keyPrefix + "TERR" + account, "rehearsal"
}

var credential = regexp.MustCompile(`Credential=A[KS]IATERR(\d{12})/`)

// sts answers who calls, and takes roles.
func (f *Front) sts(w http.ResponseWriter, r *http.Request) {
	form, err := url.ParseQuery(string(body(r)))
	action := form.Get("Action")
	if target := r.Header.Get("X-Amz-Target"); err != nil || action == "" {
		if target == "" {
			target = "POST /"
		}
		f.refuse(target)
		xmlError(w, http.StatusBadRequest, "InvalidAction", "A rehearsal does not answer "+target+".")
		return
	}
	account := ""
	if m := credential.FindStringSubmatch(r.Header.Get("Authorization")); m != nil {
		account = m[1]
	}
	var result string
	switch action {
	case "GetCallerIdentity":
		if account == "" {
			xmlError(w, http.StatusForbidden, "InvalidClientTokenId", "The security token included in the request is invalid.")
			return
		}
		result = fmt.Sprintf("<Arn>arn:aws:iam::%s:role/rehearsal</Arn><UserId>AROATERRACEREHEARSAL:rehearsal</UserId><Account>%s</Account>", account, account)
	case "AssumeRole", "AssumeRoleWithWebIdentity":
		role := strings.Split(form.Get("RoleArn"), ":")
		if len(role) < 6 || len(role[4]) != 12 {
			xmlError(w, http.StatusBadRequest, "ValidationError", form.Get("RoleArn")+" is invalid")
			return
		}
		result = fmt.Sprintf("<Credentials><AccessKeyId>ASIATERR%s</AccessKeyId><SecretAccessKey>rehearsal</SecretAccessKey><SessionToken>rehearsal</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"+
			"<AssumedRoleUser><Arn>arn:%s:sts::%s:assumed-role/%s/rehearsal</Arn><AssumedRoleId>AROATERRACEREHEARSAL:rehearsal</AssumedRoleId></AssumedRoleUser>",
			role[4], role[1], role[4], strings.TrimPrefix(role[5], "role/"))
	default:
		f.refuse("sts:" + action)
		xmlError(w, http.StatusBadRequest, "InvalidAction", "A rehearsal does not answer "+action+".")
		return
	}
	w.Header().Set("Content-Type", "text/xml")
	fmt.Fprintf(w, `<%sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%sResult>%s</%sResult><ResponseMetadata><RequestId>rehearsal</RequestId></ResponseMetadata></%sResponse>`, action, action, result, action, action)
}
