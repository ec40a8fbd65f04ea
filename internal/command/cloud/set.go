package cloud

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/home"
	"github.com/terrace-cloud/terrace/internal/term"
)

func newSet(s *term.Streams) *cobra.Command {
	var at where
	c := &cobra.Command{
		Use: "set TYPE ID ATTRIBUTE=JSON...", Short: "Change attributes of one object behind Terraform's back", Args: cobra.MinimumNArgs(3), ValidArgsFunction: completeObject(true),
		Long: `Changes attributes of an object, as somebody does by hand in the console; the next plan
shows it as drift. A value is JSON, of the kind that stands there: strings need quotes.`,
		Example: "  terrace cloud set aws_vpc vpc-0a1b2c enable_dns_hostnames=false\n  terrace cloud set aws_cloudwatch_log_group /ecs/api retention_in_days=1\n  terrace rehearse --plan-only     # shows the drift",
		RunE: func(c *cobra.Command, args []string) error {
			return set(c.Context(), s, args[0], args[1], args[2:], at)
		},
	}
	at.flags(c)
	return c
}

func set(ctx context.Context, s *term.Streams, typ, id string, changes []string, at where) error {
	c, err := open(home.Write)
	if err != nil {
		return err
	}
	defer c.close()
	o, err := c.find(typ, id, at)
	if err != nil {
		return err
	}
	var attrs map[string]json.RawMessage
	if err := json.Unmarshal(o.Attrs, &attrs); err != nil {
		return err
	}
	for _, change := range changes {
		name, text, ok := strings.Cut(change, "=")
		if !ok {
			return bad(fmt.Sprintf("%q sets nothing", change), "Write ATTRIBUTE=JSON, such as enable_dns_hostnames=false.")
		}
		old, ok := attrs[name]
		if !ok {
			return bad(fmt.Sprintf("%s has no attribute %q", typ, name), "It has: "+strings.Join(slices.Sorted(maps.Keys(attrs)), ", ")+".")
		}
		if !json.Valid([]byte(text)) {
			return bad(fmt.Sprintf("%q is not JSON", text), "Strings need quotes: "+name+`='"text"'.`)
		}
		if was, is := kind(old), kind([]byte(text)); was != "null" && is != "null" && was != is {
			return bad(fmt.Sprintf("%s is a %s, not a %s", name, was, is), "Give a value of the same kind as "+string(old)+".")
		}
		attrs[name] = json.RawMessage(text)
	}
	if o.Attrs, err = json.Marshal(attrs); err != nil {
		return err
	}
	if v, err := cloud.Value(o.Attrs); err == nil { // a new name is a name taken
		o.Name, o.Scope = cloud.Natural(o.Type, v, o.Account, o.Region)
	}
	if err := c.Update(ctx, o.Key, o); err != nil {
		return err
	}
	s.Printf("Changed %s %s. `terrace rehearse --plan-only` shows it as drift.\n", o.Type, o.ID)
	return nil
}

// kind is the kind of a JSON value.
func kind(b []byte) string {
	b = bytes.TrimSpace(b)
	if len(b) == 0 {
		return "null"
	}
	switch b[0] {
	case '{':
		return "object"
	case '[':
		return "list"
	case '"':
		return "string"
	case 't', 'f':
		return "bool"
	case 'n':
		return "null"
	}
	return "number"
}

func bad(summary, fix string) error {
	return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: summary, Fix: fix}
}
