package rehearsal

import (
	"strings"
	"testing"
)

func TestWhichCommandsNeedOnlyWhatIsInUse(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"terraform plan": true, "terraform plan -input=false -out=plan -json": true, "/usr/bin/tofu -chdir=x apply -auto-approve": true,
		"terraform validate -no-color": true, "terraform destroy": true,
		"terraform apply plan": false, "terraform plan -var x=y": false, "terraform plan -state=old.tfstate": false,
		"terraform providers schema -json": false, "terraform show -json plan": false, "terraform state list": false,
		"terraform test": false, "terraform console": false, "terraform init": false, "terraform": false, "": false,
	} {
		if got := works(strings.Fields(line)); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}
