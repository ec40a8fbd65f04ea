package cloud

import (
	"cmp"
	"context"
	"regexp"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
	"go.etcd.io/bbolt"
)

// Loading says how a state is loaded.
type Loading struct {
	Unit string // whose state it is; empty when no unit is known to
	Run  string
	// Account and Region are for instances that do not tell them by an ARN or
	// otherwise, nor any other made through the same provider configuration.
	Account, Region string
}

// Loaded tells what became of a state.
type Loaded struct {
	Objects  int            `json:"objects"`
	Replaced int            `json:"replaced,omitempty"` // of these, stood before
	Types    map[string]int `json:"types,omitempty"`
	Skipped  []Skipped      `json:"skipped,omitempty"`
}

// Skipped is an instance that was not loaded.
type Skipped struct {
	Address string `json:"address"`
	Why     string `json:"why"`
}

// Load fills the cloud from a state, all of it or, on an error, nothing. What
// stands under the same key gives way. The state is taken as saved: nothing of
// it is ever rolled back.
func (d *DB) Load(ctx context.Context, state []StateObject, how Loading) (Loaded, error) {
	l := Loaded{Types: map[string]int{}}
	var objects []Object
	usual := usualPlaces(state)
	for _, s := range state {
		o, why := s.object(usual[s.Provider], how)
		if why != "" {
			l.Skipped = append(l.Skipped, Skipped{s.Address, why})
			continue
		}
		objects = append(objects, o)
		l.Types[o.Type]++
	}
	l.Objects = len(objects)
	err := d.Write(ctx, "loading a state", func(tx *bbolt.Tx) error {
		t := writer{tx}
		l.Replaced = 0
		for _, o := range objects {
			before, err := t.get(o.Key)
			if err != nil {
				return err
			}
			if before != nil {
				l.Replaced++
				if err := t.remove(before); err != nil {
					return err
				}
			}
			if err := t.put(&o); err != nil {
				return err
			}
		}
		return nil
	})
	return l, err
}

// object gives the object of an instance, or says why there is none.
func (s StateObject) object(usual where, how Loading) (o Object, why string) {
	if s.ID == "" {
		return o, "its id cannot be told without the provider's schema"
	}
	v, err := Value(s.Attrs)
	if err != nil {
		return o, err.Error()
	}
	w := s.where(v)
	account := cmp.Or(w.account, usual.account, how.Account)
	region := RegionOf(s.Type, cmp.Or(w.region, usual.region, how.Region))
	if account == "" {
		return o, "nothing tells its account"
	}
	if region == "" {
		return o, "nothing tells its region"
	}
	o = Object{
		Key:  Key{Account: account, Region: region, Type: s.Type, ID: s.ID},
		Unit: how.Unit, Run: how.Run, SchemaVersion: s.SchemaVersion,
		Attrs: s.Attrs, Private: s.Private, Identity: s.Identity, Sensitive: s.Sensitive,
	}
	o.Name, o.Scope = Natural(s.Type, v, account, region)
	return o, ""
}

// where is an account and a region, each empty when not known.
type where struct{ account, region string }

var (
	arnForm    = regexp.MustCompile(`^arn:aws[a-z-]*:[a-z0-9-]+:([a-z0-9-]*):(\d{12})?:`)
	regionForm = regexp.MustCompile(`^[a-z]{2,4}(-[a-z]+)+-\d$`)
	zoneForm   = regexp.MustCompile(`^([a-z]{2,4}(?:-[a-z]+)+-\d)[a-z]$`)
	idForm     = regexp.MustCompile(`^\d{12}$`)
)

// where gives what an instance tells of its own place.
func (s StateObject) where(v cty.Value) (w where) {
	if m := arnForm.FindStringSubmatch(s.ARN); m != nil {
		w = where{account: m[2], region: m[1]}
	}
	for _, a := range []string{"owner_id", "account_id"} {
		if x := tfwire.Str(v, a); w.account == "" && idForm.MatchString(x) {
			w.account = x
		}
	}
	if r := tfwire.Str(v, "region"); regionForm.MatchString(r) && (w.region == "" || r == w.region) {
		w.region = r
	}
	if m := zoneForm.FindStringSubmatch(tfwire.Str(v, "availability_zone")); m != nil && w.region == "" {
		w.region = m[1]
	}
	return w
}

// usualPlaces gives, for each provider configuration, the account and region
// that most of its instances tell.
func usualPlaces(state []StateObject) map[string]where {
	accounts, regions := map[string]map[string]int{}, map[string]map[string]int{}
	count := func(m map[string]map[string]int, provider, x string) {
		if m[provider] == nil {
			m[provider] = map[string]int{}
		}
		if x != "" {
			m[provider][x]++
		}
	}
	for _, s := range state {
		v, err := Value(s.Attrs)
		if err != nil {
			continue
		}
		w := s.where(v)
		count(accounts, s.Provider, w.account)
		if RegionOf(s.Type, "x") == "x" { // CloudFront's friends live in us-east-1 whatever the provider says
			count(regions, s.Provider, w.region)
		}
	}
	out := map[string]where{}
	for p := range accounts {
		out[p] = where{Most(accounts[p]), Most(regions[p])}
	}
	return out
}

// Most gives the word that was counted most, of equals the first by alphabet.
func Most(counts map[string]int) (word string) {
	for w, n := range counts {
		if n > counts[word] || n == counts[word] && w < word {
			word = w
		}
	}
	return word
}
