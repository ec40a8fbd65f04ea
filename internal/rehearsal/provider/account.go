package provider

import (
	"regexp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

// accountInKey finds the account in a rehearsal's access key.
var accountInKey = regexp.MustCompile(`\d{12}`)

// accountOf reads the account out of a provider configuration: that of the
// role that is assumed last, else that of a rehearsal's access key, else the
// one that is allowed; fallback where none is named, or where it is among those
// allowed. A role in an account that is not allowed is refused, as the AWS
// provider refuses it.
func accountOf(args map[string]cty.Value, fallback string) (string, *refusal) {
	allowed, forbidden := texts(args["allowed_account_ids"]), texts(args["forbidden_account_ids"])
	for _, name := range []string{"assume_role_with_web_identity", "assume_role"} {
		roles := blocks(args[name])
		for i := len(roles) - 1; i >= 0; i-- {
			id := accountOfARN(tfwire.Str(roles[i], "role_arn"))
			if id == "" {
				continue
			}
			if len(allowed) > 0 && !slices.Contains(allowed, id) || slices.Contains(forbidden, id) {
				return "", &refusal{summary: "AWS account ID not allowed: " + id,
					detail: "The role that is assumed is of that account; allowed_account_ids or forbidden_account_ids of the provider keep it out.", attribute: name}
			}
			return id, nil
		}
	}
	if key := args["access_key"]; key != cty.NilVal && key.Type() == cty.String && key.IsKnown() && !key.IsNull() {
		if id := accountInKey.FindString(key.AsString()); id != "" && (len(allowed) == 0 || slices.Contains(allowed, id)) {
			return id, nil
		}
	}
	if len(allowed) == 0 || slices.Contains(allowed, fallback) {
		return fallback, nil
	}
	return allowed[0], nil
}

// accountOfARN gives the account in arn:PARTITION:SERVICE:REGION:ACCOUNT:...
func accountOfARN(arn string) string {
	if p := strings.SplitN(arn, ":", 6); len(p) == 6 {
		return p[4]
	}
	return ""
}

// texts gives the known strings of a collection, sorted as it is.
func texts(v cty.Value) (out []string) {
	for _, x := range blocks(v) {
		if x.Type() == cty.String && x.IsKnown() && !x.IsNull() {
			out = append(out, x.AsString())
		}
	}
	return out
}
