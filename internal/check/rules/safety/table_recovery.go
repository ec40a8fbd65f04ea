package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var tableRecovery = made("table-recovery", diag.Warning,
	"Without point-in-time recovery a faulty write to a table cannot be undone.",
	"Switch point-in-time recovery on.",
	"https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
	mustBe(subject.Table, subject.PointInTime, false, "has no point-in-time recovery", notLower))
