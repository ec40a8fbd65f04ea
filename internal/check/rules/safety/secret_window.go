package safety

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var secretWindow = made("secret-window", diag.Note,
	"With a window of 0 a secret is gone at once, and nobody can bring it back.",
	"Leave recovery_window_in_days at 30, or 7 at least, outside of environments for development.",
	"https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
	each([]subject.Kind{subject.Secret}, func(p *rule.Pass, s *subject.Subject) {
		if n, at, ok := s.Number(subject.Window); ok && n == 0 {
			p.At(at, fmt.Sprintf("%s is deleted at once", s.Title()))
		}
	}, notLower))
