package describe

import "testing"

func TestShort(t *testing.T) {
	t.Parallel()
	for want, s := range map[string]Source{
		"vpc 5.21.0":              {Raw: "tfr:///terraform-aws-modules/vpc/aws?version=5.21.0", Module: "terraform-aws-modules/vpc/aws", Version: "5.21.0"},
		"ecs//service 5.12.1":     {Raw: "tfr:///terraform-aws-modules/ecs/aws//modules/service?version=5.12.1", Module: "terraform-aws-modules/ecs/aws//modules/service", Version: "5.12.1"},
		"net 1.0.0":               {Module: "app.example.com/acme/net/aws", Version: "1.0.0", Raw: "tfr://app.example.com/acme/net/aws?version=1.0.0"},
		"modules//vpc v1":         {Raw: "git::https://github.com/acme/modules.git//net/vpc?ref=v1", Module: "github.com/acme/modules//net/vpc", Version: "v1"},
		"modules/ecr":             {Raw: "../../modules/ecr", Module: "modules/ecr"},
		"its own Terraform files": {Module: "."},
		Unknown:                   {Module: Unknown},
	} {
		if got := s.Short(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestBeside(t *testing.T) {
	t.Parallel()
	for _, x := range [][3]string{
		{"dev/eu/run/api", "dev/eu/net/vpc", "net/vpc"},
		{"dev/eu/run/api", "dev/eu/run/db", "db"},
		{"dev/eu/run/api", "prod/eu/run/api", "prod/eu/run/api"},
		{"a", "a/b", "a/b"},
		{"a/b", "a", "a"},
	} {
		if got := Beside(x[0], x[1]); got != x[2] {
			t.Errorf("%s beside %s is %q, not %q", x[1], x[0], got, x[2])
		}
	}
}
