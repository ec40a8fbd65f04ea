package awsfront

import (
	"io"
	"net/http"
)

const ns = ` xmlns="http://s3.amazonaws.com/doc/2006-03-01/"`

// settings are what a well-kept state bucket answers about itself, by the
// sub-resource that is asked for: versions, encryption, nothing public.
var settings = map[string]string{
	"versioning":        `<VersioningConfiguration` + ns + `><Status>Enabled</Status></VersioningConfiguration>`,
	"encryption":        `<ServerSideEncryptionConfiguration` + ns + `><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>`,
	"publicAccessBlock": `<PublicAccessBlockConfiguration` + ns + `><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>`,
	"ownershipControls": `<OwnershipControls` + ns + `><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>`,
	"location":          `<LocationConstraint` + ns + `/>`,
	"logging":           `<BucketLoggingStatus` + ns + `/>`,
	"policy":            `{"Version":"2012-10-17","Statement":[{"Sid":"EnforcedTLS","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Sid":"RootAccess","Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:*","Resource":"*"}]}`,
}

// unset are the sub-resources that a state bucket does not have, with the code
// that AWS answers then.
var unset = map[string]string{
	"tagging": "NoSuchTagSet", "lifecycle": "NoSuchLifecycleConfiguration", "cors": "NoSuchCORSConfiguration",
	"object-lock": "ObjectLockConfigurationNotFoundError", "replication": "ReplicationConfigurationNotFoundError", "website": "NoSuchWebsiteConfiguration",
}

// settings answers a question about a bucket itself. A write is accepted: the
// bucket is as it should be already.
func (f *Front) settings(w http.ResponseWriter, r *http.Request, bucket string) bool {
	q := r.URL.Query()
	for name, text := range settings {
		if !q.Has(name) {
			continue
		}
		if r.Method == http.MethodGet {
			io.WriteString(w, text)
		}
		return true
	}
	for name, code := range unset {
		if !q.Has(name) {
			continue
		}
		if r.Method == http.MethodGet {
			xmlError(w, http.StatusNotFound, code, "It is not set.")
		}
		return true
	}
	return r.Method == http.MethodPut && len(q) == 0 // the bucket stands already
}
