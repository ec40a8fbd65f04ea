package initialise

import (
	"bufio"
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/scaffold"
	"github.com/terrace-cloud/terrace/internal/term"
)

// asker asks questions, a line each; an empty line takes what stands in
// brackets. A wrong answer is told at once and asked again.
type asker struct {
	s     *term.Streams
	lines chan string
	err   error
}

func newAsker(s *term.Streams) *asker {
	a := &asker{s: s, lines: make(chan string)}
	go func() { // so that Ctrl-C does not wait for a line
		r := bufio.NewReader(s.In)
		for {
			line, err := r.ReadString('\n')
			if err != nil && line == "" {
				if !errors.Is(err, io.EOF) {
					a.err = err
				}
				close(a.lines)
				return
			}
			a.lines <- strings.TrimSpace(line)
		}
	}()
	return a
}

// ask gives the answer to one question; check may refuse it.
func (a *asker) ask(ctx context.Context, question, standard string, check func(string) error) (string, error) {
	for {
		a.s.Errorf("%s %s ", a.s.Paint(term.Bold, question), a.s.Paint(term.Dim, "["+standard+"]"))
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case line, ok := <-a.lines:
			if !ok {
				return "", &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "the answers ended before the questions", Fix: "Run it again, or give a file of answers (--answers)."}
			}
			if line == "" {
				line = standard
			}
			if check != nil {
				if err := check(line); err != nil {
					term.PrintFindings(a.s, diag.AsFindings(err, diag.Config))
					continue
				}
			}
			return line, nil
		}
	}
}

// all asks everything; the answers given stand in brackets.
func (a *asker) all(ctx context.Context, d scaffold.Answers) (scaffold.Answers, error) {
	a.s.Errorf("An estate for your organization. Enter takes what stands in brackets; Ctrl-C ends it, nothing is written before the last answer.\n\n")
	out := d
	type step struct {
		question, standard string
		set                func(*scaffold.Answers, string)
	}
	run := func(steps ...step) error {
		for _, q := range steps {
			set := func(line string) scaffold.Answers { next := out; q.set(&next, line); return next }
			line, err := a.ask(ctx, q.question, q.standard, func(line string) error { return set(line).Check() })
			if err != nil {
				return err
			}
			out = set(line)
		}
		return nil
	}
	if err := run(
		step{"Short name of the organization, first part of every name", d.Organization, func(x *scaffold.Answers, v string) { x.Organization = v }},
		step{"Domain", d.Domain, func(x *scaffold.Answers, v string) { x.Domain = v }},
		step{"Repository on GitHub (owner/name)", d.Repository, func(x *scaffold.Answers, v string) { x.Repository = v }},
		step{"Primary region", d.Regions[0], func(x *scaffold.Answers, v string) { x.Regions = []string{v} }},
		step{"Secondary region (none for one region)", d.Secondary(), func(x *scaffold.Answers, v string) {
			x.Regions = x.Regions[:1:1]
			if v != "none" {
				x.Regions = append(x.Regions, v)
			}
		}},
		step{"Block of addresses for all networks", d.CIDR, func(x *scaffold.Answers, v string) { x.CIDR = v }},
	); err != nil {
		return out, err
	}
	chosen, err := a.ask(ctx, "Environments, of dev, staging, production", "dev staging production", func(line string) error {
		for _, name := range fields(line) {
			if !slices.Contains([]string{"dev", "staging", "production"}, name) {
				return &diag.Finding{Severity: diag.Error, Summary: "there is no environment " + name, Fix: "Name some of dev, staging, production; a file of answers can give them other names."}
			}
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	out.Environments = nil
	for _, name := range fields(chosen) {
		i := slices.IndexFunc(d.Environments, func(e scaffold.Environment) bool { return e.Name == name })
		if err := run(step{"Account of " + name + " (twelve digits)", d.Environments[i].Account, func(x *scaffold.Answers, v string) {
			x.Environments = append(slices.Clone(x.Environments), scaffold.Environment{Name: name, Like: name, Account: v})
		}}); err != nil {
			return out, err
		}
	}
	err = run(
		step{"Management account, which pays (none to leave its units out)", d.Management, func(x *scaffold.Answers, v string) {
			if x.Management = v; v == "none" {
				x.Management = ""
			}
		}},
		step{"Parts to leave out, of " + strings.Join(scaffold.PartNames(), ", ") + " (none for none)", strings.Join(d.Without, " "), func(x *scaffold.Answers, v string) {
			if x.Without = fields(v); v == "none" {
				x.Without = nil
			}
		}},
	)
	return out, err
}

// fields splits a list that people write with spaces or commas.
func fields(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' })
}
