package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var trailValidation = made("trail-validation", diag.Warning,
	"Without validation nobody can show that a log of CloudTrail was not changed.",
	"Set enable_log_file_validation = true.",
	"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html",
	mustBe(subject.Trail, subject.LogValidation, false, "does not validate its log files"))
