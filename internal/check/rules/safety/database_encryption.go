package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var databaseEncryption = made("database-encryption", diag.Error,
	"The disk and the snapshots of a database that is not encrypted can be read by whoever gets a copy; it cannot be switched on later.",
	"Set storage_encrypted = true, with a key of your own.",
	"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
	mustBe(subject.Database, subject.Encryption, false, "is not encrypted"))
