package docs

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

const hours = 730 // of a month

// cost is a row of costs.csv: an empty price is one that we do not know, an
// empty quantity one that only use can tell.
type cost struct {
	what, unit, price, region, source, date, quantity, how string
}

func readCosts() (out []cost, err error) {
	f, err := os.Open("costs.csv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	for _, r := range rows[1:] {
		c := cost{r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7]}
		if (c.price == "") != (c.date == "") || c.source == "" {
			return nil, fmt.Errorf("costs.csv: %s: a price has a date, and every row a source", c.what)
		}
		out = append(out, c)
	}
	return out, nil
}

// costs lists what is paid, in each environment: how much of it, and the sum.
func costs(p *platform, _ []string) (string, error) {
	all, err := readCosts()
	if err != nil {
		return "", err
	}
	t := newTable(append(append([]string{"what", "unit", "USD"}, environments...), "")...)
	for _, c := range all {
		cells := []string{c.what, c.unit, "[?](" + c.source + ")"}
		if c.price != "" {
			cells[2] = fmt.Sprintf("[%s](%s) (%s, %s)", c.price, c.source, c.region, c.date)
		}
		for _, env := range environments {
			quantity, sum, err := c.in(p.env[env])
			if err != nil {
				return "", err
			}
			switch {
			case c.quantity == "":
				cells = append(cells, "")
			case c.price == "" || quantity == 0:
				cells = append(cells, amount(quantity))
			default:
				cells = append(cells, fmt.Sprintf("%s: **%.0f**", amount(quantity), sum))
			}
		}
		t.row(append(cells, c.how)...)
	}
	return t.String(), nil
}

// totals adds up what is known, and counts what is not.
func totals(p *platform, _ []string) (string, error) {
	all, err := readCosts()
	if err != nil {
		return "", err
	}
	t := newTable("a month", "known, USD", "rows without a price", "rows by use")
	for _, env := range environments {
		total, unpriced, byUse := 0.0, 0, 0
		for _, c := range all {
			quantity, sum, err := c.in(p.env[env])
			if err != nil {
				return "", err
			}
			total += sum
			switch {
			case c.quantity == "":
				byUse++
			case c.price == "" && quantity > 0:
				unpriced++
			}
		}
		t.row(env, fmt.Sprintf("%.0f", total), fmt.Sprint(unpriced), fmt.Sprint(byUse))
	}
	return t.String(), nil
}

// in works out how much an environment has of it in a month, and what of it is
// known to be paid.
func (c cost) in(env cty.Value) (quantity, sum float64, err error) {
	if c.quantity == "" {
		return 0, 0, nil
	}
	expr, diags := hclsyntax.ParseExpression([]byte(c.quantity), "costs.csv: "+c.what, hcl.InitialPos)
	if diags.HasErrors() {
		return 0, 0, diags
	}
	v, diags := expr.Value(&hcl.EvalContext{
		Variables: map[string]cty.Value{
			"env":     env,
			"hours":   cty.NumberIntVal(hours),
			"regions": cty.NumberIntVal(2),
			"zones":   cty.NumberIntVal(3),
			"working": cty.NumberFloatVal(13 * 5 * hours / 168.0), // 7 to 20 h, Monday to Friday
		},
		Functions: map[string]function.Function{"keys": stdlib.KeysFunc, "length": stdlib.LengthFunc},
	})
	if diags.HasErrors() {
		return 0, 0, diags
	}
	quantity, _ = v.AsBigFloat().Float64()
	if c.price == "" {
		return quantity, 0, nil
	}
	price, err := strconv.ParseFloat(c.price, 64)
	return quantity, price * quantity, err
}

// amount writes a quantity with commas by the thousand.
func amount(q float64) string {
	s := strconv.FormatFloat(q, 'f', 0, 64)
	var parts []string
	for len(s) > 3 {
		parts = append([]string{s[len(s)-3:]}, parts...)
		s = s[:len(s)-3]
	}
	return strings.Join(append([]string{s}, parts...), ",")
}
