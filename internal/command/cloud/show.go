package cloud

import (
	"bytes"
	"encoding/json"
	"regexp"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/rehearsal/home"
	"github.com/terrace-cloud/terrace/internal/term"
)

func newShow(s *term.Streams) *cobra.Command {
	reveal := false
	var at where
	c := &cobra.Command{
		Use: "show TYPE ID", Short: "Show the attributes of one object", Args: cobra.ExactArgs(2), ValidArgsFunction: completeObject(false),
		Long:    "Prints an object's attributes as JSON. What goes by the name of a secret, or is marked as\nsensitive in a loaded state, is masked unless --reveal is given.",
		Example: "  terrace cloud show aws_vpc vpc-0a1b2c\n  terrace cloud show aws_kms_alias alias/ai-tools-dev --region eu-central-1",
		RunE:    func(_ *cobra.Command, args []string) error { return show(s, args[0], args[1], at, reveal) },
	}
	at.flags(c)
	c.Flags().BoolVar(&reveal, "reveal", false, "show secrets too")
	return c
}

func show(s *term.Streams, typ, id string, at where, reveal bool) error {
	c, err := open(home.ReadOnly)
	if err != nil {
		return err
	}
	defer c.close()
	o, err := c.find(typ, id, at)
	if err != nil {
		return err
	}
	var v map[string]any
	d := json.NewDecoder(bytes.NewReader(o.Attrs))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return err
	}
	if !reveal {
		mask(v)
		for _, name := range o.Sensitive {
			if v[name] != nil {
				v[name] = hidden
			}
		}
	}
	b, err := json.MarshalIndent(map[string]any{"account": o.Account, "region": o.Region, "type": o.Type, "id": o.ID, "unit": o.Unit, "attributes": v}, "", "  ")
	if err != nil {
		return err
	}
	s.Printf("%s\n", b)
	return nil
}

// secret are names of attributes whose value nobody should see by accident.
var secret = regexp.MustCompile(`(?i)(password|secret_string|secret_binary|private_key|token$|passphrase|access_key|token_value|^value$|^secret$)`)

const hidden = "(hidden; --reveal shows it)"

func mask(v any) {
	switch x := v.(type) {
	case map[string]any:
		for k, inner := range x {
			if text, ok := inner.(string); ok && text != "" && secret.MatchString(k) {
				x[k] = hidden
				continue
			}
			mask(inner)
		}
	case []any:
		for _, inner := range x {
			mask(inner)
		}
	}
}
