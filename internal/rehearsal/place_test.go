package rehearsal

import (
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

func TestPlaceOf(t *testing.T) {
	t.Parallel()
	state := &estate.RemoteState{Backend: "s3", Config: cty.ObjectVal(map[string]cty.Value{
		"region": cty.StringVal("eu-west-1"), "allowed_account_ids": cty.TupleVal([]cty.Value{cty.StringVal("222222222222")})})}
	role := estate.IAM{Role: "arn:aws:iam::333333333333:role/terragrunt"}
	provider := []estate.Generate{{Contents: "provider \"aws\" {\n  region = \"eu-north-1\"\n  allowed_account_ids = [\"444444444444\"]\n}\n"}}
	for name, c := range map[string]struct {
		unit            estate.Unit
		account, region string
	}{
		"nothing":       {estate.Unit{}, nobody, nowhere},
		"state":         {estate.Unit{RemoteState: state}, "222222222222", "eu-west-1"},
		"role":          {estate.Unit{RemoteState: state, IAM: role}, "333333333333", "eu-west-1"},
		"provider":      {estate.Unit{RemoteState: state, IAM: role, Generate: provider}, "444444444444", "eu-north-1"},
		"no role's ARN": {estate.Unit{IAM: estate.IAM{Role: "deploy"}}, nobody, nowhere},
	} {
		if account, region := PlaceOf(&c.unit, ""); account != c.account || region != c.region {
			t.Errorf("%s: %s, %s", name, account, region)
		}
	}
}
