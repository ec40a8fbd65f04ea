package safety

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var keyWindow = made("key-window", diag.Note,
	"What a deleted key encrypted is lost when the window has passed: seven days are one holiday.",
	"Leave deletion_window_in_days at 30 outside of environments for development.",
	"https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
	each([]subject.Kind{subject.Key}, func(p *rule.Pass, s *subject.Subject) {
		if n, at, ok := s.Number(subject.Window); ok && n < 14 {
			p.At(at, fmt.Sprintf("%s can be deleted within %d days", s.Title(), n))
		}
	}, notLower))
