package target

import (
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/engine"
)

// Tools completes how tools are looked for with those that flags name: the
// engine tells people where a name comes from.
func Tools(f *config.Flags, c engine.Config) engine.Config {
	c.Engine, c.Terraform, c.Tofu = f.Text("engine"), f.Text("terraform"), f.Text("tofu")
	c.Terragrunt, c.Provider = f.Text("terragrunt"), f.Text("provider")
	return c
}
