package provider

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/inuse"
	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

const acl = `
provider "aws" { region = "eu-central-1" }
resource "aws_wafv2_web_acl" "main" {
  name  = "main"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    sampled_requests_enabled   = true
    metric_name                = "main"
  }
  dynamic "rule" {
    for_each = { rate = 10, country = 20 }
    content {
      name     = rule.key
      priority = rule.value
      action {
        block {}
      }
      visibility_config {
        cloudwatch_metrics_enabled = true
        sampled_requests_enabled   = true
        metric_name                = rule.key
      }
      statement {
        dynamic "rate_based_statement" {
          for_each = rule.key == "rate" ? [2000] : []
          content {
            limit              = rate_based_statement.value
            aggregate_key_type = "IP"
          }
        }
        dynamic "geo_match_statement" {
          for_each = rule.key == "country" ? ["XX"] : []
          content {
            country_codes = ["KP", geo_match_statement.value]
          }
        }
      }
    }
  }
}
output "arn" { value = aws_wafv2_web_acl.main.arn }
output "rules" { value = [for r in aws_wafv2_web_acl.main.rule : r.name] }
`

// What Terraform plans and writes into its state is the same whether it knows a
// type in full or only the blocks in use.
func TestACutTypeChangesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("a type this deep takes its time; not in -short")
	}
	w := aws(t)
	type outcome struct{ state, plan, replan, object string }
	var got []outcome
	for _, cut := range []bool{false, true} {
		db, err := cloud.Open(filepath.Join(t.TempDir(), "cloud.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		h, err := New(t.Context(), Config{Real: w.Real, Cloud: db, Maker: synth.New(db)})
		if err != nil {
			t.Fatal(err)
		}
		dir := ""
		s := Session{Unit: "u", Run: "r", Uses: func(Caller) map[string]*tfwire.Uses {
			used := &tfwire.Uses{All: true}
			if cut {
				used = inuse.Read([]string{dir}).Blocks("aws_wafv2_web_acl")
			}
			return map[string]*tfwire.Uses{"aws_wafv2_web_acl": used}
		}}
		tf := newTerraform(t, &world{h, db}, s, acl)
		dir = tf.dir
		tf.must(0, "plan", "-out=plan", "-input=false")
		if tf.last.Cut != cut {
			t.Errorf("the type is cut: %v, want %v", tf.last.Cut, cut)
		}
		o := outcome{plan: pick(t, tf.must(0, "show", "-json", "plan"), "planned_values", "resource_changes", "output_changes", "configuration")}
		tf.must(0, "apply", "-input=false", "plan")
		wants(t, tf.must(0, replanning...), "No changes")
		state, err := os.ReadFile(filepath.Join(tf.dir, "terraform.tfstate"))
		if err != nil {
			t.Fatal(err)
		}
		o.state = pick(t, string(state), "resources", "outputs")
		o.object = string((&world{h, db}).object(t, "aws_wafv2_web_acl").Attrs)
		got = append(got, o)
	}
	if got[0] != got[1] {
		t.Errorf("with the whole type:\n%+v\nwith what is in use:\n%+v", got[0], got[1])
	}
}

// pick writes some members of a JSON document in one way.
func pick(t *testing.T, doc string, names ...string) string {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal([]byte(doc), &m); err != nil {
		t.Fatalf("%v:\n%s", err, doc)
	}
	out := map[string]any{}
	for _, n := range names {
		out[n] = m[n]
	}
	b, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
