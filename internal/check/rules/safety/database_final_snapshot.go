package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var databaseFinalSnapshot = made("database-final-snapshot", diag.Warning,
	"The final snapshot is the last way back after a database was deleted.",
	"Set skip_final_snapshot = false and name the snapshot, at least in production.",
	"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
	mustBe(subject.Database, subject.SkipFinal, true, "is deleted without a final snapshot", notLower))
