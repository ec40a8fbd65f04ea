package secrets

import (
	"context"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zricethezav/gitleaks/v8/detect"
	"golang.org/x/sync/errgroup"
)

// The patterns are those of gitleaks, which its makers keep up with what
// services hand out. Its own comments (gitleaks:allow) are heeded.
var detected = &rule.Rule{
	ID: "secret-detected", Family: rule.Secrets, Severity: diag.Error, Hides: true,
	Protects: "A key or token in a file is known to everybody who can read the repository, for ever.",
	Fix:      "Withdraw it where it was given out, then read its successor from Secrets Manager, SSM or SOPS.",
	Link:     "https://github.com/gitleaks/gitleaks",
	Estate: func(ctx context.Context, p *rule.Pass) {
		files := slices.Concat(p.Files, p.Texts)
		for _, w := range p.Workflows {
			files = append(files, w.File)
		}
		d, err := detect.NewDetectorDefaultConfig()
		if err != nil {
			panic(err) // the patterns are compiled in
		}
		hits := make([][]hit, len(files))
		g, ctx := errgroup.WithContext(ctx)
		g.SetLimit(runtime.GOMAXPROCS(0))
		var seen sync.Map // text -> what is in it: unit files are often the same
		for i, f := range files {
			g.Go(func() error {
				once, _ := seen.LoadOrStore(string(f.Src), sync.OnceValue(func() []hit { return look(ctx, d, p.Rel(f.Path), f) }))
				hits[i] = once.(func() []hit)()
				return ctx.Err()
			})
		}
		if g.Wait() != nil {
			return
		}
		for i, f := range files {
			for _, h := range hits[i] {
				p.At(diag.Pos{File: f.Path, Line: h.line, Column: h.column}, h.say)
			}
		}
	},
}

// placeholder matches what stands where a secret will be; noKey what the most
// general pattern of gitleaks takes for a key.
var (
	placeholder = regexp.MustCompile(`(?i)placeholder|example|redacted|dummy|your[-_ ]|replace[-_ ]|change[-_ ]?(me|it|this)|<[a-z _-]+>|xxxx|\*\*\*\*`)
	// A reference of HCL, which stands without quotes.
	reads = regexp.MustCompile(`^(?:var|local|data|module|each|dependency|include|values)\.`)
	noKey = regexp.MustCompile(`(?i)^[^=:]*(algorithm|_spec|_type|_usage|version|_alg)\b|KEY_ALG_`)
)

// hit is a place with a secret. What the secret is, is not kept.
type hit struct {
	line, column int
	say          string
}

func look(ctx context.Context, d *detect.Detector, name string, f *rule.File) (out []hit) {
	for _, x := range d.DetectContext(ctx, detect.Fragment{Raw: string(f.Src), FilePath: name}) {
		if placeholder.MatchString(x.Secret) || reads.MatchString(x.Secret) || x.RuleID == "generic-api-key" && noKey.MatchString(x.Match) || x.RuleID == "hashicorp-tf-password" {
			continue // the last is what secret-literal looks for, by more names
		}
		h := hit{line: x.StartLine + 1, column: 1, say: "this looks like a secret (" + x.RuleID + ")"}
		if before, _, ok := strings.Cut(f.Line(h.line), x.Secret); ok {
			h.column = len([]rune(before)) + 1
		}
		out = append(out, h)
	}
	return out
}
