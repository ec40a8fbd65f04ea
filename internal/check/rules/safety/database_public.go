package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var databasePublic = made("database-public", diag.Error,
	"A database with a public address can be tried by everybody.",
	"Set publicly_accessible = false and reach it from inside the VPC.",
	"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
	each([]subject.Kind{subject.Database, subject.Instance}, publicly))
